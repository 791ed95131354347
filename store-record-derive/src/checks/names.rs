//! Stored names of fields and of variants.

use crate::diagnostics::Diagnostics;
use crate::model::{Container, Name};

/// `kind` is `fields` or `variants`.
pub(super) fn run<'a>(
    container: &Container,
    names: impl Iterator<Item = &'a Name>,
    kind: &str,
    diagnostics: &Diagnostics,
) {
    let names: Vec<&Name> = names.collect();
    for (index, name) in names.iter().enumerate() {
        nul_in_a_name(name, diagnostics);
        duplicate_name(name, names.iter().take(index), kind, diagnostics);
        reserved_name(container, name, diagnostics);
    }
}

/// JSONB can't store U+0000, so a row with such a name could never be written.
fn nul_in_a_name(name: &Name, diagnostics: &Diagnostics) {
    if name.text.contains('\0') {
        diagnostics
            .error_at(name.span, "a stored name can't contain U+0000, which JSONB can't store: use another name");
    }
}

/// One stored name would be read as the first field or variant that has it, and the other would be lost.
fn duplicate_name<'a>(
    name: &Name,
    mut earlier: impl Iterator<Item = &'a &'a Name>,
    kind: &str,
    diagnostics: &Diagnostics,
) {
    if earlier.any(|earlier| earlier.text == name.text) {
        let text = &name.text;
        diagnostics.error_at(name.span, format!("two {kind} have the stored name `{text}`: rename one of them"));
    }
}

/// Rows of a former version have another content under a reserved name, which would be read as the new one.
fn reserved_name(container: &Container, name: &Name, diagnostics: &Diagnostics) {
    if container.reserved.iter().any(|reserved| reserved.value() == name.text) {
        let text = &name.text;
        diagnostics.error_at(
            name.span,
            format!(
                "`{text}` is `reserved`, as old rows use it for something else: use another name, `rename = \"…\"`"
            ),
        );
    }
}

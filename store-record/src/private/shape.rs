//! Tables of shapes. A call compiles faster than a literal for each field or variant.

use crate::shape::{FieldShape, Shape, VariantShape};

/// The shapes of fields that have one name, must be there and aren't sensitive. A literal for each would be slower to
/// compile.
#[must_use]
pub const fn fields<const N: usize>(names: [&'static str; N], shapes: [&'static Shape; N]) -> [FieldShape; N] {
    renamed_fields(names, names, shapes)
}

/// The same of fields whose stored names are others than those in the program.
#[must_use]
pub const fn renamed_fields<const N: usize>(
    members: [&'static str; N],
    names: [&'static str; N],
    shapes: [&'static Shape; N],
) -> [FieldShape; N] {
    let field = FieldShape {
        name: "",
        member: "",
        aliases: &[],
        has_default: false,
        is_sensitive: false,
        cfg: "",
        shape: &Shape::Json,
    };
    let mut fields = [field; N];
    let mut at = 0;
    while at < N {
        (fields[at].member, fields[at].name, fields[at].shape) = (members[at], names[at], shapes[at]);
        at += 1;
    }
    fields
}

/// The shapes of variants that have one name and no content.
#[must_use]
pub const fn names<const N: usize>(names: [&'static str; N]) -> [VariantShape; N] {
    let mut variants = [VariantShape { name: "", aliases: &[], cfg: "", content: None }; N];
    let mut at = 0;
    while at < N {
        variants[at].name = names[at];
        at += 1;
    }
    variants
}

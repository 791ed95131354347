//! Names of the functions that `StoreRecord` adds to a record. rustc's own errors about them would be at the derive.

use crate::attributes::RenamedFunction;
use crate::diagnostics::{Diagnostics, did_you_mean, quoted_list};
use crate::model::Record;
use syn::ext::IdentExt;

pub(super) fn run(record: &Record, diagnostics: &Diagnostics) {
    let functions = record.function_names();
    for (index, renamed) in record.renamed.iter().enumerate() {
        let (earlier, later) = (record.renamed.iter().take(index), record.renamed.iter().skip(index + 1));
        if unknown_function(renamed, &functions, diagnostics) || duplicate_function(renamed, earlier, diagnostics) {
            continue;
        }
        duplicate_function_name(record, renamed, later, &functions, diagnostics);
    }
}

/// Which functions there are depends on the scope and the key.
fn unknown_function(renamed: &RenamedFunction, functions: &[String], diagnostics: &Diagnostics) -> bool {
    let from = renamed.from.unraw().to_string();
    let is_unknown = !functions.contains(&from);
    if is_unknown {
        let names = || functions.iter().map(String::as_str);
        let (hint, list) = (did_you_mean(&from, names()), quoted_list(names()));
        diagnostics.error_at(
            renamed.from.span(),
            format!("the derive adds no function `{from}` to this record{hint}; its functions are {list}"),
        );
    }
    is_unknown
}

/// A function has one name.
fn duplicate_function<'a>(
    renamed: &RenamedFunction,
    mut earlier: impl Iterator<Item = &'a RenamedFunction>,
    diagnostics: &Diagnostics,
) -> bool {
    let is_duplicate = earlier.any(|earlier| earlier.from.unraw() == renamed.from.unraw());
    if is_duplicate {
        diagnostics.error_at(renamed.from.span(), format!("duplicate function `{}`", renamed.from.unraw()));
    }
    is_duplicate
}

/// The new name is that of another function. It may be one that is itself renamed later, which is reported there.
fn duplicate_function_name<'a>(
    record: &Record,
    renamed: &RenamedFunction,
    later: impl Iterator<Item = &'a RenamedFunction>,
    functions: &[String],
    diagnostics: &Diagnostics,
) {
    let later: Vec<_> = later.map(|later| later.from.unraw()).collect();
    let to = renamed.to.unraw();
    let others =
        functions.iter().filter(|name| renamed.from.unraw() != **name && !later.iter().any(|later| later == *name));
    let mut names = others.map(|name| record.renamed(name).map_or_else(|| name.clone(), |to| to.unraw().to_string()));
    if names.any(|name| to == name) {
        diagnostics
            .error_at(renamed.to.span(), format!("two functions of this record are named `{to}`: rename one of them"));
    }
}

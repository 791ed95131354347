//! The derives as functions of a library, for the fuzz targets: another root of this crate. `tests/fuzz/derive` compiles it.

mod attributes;
mod checks;
mod context;
mod diagnostics;
mod expansion;
mod identifiers;
mod manifest;
mod model;
mod private;
mod stages;

use context::Derive;
use proc_macro2::TokenStream;
use syn::DeriveInput;

/// Returns the expansion of each derive for an item.
pub fn expansions(input: &DeriveInput) -> [TokenStream; 4] {
    [Derive::Record, Derive::Value, Derive::Key, Derive::Manifest].map(|derive| stages::expand(input, derive))
}

/// Returns whether the text is a lock, with the error that a manifest's derive would report.
///
/// # Errors
///
/// Returns an error if it isn't.
pub fn read_lock(text: &str) -> Result<(), String> {
    manifest::read_lock(text)
}

//! The derive macros of `store-record`. Use them through that crate, which documents them.
//!
//! The stages of each derive: `attributes` parses options, `model` holds what the user declared, `checks` has a function for
//! each rule that needs the whole type, and `expansion` has a file for each generated impl. `RecordManifest` has the same
//! stages in `manifest`. All of them read the `Context`.

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
use proc_macro::TokenStream;
use stages::expand;
use syn::{DeriveInput, parse_macro_input};

/// See `store_record::StoreRecord`.
#[proc_macro_derive(StoreRecord, attributes(store_record))]
pub fn derive_store_record(input: TokenStream) -> TokenStream {
    expand(&parse_macro_input!(input as DeriveInput), Derive::Record).into()
}

/// See `store_record::StoreValue`.
#[proc_macro_derive(StoreValue, attributes(store_record))]
pub fn derive_store_value(input: TokenStream) -> TokenStream {
    expand(&parse_macro_input!(input as DeriveInput), Derive::Value).into()
}

/// See `store_record::StoreKey`.
#[proc_macro_derive(StoreKey, attributes(store_record))]
pub fn derive_store_key(input: TokenStream) -> TokenStream {
    expand(&parse_macro_input!(input as DeriveInput), Derive::Key).into()
}

/// See `store_record::RecordManifest`.
#[proc_macro_derive(RecordManifest, attributes(manifest))]
pub fn derive_record_manifest(input: TokenStream) -> TokenStream {
    expand(&parse_macro_input!(input as DeriveInput), Derive::Manifest).into()
}

#[cfg(test)]
mod goldens;

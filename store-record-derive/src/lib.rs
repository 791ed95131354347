//! The derive macros of `store-record`. Use them through that crate, which documents them.
//!
//! Data goes one way: `attributes` (text to spanned options), `model` (what the user declared),
//! `checks` (one function a rule), `expansion` (one file a generated impl).

mod attributes;
mod checks;
mod diagnostics;
mod expansion;
mod identifiers;
mod manifest;
mod model;

use diagnostics::Diagnostics;
use model::Derive;
use proc_macro::TokenStream;
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
    manifest::expand(&parse_macro_input!(input as DeriveInput)).into()
}

fn expand(input: &DeriveInput, derive: Derive) -> proc_macro2::TokenStream {
    let diagnostics = Diagnostics::new();
    let model = model::Container::of(input, derive, &diagnostics);
    if let Some(model) = &model {
        checks::run(model, &diagnostics);
    }
    match (diagnostics.finish(), model) {
        (None, Some(model)) => expansion::of(&model),
        (errors, _) => expansion::fallback(input, derive, errors),
    }
}

#[cfg(test)]
mod goldens;

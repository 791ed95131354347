//! What every stage of one derive reads. It is built once, so no stage parses the container's attributes again.

use crate::attributes::{KEY, MANIFEST, Options, RECORD, RawOption, VALUE, allow_attributes, raw_options};
use crate::diagnostics::Diagnostics;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{DeriveInput, LitStr, Path};

/// The derive that the user asked for.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Derive {
    Record,
    Value,
    Key,
    Manifest,
}

pub(crate) struct Context<'a> {
    pub(crate) derive: Derive,
    pub(crate) input: &'a DeriveInput,
    pub(crate) diagnostics: &'a Diagnostics,
    /// The options of the container.
    pub(crate) options: Options<'a>,
    /// The path of the runtime crate: `::store_record`, or the path of `crate = …`.
    pub(crate) krate: TokenStream,
    /// The lints that the user allows, as attributes.
    pub(crate) allowed: TokenStream,
    /// Whether `StoreValue` is derived for a struct with the option `type`. That is a mistake, and `StoreRecord` is
    /// probably derived beside it.
    pub(crate) is_value_of_a_record: bool,
}

impl<'a> Context<'a> {
    pub(crate) fn new(input: &'a DeriveInput, derive: Derive, diagnostics: &'a Diagnostics) -> Self {
        let (attribute, known) = match derive {
            Derive::Record => ("store_record", &RECORD),
            Derive::Value => ("store_record", &VALUE),
            Derive::Key => ("store_record", &KEY),
            Derive::Manifest => ("manifest", &MANIFEST),
        };
        let raw = raw_options(&input.attrs, attribute, diagnostics);
        let has_type = raw.iter().any(|option| option.is("type"));
        let raw = match derive {
            Derive::Record | Derive::Manifest => raw,
            Derive::Value | Derive::Key => without_record_options(raw, derive, diagnostics),
        };
        let options = Options::new(raw, known, diagnostics);
        Self {
            derive,
            input,
            diagnostics,
            krate: crate_path(&options),
            options,
            allowed: allow_attributes(input),
            is_value_of_a_record: derive == Derive::Value && has_type,
        }
    }
}

/// `::store_record`, or the path of `crate = …`. It may be in quotes, as serde's is.
fn crate_path(options: &Options<'_>) -> TokenStream {
    let default = || quote!(::store_record);
    let Some((_, tokens)) = options.tokens("crate", "path::to::store_record") else { return default() };
    match syn::parse2::<LitStr>(tokens).and_then(|text| text.parse::<Path>()) {
        Ok(path) => path.to_token_stream(),
        Err(_) => {
            options.parsed::<Path>("crate", "path::to::store_record").map_or_else(default, Path::into_token_stream)
        }
    }
}

/// The options without those of a record. Only the first of a record is reported: the others are the same mistake.
fn without_record_options(raw: Vec<RawOption>, derive: Derive, diagnostics: &Diagnostics) -> Vec<RawOption> {
    let is_of_record = |option: &RawOption| RECORD.has(option) && !VALUE.has(option);
    let (of_record, other): (Vec<RawOption>, Vec<RawOption>) = raw.into_iter().partition(is_of_record);
    if let Some(first) = of_record.first() {
        let name = first.name();
        let message = match derive {
            Derive::Key => format!(
                "`{name}` is an option of `#[derive(StoreRecord)]`, and a record can't be a key: remove `{name}`, or derive \
                 `StoreRecord` instead of `StoreKey`"
            ),
            _ => format!(
                "`{name}` is an option of `#[derive(StoreRecord)]`, which implies `StoreValue`: derive `StoreRecord` instead \
                 of `StoreValue`, or remove `{name}`"
            ),
        };
        diagnostics.error_at(first.span(), message);
    }
    other
}

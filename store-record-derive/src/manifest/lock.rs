//! The lock: a file of released shapes. They become constants, which the compiler compares with the current shapes.

use super::file::{absolute_path, byte_order_mark};
use super::model::{Manifest, Variant};
use super::reader::{Locked, read};
use super::relaxation::{Relaxation, unlocked_version};
use crate::context::Context;
use crate::diagnostics::Diagnostics;
use crate::expansion::block;
use crate::private::{Private, quote_at};
use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote};
use serde_json::Value;
use syn::{Ident, LitStr};

/// If this variable is `update`, the test that writes the file makes the comparison.
const VARIABLE: &str = "STORE_RECORD_LOCK";

pub(super) struct Lock<'a> {
    path: &'a LitStr,
    absolute_path: String,
    is_update: bool,
    exists: bool,
    /// `None` without a file, and after an error in it.
    locked: Option<Locked>,
    relaxations: &'a [(Span, Relaxation)],
}

impl<'a> Lock<'a> {
    /// Reads the file, whose path is relative to the package. An error is reported at the path, or at a relaxation of a version
    /// that the file doesn't have.
    pub(super) fn read(path: &'a LitStr, relaxations: &'a [(Span, Relaxation)], diagnostics: &Diagnostics) -> Self {
        let name = path.value();
        let absolute = absolute_path(&name);
        let is_update = std::env::var_os(VARIABLE).is_some_and(|value| value == "update");
        let exists = absolute.exists();
        let absolute_path = absolute.to_string_lossy().into_owned();
        let mut lock = Self { path, absolute_path, is_update, exists, locked: None, relaxations };
        if !exists {
            return lock;
        }
        let locked = std::fs::read_to_string(&absolute)
            .map_err(|error| format!("the lock `{name}` can't be read: {error}"))
            .and_then(|text| locked(&text, &name, is_update));
        match locked {
            Ok(locked) => {
                let relaxed =
                    locked.relaxed.iter().map(|relaxed| (relaxed.record_type.clone(), relaxed.schema_version));
                let versions: Vec<_> = locked.versions.iter().cloned().chain(relaxed).collect();
                unlocked_version(relaxations, &versions, &name, diagnostics);
                lock.locked = Some(locked);
            }
            Err(message) => diagnostics.error_at(path.span(), message),
        }
        lock
    }

    /// Returns the released shapes and the relaxations, as constants of `RecordManifest`.
    pub(super) fn locked(&self, manifest: &Manifest<'_>) -> TokenStream {
        let value = match &self.locked {
            Some(Locked { records, .. }) => quote!(#Private::Some(&[#(#records),*])),
            None if self.exists => quote!(#Private::None),
            None => return self.description(manifest),
        };
        let description = self.description(manifest);
        quote! {
            const LOCKED: #Private::Option<&'static [#Private::RecordShape]> = #value;

            #description
        }
    }

    /// Returns the file's path and the relaxations, as a constant of `RecordManifest`.
    fn description(&self, manifest: &Manifest<'_>) -> TokenStream {
        let (path, retired) = (&self.absolute_path, &manifest.retired);
        let history: &[Relaxation] = self.locked.as_ref().map_or(&[], |locked| &locked.relaxed);
        let relaxed = self.relaxations.iter().map(|(_, relaxation)| relaxation.constant(history.contains(relaxation)));
        let history = history.iter().map(|relaxation| relaxation.constant(true));
        quote! {
            const LOCK: #Private::Lock = #Private::Lock {
                path: #Private::Some(#path),
                relaxed: &[#(#relaxed),*],
                history: &[#(#history),*],
                retired: &[#(#retired),*],
            };
        }
    }

    /// Returns the comparison as free constants, which `cargo check` evaluates, and the test that updates the file.
    pub(super) fn expand(&self, context: &Context<'_>, ident: &Ident, manifest: &Manifest<'_>) -> TokenStream {
        let (krate, allowed) = (&context.krate, &context.allowed);
        let constants = self.constants(ident, &manifest.variants);
        let assertions = self.assertions(&manifest.variants);
        let (compared, compared_by_the_test) = if self.is_update {
            (None, Some(quote!(#constants #(#assertions)*)))
        } else {
            let compared = block(context, &quote!(#constants #(const _: () = { #assertions };)*));
            (self.locked.as_ref().map(|_| quote!(#[allow(long_running_const_eval)] #compared)), None)
        };
        let path = &self.absolute_path;
        let tracked = self.exists.then(|| quote!(const _: &[#Private::u8] = ::core::include_bytes!(#path);));
        // A change of the variable compiles the manifest again.
        let tracked = block(
            context,
            &quote!(#tracked const _: #Private::Option<&#Private::str> = ::core::option_env!(#VARIABLE);),
        );
        let test = format_ident!("__store_record_lock_of_{}", ident);
        quote! {
            #compared
            #tracked

            #[cfg(test)]
            #allowed
            mod #test {
                use super::*;

                #[::core::prelude::v1::test]
                fn is_current() {
                    use #krate::__private as #Private;
                    #compared_by_the_test
                    #Private::assert_current::<#ident>();
                }
            }
        }
    }

    /// Returns the constants that the assertions read.
    fn constants(&self, manifest: &Ident, variants: &[Variant<'_>]) -> Option<TokenStream> {
        self.locked.as_ref()?;
        // Few manifests relax a change, so only those have the constant.
        let shapes = self.unspent().next().map(|_| {
            let shape = |variant: &Variant<'_>| {
                let record = variant.record;
                quote!(<#record as #Private::StoreRecord>::RECORD_SHAPE)
            };
            let shapes = variants.iter().map(shape);
            quote!(const SHAPES: &[&#Private::RecordShape] = &[#(#shapes),*];)
        });
        let lock = quote!(<#manifest as #Private::RecordManifest>::LOCK);
        Some(quote! {
            const LOCKED: &[#Private::RecordShape] = match <#manifest as #Private::RecordManifest>::LOCKED {
                #Private::Some(locked) => locked,
                #Private::None => &[],
            };
            const RELAXED: &[#Private::Relaxation] = #lock.relaxed;
            const NAMES: &[#Private::Route] = <#manifest as #Private::RecordManifest>::ROUTES;
            const RETIRED: &[&#Private::str] = #lock.retired;
            #shapes
        })
    }

    /// Returns the assertions, each at the token that it is about; none without a lock.
    fn assertions(&self, variants: &[Variant<'_>]) -> Vec<TokenStream> {
        if self.locked.is_none() {
            return Vec::new();
        }
        let unchanged = variants.iter().map(|Variant { ident, record, .. }| {
            quote_at!(ident.span(), private=> #private::assert_unchanged::<#record>(LOCKED, RELAXED);)
        });
        let path = self.path;
        let none_gone = quote_at!(path.span(), private=> #private::assert_none_gone(LOCKED, NAMES, RETIRED, #path););
        let relaxes = self.unspent().map(
            |(index, span)| quote_at!(span, private=> #private::assert_relaxes(LOCKED, SHAPES, &RELAXED[#index]);),
        );
        unchanged.chain([none_gone]).chain(relaxes).collect()
    }

    /// Returns the relaxations that the lock doesn't have yet, by index.
    fn unspent(&self) -> impl Iterator<Item = (usize, Span)> {
        let is_spent =
            |relaxation: &Relaxation| self.locked.as_ref().is_some_and(|locked| locked.relaxed.contains(relaxation));
        let all = self.relaxations.iter().enumerate();
        all.filter(move |(_, (_, relaxation))| !is_spent(relaxation)).map(|(index, (span, _))| (index, *span))
    }
}

pub(super) fn locked(text: &str, file: &str, is_update: bool) -> Result<Locked, String> {
    let restore = format!(
        "restore it from version control, after a merge conflict from one of the two sides, then run {VARIABLE}=update cargo test"
    );
    if let Some(mark) = byte_order_mark(text) {
        return Err(format!("the lock `{file}` {mark}"));
    }
    let value: Value =
        serde_json::from_str(text).map_err(|error| format!("the lock `{file}` isn't JSON: {error}; {restore}"))?;
    // A program writes the file, so a difference is an edit by hand or a wrong merge.
    let text = text.replace("\r\n", "\n");
    if !is_update && serde_json::to_string_pretty(&value).is_ok_and(|canonical| canonical + "\n" != text) {
        return Err(format!(
            "the lock `{file}` was edited by hand; run {VARIABLE}=update cargo test and review the diff"
        ));
    }
    if value.get("format") != Some(&Value::from(1)) {
        return Err(format!(
            "the lock `{file}` has a format that this version of store-record doesn't read; {restore}"
        ));
    }
    read(&value).map_err(|message| format!("the lock `{file}` {message}; {restore}"))
}

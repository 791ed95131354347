//! The lock: a file of released shapes, which becomes constants that the compiler compares with those of today.

use super::file::byte_order_mark;
use super::reader::{Locked, read};
use super::relaxation::{Relaxation, name_locked_blocks};
use super::respanned;
use crate::diagnostics::Diagnostics;
use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use serde_json::Value;
use std::path::PathBuf;
use syn::{Ident, LitStr, Type};

/// With this variable as `update` the comparison is left to the test that writes the file.
const VARIABLE: &str = "STORE_RECORD_LOCK";

pub(super) struct Lock {
    path: LitStr,
    absolute: String,
    is_update: bool,
    is_there: bool,
    /// None where there is no file, or a damaged one.
    locked: Option<Locked>,
    relaxations: Vec<(Span, Relaxation)>,
}

impl Lock {
    /// Reads the file, whose path is relative to the package; an error points at the path, or at a relaxation that names
    /// something else than the file has.
    pub(super) fn read(
        path: LitStr,
        relaxations: Vec<(Span, Relaxation)>,
        krate: &TokenStream,
        diagnostics: &Diagnostics,
    ) -> Self {
        let given = path.value();
        let absolute = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join(&given);
        let is_update = std::env::var_os(VARIABLE).is_some_and(|value| value == "update");
        let is_there = absolute.exists();
        let absolute_text = absolute.to_string_lossy().into_owned();
        let mut lock = Self { path, absolute: absolute_text, is_update, is_there, locked: None, relaxations };
        if !is_there {
            return lock;
        }
        let locked = std::fs::read_to_string(&absolute)
            .map_err(|error| format!("the lock `{given}` can't be read: {error}"))
            .and_then(|text| locked(&text, &given, is_update, krate));
        match locked {
            Ok(locked) => {
                let history =
                    locked.relaxed.iter().map(|relaxed| (relaxed.record_type.clone(), relaxed.schema_version));
                let blocks: Vec<_> = locked.versions.iter().cloned().chain(history).collect();
                name_locked_blocks(&lock.relaxations, &blocks, &given, diagnostics);
                lock.locked = Some(locked);
            }
            Err(message) => diagnostics.at(lock.path.span(), message),
        }
        lock
    }

    /// Free items, so that `cargo check` runs them, each at its token; and the test that keeps the file current.
    pub(super) fn checks(
        &self,
        krate: &TokenStream,
        manifest: &Ident,
        records: &[(&Ident, &Type)],
        retired: &[LitStr],
        allowed: &TokenStream,
    ) -> TokenStream {
        let p = quote!(#krate::__private);
        let types: Vec<_> = records.iter().map(|(_, record)| record).collect();
        let shapes = quote!(&[#(<#types as #krate::StoreRecord>::RECORD_SHAPE),*]);
        let constants = self.constants(krate, manifest, &shapes, retired);
        let assertions = self.assertions(&p, records);
        let (compared, compared_by_the_test) = if self.is_update {
            (None, Some(quote!(#constants #(#assertions)*)))
        } else {
            let compared = quote! {
                #allowed
                #[allow(long_running_const_eval)]
                const _: () = {
                    #constants
                    #(const _: () = { #assertions };)*
                };
            };
            (self.locked.as_ref().map(|_| compared), None)
        };
        let absolute = &self.absolute;
        let tracked = self.is_there.then(|| quote!(const _: &[#p::u8] = ::core::include_bytes!(#absolute);));
        let test = format_ident!("__store_record_lock_of_{}", manifest);
        let history = self.locked.iter().flat_map(|locked| &locked.relaxed);
        let relaxations = self.relaxations.iter().map(|(_, relaxation)| relaxation).chain(history);
        let relaxations = relaxations.map(|relaxation| relaxation.constant(true, &p));
        quote! {
            #compared
            #tracked
            // A change of the variable compiles the manifest again.
            const _: #p::Option<&#p::str> = ::core::option_env!(#VARIABLE);

            #[cfg(test)]
            #allowed
            mod #test {
                use super::*;

                #[::core::prelude::v1::test]
                fn is_current() {
                    #compared_by_the_test
                    #p::assert_current(#absolute, #shapes, &[#(#relaxations),*]);
                }
            }
        }
    }

    /// What the assertions read.
    fn constants(
        &self,
        krate: &TokenStream,
        manifest: &Ident,
        shapes: &TokenStream,
        retired: &[LitStr],
    ) -> Option<TokenStream> {
        let p = quote!(#krate::__private);
        let Locked { records, relaxed, .. } = self.locked.as_ref()?;
        let relaxations =
            self.relaxations.iter().map(|(_, relaxation)| relaxation.constant(relaxed.contains(relaxation), &p));
        // Few manifests relax anything, so only those have the constant.
        let shapes = self.unspent().next().map(|_| quote!(const SHAPES: &[&#krate::RecordShape] = #shapes;));
        Some(quote! {
            const LOCKED: &[#krate::RecordShape] = &[#(#records),*];
            const RELAXED: &[#p::Relaxation] = &[#(#relaxations),*];
            const NAMES: &[#p::Route] = <#manifest as #krate::RecordManifest>::ROUTES;
            const RETIRED: &[&#p::str] = &[#(#retired),*];
            #shapes
        })
    }

    /// Each at the token that it is about; none without a lock.
    fn assertions(&self, p: &TokenStream, records: &[(&Ident, &Type)]) -> Vec<TokenStream> {
        if self.locked.is_none() {
            return Vec::new();
        }
        let unchanged = records.iter().map(|(variant, record)| {
            let here = respanned(p, variant.span());
            quote_spanned!(variant.span()=> #here::assert_unchanged::<#record>(LOCKED, RELAXED);)
        });
        let (here, path) = (respanned(p, self.path.span()), &self.path);
        let none_gone = quote_spanned!(path.span()=> #here::assert_none_gone(LOCKED, NAMES, RETIRED, #path););
        let relaxes = self.unspent().map(|(index, span)| {
            let here = respanned(p, span);
            quote_spanned!(span=> #here::assert_relaxes(LOCKED, SHAPES, &RELAXED[#index]);)
        });
        unchanged.chain([none_gone]).chain(relaxes).collect()
    }

    /// The relaxations that the lock doesn't hold, by index.
    fn unspent(&self) -> impl Iterator<Item = (usize, Span)> {
        let is_spent =
            |relaxation: &Relaxation| self.locked.as_ref().is_some_and(|locked| locked.relaxed.contains(relaxation));
        let all = self.relaxations.iter().enumerate();
        all.filter(move |(_, (_, relaxation))| !is_spent(relaxation)).map(|(index, (span, _))| (index, *span))
    }
}

fn locked(text: &str, file: &str, is_update: bool, krate: &TokenStream) -> Result<Locked, String> {
    let restore = format!("restore it, after a merge by taking one side's, then run {VARIABLE}=update cargo test");
    if let Some(mark) = byte_order_mark(text) {
        return Err(format!("the lock `{file}` {mark}"));
    }
    let value: Value =
        serde_json::from_str(text).map_err(|error| format!("the lock `{file}` is not JSON: {error}; {restore}"))?;
    // It is written by a program, so another text is an edit or a merge gone wrong.
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
    read(&value, krate).ok_or_else(|| format!("the lock `{file}` holds something that no lock has; {restore}"))
}

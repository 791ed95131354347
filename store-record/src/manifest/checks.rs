//! The checks of a manifest, which run while compiling.
//!
//! Each panics at the caller's location (`track_caller`), so that the error is at the user's token. A record whose
//! derive failed has the empty record type. It is skipped, so that its own error is reported alone.

use super::routes::{Route, Types, first, has_route};
use super::{RecordManifest, Registers};
use crate::const_text::{Message, fail};
use crate::order::{lower_bound, same};
use crate::record::StoreRecord;

/// Checks that the manifest `M` has a variant for the record `R`.
pub const fn assert_registered<M: Registers<R>, R>() {}

/// Checks that the manifest `M` has a variant for the record type of `R`, which may be another version of it.
#[track_caller]
pub const fn assert_known<M: RecordManifest, R: StoreRecord>() {
    // The derive of one of them may have failed, and its error is reported alone.
    if !(R::RECORD_TYPE.is_empty() || M::ROUTES.is_empty() || has_route(M::ROUTES, R::RECORD_TYPE)) {
        fail(&[
            "no variant of the manifest has the record type `",
            R::RECORD_TYPE,
            "`: add one that holds its newest version",
        ]);
    }
}

/// Checks that no earlier variant has a name of variant `index`: its record type or an alias.
#[track_caller]
pub const fn assert_distinct(routes: &[Route], variants: &[Types], index: usize) {
    let (record_type, aliases) = variants[index];
    assert_name_is_new(routes, variants, index, record_type);
    let mut alias = 0;
    while alias < aliases.len() {
        assert_name_is_new(routes, variants, index, aliases[alias]);
        alias += 1;
    }
}

#[track_caller]
const fn assert_name_is_new(routes: &[Route], variants: &[Types], index: usize, name: &str) {
    let at = first(routes, name);
    if name.is_empty() || at == routes.len() {
        return;
    }
    // Routes of one name are in the order of their variants.
    let other = routes[at];
    if other.index >= index || !same(other.record_type, name) {
        return;
    }
    let (this, earlier) = (variants[index].0, variants[other.index].0);
    if same(this, name) && !other.is_alias {
        fail(&[
            "two variants of the manifest have the record type `",
            name,
            "`: give one of the records another `type`",
        ]);
    }
    if same(this, name) {
        fail(&["`", name, "` is a record type of the manifest and an `alias` of `", earlier, "`: remove the alias"]);
    }
    if !other.is_alias {
        fail(&["`", name, "` is a record type of the manifest and an `alias` of `", this, "`: remove the alias"]);
    }
    fail(&["`", name, "` is an `alias` of both `", earlier, "` and `", this, "`: a row of it could be either"]);
}

/// Checks that the manifest file lists the record type. Its names are sorted here.
#[track_caller]
pub const fn assert_listed(this: &str, sorted: &[&str], file: &str) {
    let at = lower_bound!(sorted, |name| name, this);
    if at < sorted.len() && same(sorted[at], this) {
        return;
    }
    if !this.is_empty() {
        fail(&[
            "the manifest file `",
            file,
            "` doesn't list the record type `",
            this,
            "`: add it there, or remove this variant",
        ]);
    }
}

/// Checks that each record type of the manifest file has a variant.
#[track_caller]
pub const fn assert_complete(routes: &[Route], listed: &[&str], file: &str) {
    if !routes.is_empty() && routes[0].record_type.is_empty() {
        return;
    }
    let mut message = Message::new();
    let mut at = 0;
    while at < listed.len() {
        if !has_variant(routes, listed[at]) {
            let before = if message.is_empty() { "no variant of the manifest has the record type `" } else { "`, `" };
            message.push(before);
            message.push(listed[at]);
        }
        at += 1;
    }
    if !message.is_empty() {
        message.push("`, listed in `");
        message.push(file);
        message.push("`: add a variant for it, or remove it from the file");
        message.panic();
    }
}

const fn has_variant(routes: &[Route], record_type: &str) -> bool {
    let mut at = first(routes, record_type);
    while at < routes.len() && same(routes[at].record_type, record_type) {
        if !routes[at].is_alias {
            return true;
        }
        at += 1;
    }
    false
}

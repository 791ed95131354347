//! The checks of a manifest, as functions that the compiler runs.
//!
//! Each panics where it is called (`track_caller`), so that the error stands at the user's token.

use super::Registers;
use crate::const_text::{Message, fail, same};

/// One variant: its record type and the aliases of it.
type Types<'a> = (&'a str, &'a [&'a str]);

/// The manifest `M` has a variant for the record `R`.
pub const fn assert_registered<M: Registers<R>, R>() {}

/// No earlier variant has the record type of `this` or an alias of it.
#[track_caller]
pub const fn assert_distinct(earlier: &[Types<'_>], this: Types<'_>) {
    let mut at = 0;
    while at < earlier.len() {
        let other = earlier[at];
        if !this.0.is_empty() && same(other.0, this.0) {
            fail(&[
                "two variants of the manifest have the record type `",
                this.0,
                "`: give one of the records another `type`",
            ]);
        }
        if contains(other.1, this.0) {
            fail(&[
                "`",
                this.0,
                "` is a record type of the manifest and an `alias` of `",
                other.0,
                "`: remove the alias",
            ]);
        }
        if contains(this.1, other.0) {
            fail(&[
                "`",
                other.0,
                "` is a record type of the manifest and an `alias` of `",
                this.0,
                "`: remove the alias",
            ]);
        }
        let mut alias = 0;
        while alias < this.1.len() {
            if contains(other.1, this.1[alias]) {
                fail(&[
                    "`",
                    this.1[alias],
                    "` is an `alias` of both `",
                    other.0,
                    "` and `",
                    this.0,
                    "`: a row of it could be either",
                ]);
            }
            alias += 1;
        }
        at += 1;
    }
}

/// The manifest file lists the record type.
#[track_caller]
pub const fn assert_listed(this: &str, listed: &[&str], file: &str) {
    // A stub beside an error of its derive has no record type; that error comes alone.
    if !this.is_empty() && !contains(listed, this) {
        fail(&[
            "the manifest file `",
            file,
            "` doesn't list the record type `",
            this,
            "`: add it there, or remove this variant",
        ]);
    }
}

/// Every record type of the manifest file has a variant.
#[track_caller]
pub const fn assert_complete(types: &[&str], listed: &[&str], file: &str) {
    if contains(types, "") {
        return;
    }
    let mut message = Message::new();
    let mut at = 0;
    while at < listed.len() {
        if !contains(types, listed[at]) {
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

const fn contains(texts: &[&str], text: &str) -> bool {
    let mut at = 0;
    while at < texts.len() {
        if same(texts[at], text) {
            return true;
        }
        at += 1;
    }
    false
}

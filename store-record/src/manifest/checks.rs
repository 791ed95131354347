//! The checks of a manifest, as functions that the compiler runs.
//!
//! Each panics where it is called (`track_caller`), so that the error stands at the user's token.

use super::Registers;

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
        assert!(
            !same(other.0, this.0),
            "two variants of the manifest have one record type: give one of the records another `type`"
        );
        assert!(
            !contains(other.1, this.0) && !contains(this.1, other.0),
            "a record's `alias` is the record type of another variant: remove the alias"
        );
        let mut alias = 0;
        while alias < this.1.len() {
            assert!(
                !contains(other.1, this.1[alias]),
                "two variants of the manifest have one `alias`: a row of that type could be either"
            );
            alias += 1;
        }
        at += 1;
    }
}

/// The manifest file lists the record type.
#[track_caller]
pub const fn assert_listed(this: &str, listed: &[&str], _file: &str) {
    assert!(
        contains(listed, this),
        "the manifest file doesn't list the record type of this variant: add it there or remove the variant"
    );
}

const NOTHING: &str = "";
const BEGINNING: &str = "no variant of the manifest has the record type ";
const IN_FILE: &str = ", listed in `";
const ENDING: &str = "`: add a variant for it, or remove it from the file";

/// The length of [`missing_text`].
#[must_use]
pub const fn missing_len(types: &[&str], listed: &[&str], file: &str) -> usize {
    let mut length = 0;
    let mut at = 0;
    while at < listed.len() {
        if !contains(types, listed[at]) {
            // Quotes, and `, ` after all but the first.
            length += listed[at].len() + 2 + if length == 0 { 0 } else { 2 };
        }
        at += 1;
    }
    if length == 0 { NOTHING.len() } else { length + BEGINNING.len() + IN_FILE.len() + file.len() + ENDING.len() }
}

/// What names every record type of the file that no variant has; empty when none is missing.
#[must_use]
pub const fn missing_text<const N: usize>(types: &[&str], listed: &[&str], file: &str) -> [u8; N] {
    let mut text = [0; N];
    if N == 0 {
        return text;
    }
    let mut end = copy(&mut text, 0, BEGINNING);
    let mut is_first = true;
    let mut at = 0;
    while at < listed.len() {
        if !contains(types, listed[at]) {
            end = copy(&mut text, end, if is_first { "`" } else { ", `" });
            end = copy(&mut text, end, listed[at]);
            end = copy(&mut text, end, "`");
            is_first = false;
        }
        at += 1;
    }
    end = copy(&mut text, end, IN_FILE);
    end = copy(&mut text, end, file);
    copy(&mut text, end, ENDING);
    text
}

/// The bytes as text.
#[must_use]
pub const fn text(bytes: &[u8]) -> &str {
    match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(_) => "a record type of the manifest file has no variant",
    }
}

/// Nothing is missing.
#[track_caller]
pub const fn assert_complete(missing: &str) {
    assert!(missing.is_empty(), "{}", missing);
}

const fn copy<const N: usize>(to: &mut [u8; N], from: usize, text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        to[from + at] = bytes[at];
        at += 1;
    }
    from + at
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

const fn same(one: &str, other: &str) -> bool {
    matches!(super::routes::compare(one, other), std::cmp::Ordering::Equal)
}

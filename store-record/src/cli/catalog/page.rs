//! The page of the command `catalog`: HTML without external resources.
//!
//! The page is complete without a script, so that it can be printed, and read by every browser. The script adds the search, shows
//! one record type at a time, and copies JSON Schemas. The page has no date, so that equal catalogs have equal pages.

use crate::catalog::{Catalog, RecordDescription};
use crate::cli::types::{rows_of, unlisted_rows, versions_of};
use crate::store::RowCount;
use html::{Html, html};

mod changes;
mod description;
mod example;
mod fields;
mod history;
mod html;
mod keys;
mod record;
mod schema;
mod shared;
#[cfg(test)]
mod tests;

use shared::SharedTypes;

const STYLE: &str = include_str!("page/page.css");
const SCRIPT: &str = include_str!("page/page.js");

/// What the page is about.
pub(super) struct Page<'a> {
    pub(super) title: &'a str,
    pub(super) catalog: &'a Catalog,
    /// The number of rows, if a store was asked.
    pub(super) counts: Option<&'a [RowCount]>,
}

impl Page<'_> {
    /// Returns the number of rows of a version, if they were counted.
    fn rows(&self, record: &RecordDescription, schema_version: i32) -> Option<u64> {
        self.counts.map(|counts| rows_of(record, schema_version, counts))
    }

    /// Returns the number of rows of a record type, if they were counted.
    fn all_rows(&self, record: &RecordDescription) -> Option<u64> {
        let counts = self.counts?;
        Some(versions_of(record, counts).into_iter().map(|version| rows_of(record, version, counts)).sum())
    }
}

/// Returns the page.
pub(super) fn page(page: &Page<'_>) -> String {
    let mut records: Vec<&RecordDescription> = page.catalog.records().iter().collect();
    records.sort_by_key(|record| record.record_type());
    let versions: usize = records.iter().map(|record| record.versions().len()).sum();
    let summary = format!("{} · {}", count(records.len(), "record type"), count(versions, "version"));

    let mut out = Html::new();
    html!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; \
         script-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'\">\n\
         <link rel=\"icon\" href=\"data:,\">\n<title>{} · record types</title>\n<style>\n",
        page.title
    );
    out.file(STYLE);
    html!(
        out,
        "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#content\">Skip to the content</a>\n<header>\n\
         <div class=\"top\"><p class=\"title\"><a href=\"#all\">{}</a></p>\
         <button type=\"button\" id=\"theme\" aria-pressed=\"false\" aria-label=\"Dark mode\" hidden>Dark</button></div>\n\
         <p class=\"soft\">{}</p>\n\
         <div role=\"search\" id=\"find\" hidden><input type=\"search\" id=\"query\" autocomplete=\"off\" \
         placeholder=\"Find a type, field or path\" aria-label=\"Find a type, field or path\" \
         aria-keyshortcuts=\"/\" aria-controls=\"types\"><kbd aria-hidden=\"true\">/</kbd></div>\n\
         <p class=\"soft\" id=\"found\" role=\"status\"></p>\n<nav aria-label=\"Record types\">\n<ul id=\"types\">\n",
        page.title,
        summary
    );
    for record in &records {
        let newest = record.newest();
        html!(
            out,
            "<li><a href=\"#{}\">{} <span>v{}</span></a></li>\n",
            anchor(record.record_type()),
            record.record_type(),
            newest.schema_version()
        );
    }
    html!(out, "</ul>\n</nav>\n</header>\n<main id=\"content\" tabindex=\"-1\">\n");
    overview(page, &records, &mut out);
    let shared = SharedTypes::of(page.catalog);
    for record in &records {
        record::section(page, record, &shared, &mut out);
    }
    html!(
        out,
        "</main>\n<footer>Written by store-record {}. It has no stored data{}.</footer>\n<script>\n",
        env!("CARGO_PKG_VERSION"),
        if page.counts.is_some() { " except the numbers of rows" } else { "" }
    );
    out.file(SCRIPT);
    html!(out, "</script>\n</body>\n</html>\n");
    out.into_string()
}

/// The table of all record types, and the fields with personal data.
fn overview(page: &Page<'_>, records: &[&RecordDescription], out: &mut Html) {
    html!(out, "<section id=\"all\" aria-labelledby=\"all-title\">\n<h1 id=\"all-title\">{}</h1>\n", page.title);
    if records.is_empty() {
        html!(out, "<p class=\"lead\">The manifest has no record types yet.</p>\n</section>\n");
        return;
    }
    html!(
        out,
        "<p class=\"lead\">The record types that are stored in the generic table, as this program reads and writes them.</p>\n"
    );
    html!(
        out,
        "<table role=\"table\" class=\"all\"><caption>Record types</caption>\n<thead role=\"rowgroup\"><tr role=\"row\">\
         <th role=\"columnheader\" scope=\"col\">Record type</th><th role=\"columnheader\" scope=\"col\">Key</th>\
         <th role=\"columnheader\" scope=\"col\">Versions</th><th role=\"columnheader\" scope=\"col\">Fields</th>"
    );
    if page.counts.is_some() {
        html!(out, "<th role=\"columnheader\" scope=\"col\">Rows</th>");
    }
    html!(out, "</tr></thead>\n<tbody role=\"rowgroup\">\n");
    for record in records {
        let newest = record.newest();
        html!(
            out,
            "<tr role=\"row\"><th role=\"rowheader\" scope=\"row\"><a href=\"#{}\">{}</a></th><td role=\"cell\" class=\"path\">",
            anchor(record.record_type()),
            record.record_type()
        );
        keys::names(newest, out);
        let versions: Vec<String> =
            record.versions().iter().rev().map(|version| version.schema_version().to_string()).collect();
        html!(
            out,
            "</td><td role=\"cell\" data-label=\"Versions\">{}</td><td role=\"cell\" data-label=\"Fields\">{}</td>",
            versions.join(", "),
            newest.fields().len()
        );
        if let Some(rows) = page.all_rows(record) {
            html!(out, "<td role=\"cell\" data-label=\"Rows\" class=\"number\">{}</td>", thousands(rows));
        }
        html!(out, "</tr>\n");
    }
    html!(out, "</tbody></table>\n");
    if let Some(rows) = page.counts.map(|counts| unlisted_rows(page.catalog, counts)).filter(|rows| *rows > 0) {
        html!(
            out,
            "<p class=\"warn note\">{} more rows have a record type that the manifest doesn't have.</p>\n",
            thousands(rows)
        );
    }
    sensitive_fields(records, out);
    html!(out, "</section>\n");
}

fn sensitive_fields(records: &[&RecordDescription], out: &mut Html) {
    let with_paths = records.iter().map(|record| {
        let fields = record.newest().fields().into_iter();
        (record, fields.filter(|field| field.is_sensitive).map(|field| field.path).collect::<Vec<_>>())
    });
    let found: Vec<_> = with_paths.filter(|(_, paths)| !paths.is_empty()).collect();
    html!(out, "<h2>Sensitive fields</h2>\n");
    if found.is_empty() {
        html!(out, "<p class=\"lead\">No field is marked <code>sensitive</code>.</p>\n");
        return;
    }
    html!(out, "<dl class=\"facts\">\n");
    for (record, paths) in found {
        html!(out, "<dt><a href=\"#{}\">{}</a></dt><dd>", anchor(record.record_type()), record.record_type());
        for path in paths {
            html!(out, "<a class=\"tag s\" href=\"#{}\">{}</a> ", field_anchor(record.record_type(), &path), path);
        }
        html!(out, "</dd>\n");
    }
    html!(out, "</dl>\n");
}

/// Returns an `id`, and the fragment of a link to it: a name whose special characters are escaped.
fn anchor(name: &str) -> String {
    format!("type/{}", fragment(name))
}

/// Returns the `id` of a field in the newest version.
fn field_anchor(record_type: &str, path: &str) -> String {
    format!("{}/{}", anchor(record_type), fragment(path))
}

/// Escapes as in a URL. A browser compares a fragment with the ids as it is, before it decodes the fragment.
fn fragment(name: &str) -> String {
    let mut text = String::new();
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'_' | b'-' => text.push(char::from(byte)),
            _ => text += &format!("%{byte:02X}"),
        }
    }
    text
}

/// Returns a number and a noun.
fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// Returns a number with a comma after each thousand.
fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

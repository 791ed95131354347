//! The schema versions of a record type, what changed between them, and why.

use super::changes::{Mark, changes};
use super::html::{Html, html};
use super::shared::type_name;
use super::{Page, fields, schema, thousands};
use crate::catalog::{RecordDescription, RelaxationDescription, Upcast, VersionDescription};

pub(super) fn list(page: &Page<'_>, record: &RecordDescription, out: &mut Html) {
    html!(out, "<ol class=\"history\">\n");
    for (index, version) in record.versions().iter().enumerate() {
        let number = version.schema_version();
        html!(out, "<li class=\"{}\"><h3>v{}</h3> ", if index == 0 { "now" } else { "" }, number);
        if index == 0 {
            html!(out, "<span class=\"soft\">current</span>");
        }
        if let Some(rows) = page.rows(record, number) {
            html!(out, " <span class=\"soft\">· {} {}</span>", thousands(rows), if rows == 1 { "row" } else { "rows" });
        }
        match record.versions().get(index + 1) {
            Some(previous) => differences(previous, version, out),
            None => html!(out, "<p>The first version whose rows open.</p>\n"),
        }
        let next = index.checked_sub(1).and_then(|next| record.versions().get(next));
        opening(version, next, out);
        for relaxation in record.relaxations().iter().filter(|relaxation| relaxation.schema_version == number) {
            reason(record, relaxation, out);
        }
        if index > 0 {
            html!(out, "<details><summary>Fields of version {}</summary>\n", number);
            fields::table(version, None, out);
            schema::details(version, out);
            html!(out, "</details>\n");
        }
        html!(out, "</li>\n");
    }
    html!(out, "</ol>\n");
    let mut earlier =
        record.relaxations().iter().filter(|relaxation| record.version(relaxation.schema_version).is_none()).peekable();
    if earlier.peek().is_some() {
        html!(out, "<h3>Versions that are gone</h3>\n");
        earlier.for_each(|relaxation| reason(record, relaxation, out));
    }
}

fn differences(previous: &VersionDescription, version: &VersionDescription, out: &mut Html) {
    let changes = changes(previous, version);
    if changes.is_empty() {
        html!(out, "<p>The stored form is that of version {}.</p>\n", previous.schema_version());
        return;
    }
    html!(out, "<ul class=\"changes\">\n");
    for change in changes {
        let (class, sign, word) = match change.mark {
            Mark::Added => ("add", "+", "added"),
            Mark::Removed => ("del", "−", "removed"),
            Mark::Changed => ("mod", "~", "changed"),
        };
        html!(
            out,
            "<li class=\"{}\"><span aria-hidden=\"true\">{}</span><span class=\"unseen\">{} </span> <code>{}</code> <span class=\"soft\">{}</span></li>\n",
            class,
            sign,
            word,
            change.what,
            change.note
        );
    }
    html!(out, "</ul>\n");
}

/// How a row of an older version opens.
fn opening(version: &VersionDescription, next: Option<&VersionDescription>, out: &mut Html) {
    let Some(next) = next else { return };
    let number = next.schema_version();
    html!(out, "<p class=\"soft\">A row opens as ");
    match type_name(version.payload()).filter(|_| version.upcast() != Upcast::Json) {
        Some(name) => html!(out, "<code>{}</code>, and <code>From</code> or <code>TryFrom</code> converts it", name),
        None if version.upcast() == Upcast::Json => html!(out, "JSON, and a function rewrites it"),
        None => html!(out, "the type of this version, and <code>From</code> or <code>TryFrom</code> converts it"),
    }
    html!(out, " to version {}.</p>\n", number);
}

fn reason(record: &RecordDescription, relaxation: &RelaxationDescription, out: &mut Html) {
    html!(out, "<p class=\"why\"><span class=\"tag s\">relaxed</span> <code>{}</code>", relaxation.change);
    if let Some(path) = relaxation.path {
        html!(out, " at <code>{}</code>", path);
    }
    if relaxation.record_type != record.record_type() || record.version(relaxation.schema_version).is_none() {
        html!(out, " in <code>{}</code> version {}", relaxation.record_type, relaxation.schema_version);
    }
    html!(out, ": “{}”</p>\n", relaxation.reason);
}

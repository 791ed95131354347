//! The section of a record type.

use super::description::paragraphs;
use super::html::{Html, html};
use super::shared::{SharedTypes, type_name};
use super::{Page, anchor, count, fields, history, keys, schema, thousands};
use crate::catalog::{RecordDescription, VersionDescription};
use crate::cli::types::versions_of;

pub(super) fn section(page: &Page<'_>, record: &RecordDescription, shared: &SharedTypes, out: &mut Html) {
    let (name, newest) = (record.record_type(), record.newest());
    let id = anchor(name);
    html!(out, "<section id=\"{}\" class=\"type\" aria-labelledby=\"{}/title\"", id, id);
    let rust = type_name(newest.payload());
    html!(out, " data-names=\"{} {} {}\">\n", name, record.aliases().join(" "), rust.unwrap_or_default());
    html!(
        out,
        "<p class=\"back\"><a href=\"#all\">All record types</a></p>\n<h1 id=\"{}/title\" class=\"name\" tabindex=\"-1\">{}</h1>\n",
        id,
        name
    );
    if let Some(description) = newest.description() {
        html!(out, "<div class=\"about lead\">");
        paragraphs(description, out);
        html!(out, "</div>\n");
    }
    chips(page, record, rust, out);

    html!(out, "<h2>Key</h2>\n");
    keys::form(newest, out);
    if let Some(counts) = page.counts {
        rows(page, record, &versions_of(record, counts), out);
    }
    html!(out, "<h2>Fields</h2>\n");
    fields::table(newest, Some(name), out);
    shared.links(record, out);
    html!(out, "<h2>History</h2>\n");
    history::list(page, record, out);
    html!(out, "<h2>Columns</h2>\n");
    columns(newest, out);
    html!(out, "<h2>JSON Schema</h2>\n");
    schema::details(newest, out);
    html!(out, "</section>\n");
}

fn chips(page: &Page<'_>, record: &RecordDescription, rust: Option<&str>, out: &mut Html) {
    let newest = record.newest();
    let fields = newest.fields();
    html!(out, "<ul class=\"chips\"><li>schema version <b>{}</b></li>", newest.schema_version());
    if let Some(rust) = rust {
        html!(out, "<li>Rust type <b>{}</b></li>", rust);
    }
    html!(out, "<li>{}</li>", count(fields.len(), "field"));
    if let [_, _, ..] = record.versions() {
        let versions = record.versions().iter().rev();
        let versions: Vec<String> = versions.map(|version| version.schema_version().to_string()).collect();
        html!(out, "<li>reads versions <b>{}</b></li>", versions.join(", "));
    }
    for alias in record.aliases() {
        html!(out, "<li>was <b>{}</b></li>", alias);
    }
    if let Some(rows) = page.all_rows(record) {
        html!(out, "<li><b>{}</b> {}</li>", thousands(rows), if rows == 1 { "row" } else { "rows" });
    }
    let sensitive = fields.iter().filter(|field| field.is_sensitive).count();
    if sensitive > 0 {
        html!(out, "<li class=\"warn\">{}</li>", count(sensitive, "sensitive field"));
    }
    html!(out, "</ul>\n");
}

/// A bar with a part for each version, and the numbers under it.
fn rows(page: &Page<'_>, record: &RecordDescription, versions: &[i32], out: &mut Html) {
    html!(out, "<h2>Rows by version</h2>\n");
    let all = page.all_rows(record).unwrap_or_default();
    if all > 0 {
        html!(out, "<div class=\"bar\" aria-hidden=\"true\">");
        for version in versions {
            let rows = page.rows(record, *version).unwrap_or_default();
            if rows > 0 {
                html!(out, "<span style=\"flex-grow:{}\"></span>", rows);
            }
        }
        html!(out, "</div>\n");
    }
    html!(out, "<ul class=\"legend\">");
    for version in versions {
        let rows = page.rows(record, *version).unwrap_or_default();
        let unknown = if record.version(*version).is_none() { ", unknown to this program" } else { "" };
        html!(out, "<li><b>v{}</b> {}{}</li>", version, thousands(rows), unknown);
    }
    html!(out, "</ul>\n");
}

/// The columns of the generic table, and what this record type has in them.
fn columns(version: &VersionDescription, out: &mut Html) {
    html!(out, "<dl class=\"facts columns\">\n");
    html!(out, "<dt>record_type</dt><dd><code>{}</code></dd>\n", version.record_type());
    html!(out, "<dt>schema_version</dt><dd><code>{}</code></dd>\n", version.schema_version());
    for (column, components) in [("scope", version.scope()), ("record_key", version.key())] {
        html!(out, "<dt>{}</dt><dd>", column);
        if column == "record_key" && !version.scope().is_empty() {
            html!(out, "the scope, then ");
        }
        if components.is_empty() {
            html!(
                out,
                "<span class=\"soft\">{}</span>",
                if column == "scope" {
                    "empty: the scope is global"
                } else {
                    "the record type has no component of its own"
                }
            );
        }
        for component in components {
            html!(out, "<code>{}</code> ", component.path);
        }
        html!(out, "</dd>\n");
    }
    let filled = version.columns();
    for name in ["created_at", "updated_at", "revision"] {
        match filled.iter().find(|column| column.name == name) {
            Some(column) => html!(out, "<dt>{}</dt><dd>from <code>{}</code></dd>\n", name, column.path),
            None => html!(out, "<dt>{}</dt><dd class=\"soft\">NULL</dd>\n", name),
        }
    }
    let metadata: Vec<_> = filled.iter().filter(|column| column.name.starts_with("metadata.")).collect();
    if metadata.is_empty() {
        html!(out, "<dt>metadata</dt><dd class=\"soft\">no promoted field</dd>\n");
    }
    for column in metadata {
        html!(out, "<dt>{}</dt><dd>from <code>{}</code></dd>\n", column.name, column.path);
    }
    html!(out, "<dt>payload</dt><dd>the whole record, as canonical JSON</dd>\n</dl>\n");
}

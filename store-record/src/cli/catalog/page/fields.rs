//! The fields of a version as a tree.

use super::description::paragraphs;
use super::field_anchor;
use super::html::{Html, html};
use super::shared::inner_type_name;
use crate::catalog::{Part, PartOf, VersionDescription, kind as kind_of, parts};
use crate::shape::{EnumRepr, EnumShape, FieldShape, Shape, UnknownFieldPolicy, VariantShape};

/// A table with a row for each field and variant. With the name of the record type the rows have ids.
pub(super) fn table(version: &VersionDescription, anchors_of: Option<&str>, out: &mut Html) {
    let parts = parts(version.payload());
    let uses = uses(version, &parts);
    let mut rows = Rows::default();
    html!(
        out,
        "<table role=\"table\" class=\"fields\"><caption>Fields of {}, version {}</caption>\n<thead role=\"rowgroup\"><tr role=\"row\">\
         <th role=\"columnheader\" scope=\"col\">Name</th><th role=\"columnheader\" scope=\"col\">Type</th>\
         <th role=\"columnheader\" scope=\"col\">Notes</th></tr></thead>\n<tbody role=\"rowgroup\">\n",
        version.record_type(),
        version.schema_version()
    );
    for (index, part) in parts.iter().enumerate() {
        let (name, is_variant) = match part.of {
            PartOf::Field(field) => (field.name, false),
            PartOf::Variant(variant) => (variant.name, true),
            PartOf::Struct(_) | PartOf::Enum(_) => continue,
        };
        let (depth, parent) = rows.enter(&part.path);
        html!(
            out,
            "<tr role=\"row\" class=\"{}\" style=\"--depth:{}\"",
            if is_variant { "variant" } else { "field" },
            depth
        );
        if let Some(record_type) = anchors_of {
            html!(out, " id=\"{}\" data-path=\"{}\"", field_anchor(record_type, &part.path), part.path);
        }
        html!(out, "><th role=\"rowheader\" scope=\"row\" title=\"{}\">", part.path);
        for _ in 0..depth {
            html!(out, "<i></i>");
        }
        html!(out, "<span>{}", name);
        if let Some(parent) = parent {
            html!(out, "<span class=\"unseen\"> in {}</span>", parent);
        }
        html!(out, "</span></th><td role=\"cell\" class=\"kind\">");
        match part.of {
            PartOf::Field(field) => kind(part, field, out),
            PartOf::Variant(variant) => variant_kind(variant, out),
            PartOf::Struct(_) | PartOf::Enum(_) => {}
        }
        html!(out, "</td><td role=\"cell\" class=\"notes\">");
        let description = description(part, &parts);
        if !description.is_empty() {
            html!(out, "<div class=\"about\">");
            paragraphs(description, out);
            html!(out, "</div>");
        }
        for (_, text, class) in uses.iter().filter(|(of, ..)| *of == index) {
            html!(out, "<span class=\"tag {}\">{}</span> ", class, text);
        }
        notes(part, &parts, out);
        html!(out, "</td></tr>\n");
    }
    html!(out, "</tbody></table>\n");
    if let Some(policy) = unknown(&parts) {
        html!(out, "<p class=\"note soft\">{}</p>\n", policy);
    }
}

/// The paths of the rows around the current one.
#[derive(Default)]
struct Rows(Vec<String>);

impl Rows {
    /// Returns the number of rows around the one of this path, and the path of the innermost.
    fn enter(&mut self, path: &str) -> (usize, Option<&str>) {
        while self.0.last().is_some_and(|outer| !is_inside(path, outer)) {
            self.0.pop();
        }
        let depth = self.0.len();
        self.0.push(path.to_owned());
        (depth, depth.checked_sub(1).and_then(|at| self.0.get(at)).map(String::as_str))
    }
}

/// Returns true if a path is that of a part inside another. Names in paths have no marks of paths.
pub(super) fn is_inside(path: &str, outer: &str) -> bool {
    path.strip_prefix(outer).is_some_and(|rest| rest.starts_with(['.', '#', '[']))
}

fn kind(part: &Part, field: &FieldShape, out: &mut Html) {
    let Some(description) = part.field() else { return };
    if description.is_optional {
        html!(out, "<span class=\"soft\">optional</span> ");
    }
    html!(out, "{}", description.kind);
    if let Some(name) = inner_type_name(field.shape) {
        html!(out, " <span class=\"rust\">{}</span>", name);
    }
}

fn variant_kind(variant: &VariantShape, out: &mut Html) {
    html!(out, "<span class=\"soft\">variant</span>");
    let Some(content) = variant.content else { return };
    // The fields of a struct follow.
    if !matches!(content, Shape::Struct(_)) {
        html!(out, " {}", kind_of(content));
    }
    // The fields of a variant have the variant's name.
    if let Some(name) = inner_type_name(content).filter(|name| letters(name) != letters(variant.name)) {
        html!(out, " <span class=\"rust\">{}</span>", name);
    }
}

/// Returns the name without case and separators.
fn letters(name: &str) -> String {
    name.chars().filter(|character| character.is_alphanumeric()).collect::<String>().to_lowercase()
}

fn notes(part: &Part, parts: &[Part], out: &mut Html) {
    let (aliases, cfg) = match part.of {
        PartOf::Field(field) => {
            if part.is_sensitive {
                html!(out, "<span class=\"tag s\">sensitive</span> ");
            }
            if field.has_default {
                html!(out, "<span class=\"tag n\">may be absent</span> ");
            }
            (field.aliases, field.cfg)
        }
        PartOf::Variant(variant) => (variant.aliases, variant.cfg),
        PartOf::Struct(_) | PartOf::Enum(_) => return,
    };
    for alias in aliases {
        html!(out, "<span>Also read as <code>{}</code>.</span> ", alias);
    }
    if !cfg.is_empty() {
        html!(out, "<span>Only with <code>cfg({})</code>.</span> ", cfg);
    }
    if let (PartOf::Field(_), Some(inside)) = (&part.of, type_of(part, parts)) {
        match inside.of {
            PartOf::Enum(of) => enum_notes(of, out),
            PartOf::Struct(of) => {
                if let Some(text) = policy(of.unknown) {
                    html!(out, "<span>{}</span> ", text);
                }
                reserved(of.reserved, out);
            }
            _ => {}
        }
    }
}

/// Returns the part after this one, if that is inside. The enum or the struct of a field has the field's path, with the marks of lists
/// and maps.
fn type_of<'a>(part: &Part, parts: &'a [Part]) -> Option<&'a Part> {
    let next = parts.iter().skip_while(|other| !std::ptr::eq(*other, part)).nth(1);
    next.filter(|other| other.path == part.path || is_inside(&other.path, &part.path))
}

/// Returns the doc comment of a field or a variant, or of the field's type if the field has none.
fn description(part: &Part, parts: &[Part]) -> &'static str {
    let own = match part.of {
        PartOf::Field(field) => field.description,
        PartOf::Variant(variant) => variant.description,
        PartOf::Struct(_) | PartOf::Enum(_) => "",
    };
    // An element of a tuple isn't the field's type.
    let is_type = |inside: &&Part| {
        let marks = inside.path.strip_prefix(&part.path).unwrap_or_default();
        marks.chars().all(|mark| matches!(mark, '[' | ']' | '*'))
    };
    match type_of(part, parts).filter(is_type).map(|inside| &inside.of) {
        Some(PartOf::Struct(of)) if own.is_empty() => of.description,
        Some(PartOf::Enum(of)) if own.is_empty() => of.description,
        _ => own,
    }
}

fn enum_notes(of: &EnumShape, out: &mut Html) {
    match of.repr {
        EnumRepr::External => {}
        EnumRepr::Internal { tag } => html!(out, "<span>The variant is in <code>{}</code>.</span> ", tag),
        EnumRepr::Adjacent { tag, content } => {
            html!(out, "<span>The variant is in <code>{}</code>, its value in <code>{}</code>.</span> ", tag, content);
        }
        EnumRepr::Untagged => html!(out, "<span>Stored as the variant's value alone.</span> "),
        EnumRepr::Integer => html!(out, "<span>Stored as a number.</span> "),
    }
    if of.unknown != UnknownFieldPolicy::Deny {
        html!(out, "<span>An unknown variant is kept.</span> ");
    }
    reserved(of.reserved, out);
}

fn reserved(names: &[&str], out: &mut Html) {
    for name in names {
        html!(out, "<span><code>{}</code> is reserved.</span> ", name);
    }
}

fn policy(unknown: UnknownFieldPolicy) -> Option<&'static str> {
    match unknown {
        UnknownFieldPolicy::Deny => None,
        UnknownFieldPolicy::Ignore => Some("Unknown fields are ignored."),
        UnknownFieldPolicy::Keep => Some("Unknown fields are kept."),
        UnknownFieldPolicy::Collect(_) => Some("All other names are entries of a map."),
    }
}

/// Returns what is true of the payload as a whole.
fn unknown(parts: &[Part]) -> Option<String> {
    let of = parts.iter().find_map(|part| match part.of {
        PartOf::Struct(of) if part.path.is_empty() => Some(of),
        _ => None,
    })?;
    let mut sentences: Vec<String> = policy(of.unknown).map(str::to_owned).into_iter().collect();
    if !of.reserved.is_empty() {
        let names: Vec<String> = of.reserved.iter().map(|name| format!("“{name}”")).collect();
        sentences.push(format!("Names that must not be used again: {}.", names.join(", ")));
    }
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

/// Returns the tags of parts: scope, key, and the columns, with the index of the part.
fn uses(version: &VersionDescription, parts: &[Part]) -> Vec<(usize, String, &'static str)> {
    let scope = version.scope().into_iter().map(|component| ("scope".to_owned(), component.path, "k"));
    let key = version.key().into_iter().map(|component| ("key".to_owned(), component.path, "k"));
    let columns = version.columns().into_iter().map(|column| (column.name.to_owned(), column.path, ""));
    let mut found = Vec::new();
    for (name, path, class) in scope.chain(key).chain(columns) {
        let is_field = |part: &Part| matches!(part.of, PartOf::Field(_));
        let exact = parts.iter().position(|part| is_field(part) && part.path == path);
        // A component can be an element of a tuple, which isn't a field.
        let around = || parts.iter().rposition(|part| is_field(part) && is_inside(&path, &part.path));
        let Some(index) = exact.or_else(around) else { continue };
        let rest = parts.get(index).and_then(|part| path.strip_prefix(&part.path)).unwrap_or_default();
        found.push((index, if rest.is_empty() { name } else { format!("{name} from {rest}") }, class));
    }
    found
}

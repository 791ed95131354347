//! The Rust types that several record types store.

use super::anchor;
use super::html::{Html, html};
use crate::catalog::{Catalog, Part, PartOf, RecordDescription, parts};
use crate::shape::{EnumShape, Shape, StructShape};
use std::collections::BTreeMap;

/// The structs and enums of all record types by name, each with the record types that store it.
///
/// Two record types share a type if its name and its stored form are equal. The identifiers that records mention each other by
/// aren't known: a newtype is stored as its field.
pub(super) struct SharedTypes(BTreeMap<&'static str, Vec<(Named, &'static str)>>);

/// A type that is everywhere would have a link from each record type to each other.
const MAX_LINKS: usize = 12;

#[derive(Clone, Copy, PartialEq)]
enum Named {
    Struct(&'static StructShape),
    Enum(&'static EnumShape),
}

impl SharedTypes {
    pub(super) fn of(catalog: &Catalog) -> Self {
        let mut all: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for record in catalog.records() {
            for (name, named) in named(record) {
                all.entry(name).or_default().push((named, record.record_type()));
            }
        }
        Self(all)
    }

    /// Links to the other record types that store a type of this one.
    pub(super) fn links(&self, record: &RecordDescription, out: &mut Html) {
        let mut shared: Vec<(&str, Vec<&str>)> = Vec::new();
        for (name, of) in named(record) {
            let others = self.0.get(name).into_iter().flatten();
            let mut others: Vec<&str> = others
                .filter(|(other, record_type)| *other == of && *record_type != record.record_type())
                .map(|(_, record_type)| *record_type)
                .collect();
            others.dedup();
            if !others.is_empty() && !shared.iter().any(|(known, _)| *known == name) {
                shared.push((name, others));
            }
        }
        if shared.is_empty() {
            return;
        }
        html!(out, "<h2>Shared types</h2>\n<dl class=\"facts\">\n");
        for (name, others) in shared {
            html!(out, "<dt><code>{}</code></dt><dd>also in ", name);
            for (index, other) in others.iter().take(MAX_LINKS).enumerate() {
                html!(out, "{}<a href=\"#{}\">{}</a>", if index > 0 { ", " } else { "" }, anchor(other), other);
            }
            if others.len() > MAX_LINKS {
                html!(out, " and {} more", others.len() - MAX_LINKS);
            }
            html!(out, "</dd>\n");
        }
        html!(out, "</dl>\n");
    }
}

fn named(record: &RecordDescription) -> Vec<(&'static str, Named)> {
    let named = |part: Part| match part.of {
        PartOf::Struct(of) => Some((of.name, Named::Struct(of))),
        PartOf::Enum(of) => Some((of.name, Named::Enum(of))),
        PartOf::Field(_) | PartOf::Variant(_) => None,
    };
    parts(record.newest().payload()).into_iter().filter_map(named).filter(|(name, _)| !name.is_empty()).collect()
}

/// Returns the name of a struct or an enum in the program. The lock doesn't have it.
pub(super) fn type_name(shape: &Shape) -> Option<&'static str> {
    let name = match shape {
        Shape::Converted(inside) | Shape::Unverified(inside) | Shape::Recursive(_, inside) => return type_name(inside),
        Shape::Struct(of) => of.name,
        Shape::Enum(of) => of.name,
        _ => return None,
    };
    Some(name).filter(|name| !name.is_empty())
}

/// Returns the name of a struct or an enum that is the value, its elements or its entries.
pub(super) fn inner_type_name(shape: &Shape) -> Option<&'static str> {
    match shape {
        Shape::Optional(inside)
        | Shape::List(inside)
        | Shape::Set(inside)
        | Shape::OrderedSet(inside)
        | Shape::Array(inside, _)
        | Shape::Converted(inside)
        | Shape::Unverified(inside)
        | Shape::Recursive(_, inside)
        | Shape::Map { value: inside, .. } => inner_type_name(inside),
        Shape::Recursion(name) => Some(name),
        _ => type_name(shape),
    }
}

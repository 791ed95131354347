//! From a row's record type to its variant: a table that is sorted while compiling, and searched by halves.
//!
//! A manifest may have a thousand record types, so everything that runs while compiling takes n log n steps.

use crate::envelope::EnvelopeRef;
use crate::order::{canonical_order_of_bytes, compare, lower_bound, same};
use std::cmp::Ordering;

/// A variant's record type and its aliases.
pub type Types = (&'static str, &'static [&'static str]);

/// A record type, or an alias of one, and the index of its variant.
#[derive(Debug, Clone, Copy)]
pub struct Route {
    pub(crate) record_type: &'static str,
    pub(super) index: usize,
    pub(super) is_alias: bool,
}

/// Returns the number of record types and aliases.
#[must_use]
pub const fn routes_len(variants: &[Types]) -> usize {
    let mut length = 0;
    let mut at = 0;
    while at < variants.len() {
        length += 1 + variants[at].1.len();
        at += 1;
    }
    length
}

/// Returns the table, sorted by record type, then by variant.
#[must_use]
pub const fn routes<const N: usize>(variants: &[Types]) -> [Route; N] {
    let mut table = [Route { record_type: "", index: 0, is_alias: false }; N];
    let mut end = 0;
    let mut index = 0;
    while index < variants.len() {
        table[end] = Route { record_type: variants[index].0, index, is_alias: false };
        end += 1;
        let aliases = variants[index].1;
        let mut alias = 0;
        while alias < aliases.len() {
            table[end] = Route { record_type: aliases[alias], index, is_alias: true };
            end += 1;
            alias += 1;
        }
        index += 1;
    }
    sort(&mut table);
    table
}

/// Returns the index of the variant that has the row's record type.
#[must_use]
pub fn route(routes: &[Route], row: &EnvelopeRef<'_>) -> Option<usize> {
    let record_type = row.record_type.expose_bytes();
    let route = routes.binary_search_by(|route| canonical_order_of_bytes(route.record_type.as_bytes(), record_type));
    routes.get(route.ok()?).map(|route| route.index)
}

/// Returns the index of the first route of a record type, or of the first one after it.
pub(super) const fn first(routes: &[Route], record_type: &str) -> usize {
    lower_bound!(routes, |route| route.record_type, record_type)
}

/// Returns true if a variant accepts rows of the record type.
pub(crate) const fn has_route(routes: &[Route], record_type: &str) -> bool {
    let at = first(routes, record_type);
    at < routes.len() && same(routes[at].record_type, record_type)
}

/// Heapsort, because `sort` isn't const.
const fn sort(table: &mut [Route]) {
    let length = table.len();
    let mut root = length / 2;
    while root > 0 {
        root -= 1;
        sift_down(table, root, length);
    }
    let mut end = length;
    while end > 1 {
        end -= 1;
        table.swap(0, end);
        sift_down(table, 0, end);
    }
}

const fn sift_down(table: &mut [Route], mut root: usize, end: usize) {
    loop {
        let mut largest = 2 * root + 1;
        if largest >= end {
            return;
        }
        if largest + 1 < end && is_before(&table[largest], &table[largest + 1]) {
            largest += 1;
        }
        if !is_before(&table[root], &table[largest]) {
            return;
        }
        table.swap(root, largest);
        root = largest;
    }
}

const fn is_before(one: &Route, other: &Route) -> bool {
    match compare(one.record_type, other.record_type) {
        Ordering::Less => true,
        Ordering::Equal => one.index < other.index,
        Ordering::Greater => false,
    }
}

//! From a row's record type to its variant: a table sorted while compiling, searched by halves.

use crate::Envelope;
use crate::const_text::compare;
use std::cmp::Ordering;

/// A record type, or an alias of one, and the index of its variant.
#[derive(Debug, Clone, Copy)]
pub struct Route {
    record_type: &'static str,
    index: usize,
}

/// How many record types and aliases there are.
#[must_use]
pub const fn routes_len(variants: &[(&'static str, &'static [&'static str])]) -> usize {
    let mut length = 0;
    let mut at = 0;
    while at < variants.len() {
        length += 1 + variants[at].1.len();
        at += 1;
    }
    length
}

/// The table, sorted by record type.
#[must_use]
pub const fn routes<const N: usize>(variants: &[(&'static str, &'static [&'static str])]) -> [Route; N] {
    let mut table = [Route { record_type: "", index: 0 }; N];
    let mut end = 0;
    let mut index = 0;
    while index < variants.len() {
        end = insert(&mut table, end, Route { record_type: variants[index].0, index });
        let aliases = variants[index].1;
        let mut alias = 0;
        while alias < aliases.len() {
            end = insert(&mut table, end, Route { record_type: aliases[alias], index });
            alias += 1;
        }
        index += 1;
    }
    table
}

/// The index of the variant that has the row's record type.
#[must_use]
pub fn route(routes: &[Route], envelope: &Envelope) -> Option<usize> {
    let at = routes.binary_search_by(|route| route.record_type.cmp(envelope.record_type())).ok()?;
    routes.get(at).map(|route| route.index)
}

const fn insert<const N: usize>(table: &mut [Route; N], end: usize, route: Route) -> usize {
    let mut at = end;
    while at > 0 && matches!(compare(route.record_type, table[at - 1].record_type), Ordering::Less) {
        table[at] = table[at - 1];
        at -= 1;
    }
    table[at] = route;
    end + 1
}

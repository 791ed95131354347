//! The key of a record from arguments: a plain text for each component, those of the scope first.

use super::Failure;
use crate::catalog::{Catalog, RecordDescription, VersionDescription};
use crate::error::{KeyError, KeyErrorKind};
use crate::key::{KeyDecoder, KeyEncoder, RecordKey, Scope};
use crate::manifest::RecordManifest;
use crate::record::{RecordVisitor, StoreRecord};

/// Returns the scope and the record key of a record type of the manifest.
pub(super) fn from_arguments<M: RecordManifest>(
    version: &VersionDescription,
    components: &[String],
) -> Result<(Scope, RecordKey), Failure> {
    let mut rewrite = Rewrite { record_type: version.record_type(), components, key: None, scope: None };
    M::visit_records(&mut rewrite);
    let paths: Vec<String> = version.scope().into_iter().chain(version.key()).map(|component| component.path).collect();
    let key = rewrite.key.unwrap_or_else(|| KeyEncoder::new().to_record_key()).map_err(|error| {
        Failure::Arguments(format!("{error}; the arguments are the scope and the key: {}", paths.join(" ")))
    })?;
    let scope = first_components(key.as_str(), version.scope().len());
    Ok((Scope::from_stored(scope), key))
}

/// Returns the scopes that have these components: of a record type, or of all record types. Record types can write equal
/// components as different scopes, such as a number and a text.
pub(super) fn scopes_from_arguments<M: RecordManifest>(
    catalog: &Catalog,
    record: Option<&RecordDescription>,
    components: &[String],
) -> Result<Vec<Scope>, Failure> {
    let records: Vec<&RecordDescription> = match record {
        Some(record) => vec![record],
        None => catalog.records().iter().collect(),
    };
    let (mut scopes, mut reason) = (Vec::new(), None);
    for version in records.iter().map(|record| record.newest()) {
        let count = version.scope().len();
        if count != components.len() {
            continue;
        }
        let mut rewrite = Rewrite { record_type: version.record_type(), components, key: None, scope: None };
        M::visit_records(&mut rewrite);
        match (rewrite.scope, rewrite.key) {
            (Some(text), _) => scopes.push(Scope::from_stored(first_components(&text, count))),
            (None, Some(Err(error))) => reason = Some(error.to_string()),
            (None, _) => {}
        }
    }
    scopes.sort();
    scopes.dedup();
    match reason {
        _ if !scopes.is_empty() => Ok(scopes),
        Some(reason) => Err(Failure::Arguments(format!("no scope has these components: {reason}"))),
        None => Err(Failure::Arguments(format!("no scope has {} components", components.len()))),
    }
}

/// Returns the text of the first components. A separator isn't in the text of a component.
fn first_components(key: &str, count: usize) -> &str {
    match key.match_indices('#').nth(count.saturating_sub(1)) {
        _ if count == 0 => "",
        Some((end, _)) => key.get(..end).unwrap_or_default(),
        None => key,
    }
}

/// Writes the key of one record type.
struct Rewrite<'a> {
    record_type: &'a str,
    components: &'a [String],
    key: Option<Result<RecordKey, KeyError>>,
    /// The text of the components that there are, if only components of the key are missing.
    scope: Option<String>,
}

impl RecordVisitor for Rewrite<'_> {
    fn visit<R: StoreRecord>(&mut self) {
        if R::RECORD_TYPE == self.record_type {
            let (mut from, mut to) = (KeyDecoder::from_plain(self.components), KeyEncoder::new());
            R::rewrite_key(&mut from, &mut to);
            self.scope = match to.error() {
                Some(error) if error.kind != KeyErrorKind::Missing => None,
                _ => Some(to.as_str().to_owned()),
            };
            // An error of a component says more than the number of components.
            self.key = Some(to.to_record_key().and_then(|key| from.finish().map(|()| key)));
        }
    }
}

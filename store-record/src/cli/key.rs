//! The key of a record from arguments: a plain text for each component, those of the scope first.

use super::Failure;
use crate::catalog::VersionDescription;
use crate::error::KeyError;
use crate::key::{KeyDecoder, KeyEncoder, RecordKey, Scope};
use crate::manifest::RecordManifest;
use crate::record::{RecordVisitor, StoreRecord};

/// Returns the scope and the record key of a record type of the manifest.
pub(super) fn from_arguments<M: RecordManifest>(
    version: &VersionDescription,
    components: &[String],
) -> Result<(Scope, RecordKey), Failure> {
    let mut rewrite = Rewrite { record_type: version.record_type(), components, key: None };
    M::visit_records(&mut rewrite);
    let paths: Vec<String> = version.scope().into_iter().chain(version.key()).map(|component| component.path).collect();
    let key = rewrite.key.unwrap_or_else(|| KeyEncoder::new().to_record_key()).map_err(|error| {
        Failure::Arguments(format!("{error}; the arguments are the scope and the key: {}", paths.join(" ")))
    })?;
    let scope = first_components(key.as_str(), version.scope().len());
    Ok((Scope::from_stored(scope), key))
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
}

impl RecordVisitor for Rewrite<'_> {
    fn visit<R: StoreRecord>(&mut self) {
        if R::RECORD_TYPE == self.record_type {
            let (mut from, mut to) = (KeyDecoder::from_plain(self.components), KeyEncoder::new());
            R::rewrite_key(&mut from, &mut to);
            // An error of a component says more than the number of components.
            self.key = Some(to.to_record_key().and_then(|key| from.finish().map(|()| key)));
        }
    }
}

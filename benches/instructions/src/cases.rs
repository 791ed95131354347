//! The cases of each record.

use crate::Outcome;
use crate::records::{self, Account, AuditEvent, Membership};
use std::fmt;
use std::hint::black_box;
use store_record::{Encoder, Envelope, KeyError, RecordKey, StoreRecord};

/// A case. Its second run is counted.
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) run: Box<dyn FnMut()>,
}

impl fmt::Debug for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Case").field("name", &self.name).finish_non_exhaustive()
    }
}

/// Returns all cases with their data.
pub(crate) fn all() -> Outcome<Vec<Case>> {
    let mut cases = Vec::new();
    cases.extend(of("account", records::account(), |key| Account::parse_key(key).map(drop))?);
    cases.extend(of("audit event", records::audit_event(), |key| AuditEvent::parse_key(key).map(drop))?);
    cases.extend(of("membership", records::membership(), |key| Membership::parse_key(key).map(drop))?);
    cases.push(seal("session", records::session()));
    cases.push(seal("unverified session", records::unverified_session()));
    Ok(cases)
}

/// The cost of reading back a custom codec: the two records differ only in `unverified`.
fn seal<R: StoreRecord + 'static>(kind: &str, record: R) -> Case {
    Case { name: format!("{kind}: seal"), run: keeping(move || Envelope::seal(black_box(&record))) }
}

fn of<R: StoreRecord + Clone + PartialEq + 'static>(
    kind: &str,
    record: R,
    parse_key: fn(&RecordKey) -> Result<(), KeyError>,
) -> Outcome<Vec<Case>> {
    let row = Envelope::seal(&record)?;
    // A case that fails early would have a low count.
    if row.open::<R>()? != record {
        return Err(format!("{kind}: the row gives another record").into());
    }
    let canonical = row.payload().expose_json().to_owned();
    let compact = serde_json::to_string(&row.payload().to_value()?)?;
    let key = row.record_key().clone();
    parse_key(&key)?;
    let (encoded, sealed, keyed) = (record.clone(), record.clone(), record);
    let mut encoder = Encoder::new();
    let case = |name: &str, run| Case { name: format!("{kind}: {name}"), run };
    Ok(vec![
        case(
            "encode",
            Box::new(move || {
                encoder.clear();
                black_box(&encoded).encode(&mut encoder);
                black_box(encoder.finish().is_ok());
            }) as Box<dyn FnMut()>,
        ),
        case("decode canonical text", keeping(move || store_record::from_slice::<R>(black_box(&canonical).as_bytes()))),
        case("decode compact text", keeping(move || store_record::from_slice::<R>(black_box(&compact).as_bytes()))),
        case("seal", keeping(move || Envelope::seal(black_box(&sealed)))),
        case("open", keeping(move || black_box(&row).open::<R>())),
        case("key", keeping(move || black_box(&keyed).record_key())),
        case("parse key", keeping(move || parse_key(black_box(&key)))),
    ])
}

/// Stores the results of both runs, so that dropping them isn't counted.
fn keeping<T: 'static>(run: impl Fn() -> T + 'static) -> Box<dyn FnMut()> {
    let mut kept = Vec::with_capacity(2);
    Box::new(move || kept.push(run()))
}

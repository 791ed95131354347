//! Compares the canonical form with what a PostgreSQL server prints for the same JSON text.

use postgres::Client;
use store_record::{DecodeErrorKind, Payload};

/// What this crate and the server make of a JSON text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Comparison {
    /// Both print the same bytes.
    Equal,
    /// Both reject it.
    BothReject,
    /// Only the server accepts it. The reason is one of those in `docs/format.md`.
    OnlyTheServerAccepts(&'static str),
    /// Only this crate accepts it, or the bytes differ. That is a bug.
    Differs,
}

/// Compares the bytes of a text.
///
/// # Errors
///
/// Returns an error if the connection fails. A text that the server rejects isn't an error.
pub fn compare(client: &mut Client, text: &str) -> Result<Comparison, postgres::Error> {
    let theirs = match client.query_one("SELECT $1::text::jsonb::text", &[&text]) {
        Ok(row) => Some(row.get::<_, String>(0)),
        Err(error) if error.as_db_error().is_some() => None,
        // The driver itself rejects U+0000 in a parameter.
        Err(_) if text.contains('\0') => None,
        Err(error) => return Err(error),
    };
    Ok(match (Payload::from_json(text), theirs) {
        (Ok(ours), Some(theirs)) if ours.expose_json() == theirs => Comparison::Equal,
        (Err(_), None) => Comparison::BothReject,
        (Err(error), Some(_)) => match error.kind() {
            DecodeErrorKind::Duplicate => Comparison::OnlyTheServerAccepts("a duplicate name"),
            DecodeErrorKind::Depth => Comparison::OnlyTheServerAccepts("nesting over 128 levels"),
            DecodeErrorKind::NumberTooLong => Comparison::OnlyTheServerAccepts("a number with too many digits"),
            _ => Comparison::Differs,
        },
        _ => Comparison::Differs,
    })
}

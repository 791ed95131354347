//! Decoding one line as an envelope.
//!
//! Columns may have any order and white space. Payload and metadata are copied if they are canonical, as everything is
//! that PostgreSQL prints, and rewritten otherwise. The line's own braces don't count as a level of nesting, so a
//! payload of 128 levels fits.

use crate::codec::decoder::Decoder;
use crate::codec::from_utf8;
use crate::digest::Digest;
use crate::envelope::{Envelope, EnvelopeColumns};
use crate::error::{DecodeError, DecodeErrorKind};
use crate::key::{RecordKey, Scope};
use crate::payload::{Metadata, Payload};
use crate::value::StoreValue;
use crate::value::whole_text::decode_text;
use std::borrow::Cow;
use time::{Duration, OffsetDateTime, UtcOffset};

const INSTANT: &str = "a timestamp such as 2026-06-16T12:30:00.5+00:00, in whole microseconds";
const DIGEST: &str = "a digest: `\\x` and 64 lower-case hexadecimal digits";

/// Returns the envelope in a line without its end.
pub(super) fn line(bytes: &[u8]) -> Result<Envelope, DecodeError> {
    match from_utf8(bytes) {
        Ok(text) => Line { decoder: Decoder::new(text) }.read(),
        Err(error) => Err(DecodeError::not_utf8(bytes, error.valid_up_to())),
    }
}

/// A line that is being read.
struct Line<'t> {
    decoder: Decoder<'t>,
}

/// The columns that were found.
#[derive(Default)]
struct Found {
    scope: Option<String>,
    record_type: Option<String>,
    record_key: Option<String>,
    schema_version: Option<i32>,
    revision: Option<Option<i64>>,
    created_at: Option<Option<OffsetDateTime>>,
    updated_at: Option<Option<OffsetDateTime>>,
    metadata: Option<String>,
    payload: Option<String>,
    payload_sha256: Option<Option<Digest>>,
}

impl Found {
    fn into_envelope(self, end: usize) -> Result<Envelope, DecodeError> {
        Ok(Envelope::from_columns(EnvelopeColumns {
            scope: Scope::from_stored(found(self.scope, "scope", end)?),
            record_type: found(self.record_type, "record_type", end)?.into(),
            record_key: RecordKey::from_stored(found(self.record_key, "record_key", end)?),
            schema_version: found(self.schema_version, "schema_version", end)?,
            revision: found(self.revision, "revision", end)?,
            created_at: found(self.created_at, "created_at", end)?,
            updated_at: found(self.updated_at, "updated_at", end)?,
            metadata: Metadata::from_stored(found(self.metadata, "metadata", end)?),
            payload: Payload::from_stored(found(self.payload, "payload", end)?),
            // A table may not have this column.
            payload_sha256: self.payload_sha256.flatten(),
        }))
    }
}

fn found<T>(value: Option<T>, column: &'static str, end: usize) -> Result<T, DecodeError> {
    value.ok_or_else(|| DecodeError::new(DecodeErrorKind::Missing, end).in_field(column))
}

impl<'t> Line<'t> {
    fn read(mut self) -> Result<Envelope, DecodeError> {
        self.skip_space();
        if !self.decoder.eat(b"{") {
            return Err(self.decoder.expected("an object"));
        }
        let mut found = Found::default();
        self.skip_space();
        let mut end = self.decoder.offset();
        if !self.decoder.eat(b"}") {
            loop {
                self.member(&mut found)?;
                self.skip_space();
                end = self.decoder.offset();
                if self.decoder.eat(b"}") {
                    break;
                }
                if !self.decoder.eat(b",") {
                    return Err(self.decoder.syntax());
                }
                self.skip_space();
            }
        }
        self.skip_space();
        if !self.decoder.rest().is_empty() {
            return Err(self.decoder.error(DecodeErrorKind::TrailingBytes));
        }
        found.into_envelope(end)
    }

    fn skip_space(&mut self) {
        let is_space = |byte: &&u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
        self.decoder.advance(self.decoder.rest().iter().take_while(is_space).count());
    }

    fn member(&mut self, found: &mut Found) -> Result<(), DecodeError> {
        let start = self.decoder.offset();
        let name = self.decoder.string()?;
        self.skip_space();
        if !self.decoder.eat(b":") {
            return Err(self.decoder.syntax());
        }
        self.skip_space();
        let text = |line: &mut Self| line.decoder.owned_string();
        match &*name {
            "scope" => self.column(&mut found.scope, "scope", start, text),
            "record_type" => self.column(&mut found.record_type, "record_type", start, text),
            "record_key" => self.column(&mut found.record_key, "record_key", start, text),
            "schema_version" => self.column(&mut found.schema_version, "schema_version", start, Self::value),
            "revision" => self.column(&mut found.revision, "revision", start, Self::value),
            "created_at" => self.column(&mut found.created_at, "created_at", start, Self::instant),
            "updated_at" => self.column(&mut found.updated_at, "updated_at", start, Self::instant),
            "metadata" => self.column(&mut found.metadata, "metadata", start, Self::object),
            "payload" => self.column(&mut found.payload, "payload", start, Self::json),
            "payload_sha256" => self.column(&mut found.payload_sha256, "payload_sha256", start, Self::digest),
            _ => Err(DecodeError::new(DecodeErrorKind::UnknownField, start)),
        }
    }

    fn column<T>(
        &mut self,
        slot: &mut Option<T>,
        name: &'static str,
        start: usize,
        read: impl FnOnce(&mut Self) -> Result<T, DecodeError>,
    ) -> Result<(), DecodeError> {
        if slot.is_some() {
            return Err(DecodeError::new(DecodeErrorKind::Duplicate, start).in_field(name));
        }
        *slot = Some(read(self).map_err(|error| error.in_field(name))?);
        Ok(())
    }

    fn value<T: StoreValue>(&mut self) -> Result<T, DecodeError> {
        T::decode(&mut self.decoder)
    }

    fn object(&mut self) -> Result<String, DecodeError> {
        if self.decoder.peek() == b'{' { self.json() } else { Err(self.decoder.expected("an object")) }
    }

    /// Reads any JSON as canonical text.
    fn json(&mut self) -> Result<String, DecodeError> {
        self.decoder.canonical_value().map(Cow::into_owned)
    }

    fn instant(&mut self) -> Result<Option<OffsetDateTime>, DecodeError> {
        let before = self.decoder.mark();
        if self.decoder.eat(b"null") {
            return Ok(None);
        }
        let instant = match OffsetDateTime::decode(&mut self.decoder) {
            Ok(instant) => Some(instant),
            Err(_) => {
                self.decoder.reset(before);
                instant_of_postgres(&self.decoder.string()?)
            }
        };
        let in_utc = instant.and_then(|instant| instant.checked_to_offset(UtcOffset::UTC));
        match in_utc.filter(|instant| instant.nanosecond() % 1_000 == 0 && instant.year() >= 0) {
            Some(instant) => Ok(Some(instant)),
            None => {
                self.decoder.reset(before);
                Err(self.decoder.invalid(INSTANT))
            }
        }
    }

    fn digest(&mut self) -> Result<Option<Digest>, DecodeError> {
        let before = self.decoder.mark();
        if self.decoder.eat(b"null") {
            return Ok(None);
        }
        let text = self.decoder.string()?;
        let bytes = text.strip_prefix("\\x").and_then(bytes_of_hex).ok_or_else(|| {
            self.decoder.reset(before);
            self.decoder.invalid(DIGEST)
        })?;
        Ok(digest_of(&bytes))
    }
}

#[cfg(feature = "digest")]
fn digest_of(bytes: &[u8; 32]) -> Option<Digest> {
    Some(Digest::from_stored(*bytes))
}

/// Without the feature `digest` nothing checks digests, so they are ignored.
#[cfg(not(feature = "digest"))]
fn digest_of(_: &[u8; 32]) -> Option<Digest> {
    None
}

fn bytes_of_hex(digits: &str) -> Option<[u8; 32]> {
    let (pairs, rest) = digits.as_bytes().as_chunks::<2>();
    let pairs: &[[u8; 2]; 32] = pairs.try_into().ok().filter(|_| rest.is_empty())?;
    let digit = |digit: u8| match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    };
    let mut bytes = [0; 32];
    for (byte, &[high, low]) in bytes.iter_mut().zip(pairs) {
        *byte = digit(high)? << 4 | digit(low)?;
    }
    Some(bytes)
}

/// What PostgreSQL prints beyond RFC 3339: an offset with seconds, as zones had before their standard time, and the
/// year 0 as 1 BC.
#[cold]
fn instant_of_postgres(text: &str) -> Option<OffsetDateTime> {
    if text.contains(['"', '\\']) {
        return None;
    }
    let (text, is_bc) = match text.strip_suffix(" BC") {
        Some(text) => (text, true),
        None => (text, false),
    };
    let (text, seconds) = match text.as_bytes() {
        [.., sign @ (b'+' | b'-'), _, _, b':', _, _, b':', tens @ b'0'..=b'5', ones @ b'0'..=b'9'] => {
            let seconds = i64::from(tens - b'0') * 10 + i64::from(ones - b'0');
            (text.get(..text.len() - 3)?, if *sign == b'-' { -seconds } else { seconds })
        }
        _ => (text, 0),
    };
    let text = if is_bc { format!("\"0000{}\"", text.strip_prefix("0001")?) } else { format!("\"{text}\"") };
    let instant: OffsetDateTime = decode_text(&text).ok()?;
    instant.checked_sub(Duration::seconds(seconds))
}

#[cfg(all(test, not(feature = "digest")))]
mod tests {
    use super::line;

    /// The tests of lines cover the feature.
    #[test]
    fn a_digest_that_nobody_checks_is_passed_over() {
        let with_digest = |digest: &str| {
            format!(
                r#"{{"scope":"","record_type":"step","record_key":"a1","schema_version":1,"revision":null,"created_at":null,
                "updated_at":null,"metadata":{{}},"payload":{{}},"payload_sha256":"\\x{digest}"}}"#
            )
        };
        let row = line(with_digest(&"0a".repeat(32)).as_bytes()).unwrap_or_else(|error| panic!("{error}"));
        assert!(row.payload_sha256().is_none());
        assert!(line(with_digest("0a").as_bytes()).is_err());
    }
}

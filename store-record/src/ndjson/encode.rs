//! Encoding an envelope as one line.

use super::WriteError;
use crate::codec::decoder::{Decoder, canonical};
use crate::codec::encoder::Encoder;
use crate::envelope::EnvelopeColumns;
use crate::error::{DecodeError, EncodeError, EncodeErrorKind};
use crate::value::StoreValue;
use std::borrow::Cow;
use time::{OffsetDateTime, PrimitiveDateTime, UtcOffset};

/// What is known about the text of payload and metadata.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Text {
    /// It was sealed, so it is canonical.
    Canonical,
    /// It may be any text.
    Stored,
}

/// Writes lines into a buffer that is reused.
pub(super) struct LineEncoder {
    line: Encoder,
    instant: Encoder,
}

impl LineEncoder {
    pub(super) fn new() -> Self {
        Self { line: Encoder::new(), instant: Encoder::new() }
    }

    /// Returns the line with its line feed.
    pub(super) fn encode(
        &mut self,
        columns: &EnvelopeColumns,
        text: Text,
        max_line: usize,
    ) -> Result<&str, WriteError> {
        let payload = canonical("payload", columns.payload.expose_json(), text)?;
        let metadata = canonical("metadata", columns.metadata.expose_json(), text)?;
        let line = &mut self.line;
        line.clear();
        // In the canonical order of the names. The line isn't a level of nesting, so a payload of 128 levels fits.
        line.literal(b"{\"scope\": ");
        line.string(columns.scope.as_str());
        line.literal(b", \"payload\": ");
        line.write_json(payload.as_bytes());
        line.literal(b", \"metadata\": ");
        line.write_json(metadata.as_bytes());
        line.literal(b", \"revision\": ");
        columns.revision.encode(line);
        line.literal(b", \"created_at\": ");
        instant(line, &mut self.instant, columns.created_at);
        line.literal(b", \"record_key\": ");
        line.string(columns.record_key.as_str());
        line.literal(b", \"updated_at\": ");
        instant(line, &mut self.instant, columns.updated_at);
        line.literal(b", \"record_type\": ");
        line.string(&columns.record_type);
        if let Some(digest) = &columns.payload_sha256 {
            line.literal(b", \"payload_sha256\": \"\\\\x");
            digest.as_bytes().iter().for_each(|byte| line.literal(&hex(*byte)));
            line.literal(b"\"");
        }
        line.literal(b", \"schema_version\": ");
        columns.schema_version.encode(line);
        line.literal(b"}\n");
        let line = line.finish()?;
        if line.len() - 1 > max_line {
            let kind = EncodeErrorKind::TooLong { column: "line", limit: max_line };
            return Err(EncodeError::new(crate::error::Path::default(), kind).into());
        }
        Ok(line)
    }
}

fn canonical<'t>(column: &'static str, text: &'t str, known: Text) -> Result<Cow<'t, str>, WriteError> {
    if known == Text::Canonical {
        return Ok(Cow::Borrowed(text));
    }
    let stored = |error: DecodeError| WriteError::Stored(error.in_field(column));
    let text = canonical::canonical(text).map_err(stored)?;
    match column {
        "metadata" if !text.starts_with('{') => Err(stored(Decoder::new(&text).expected("an object"))),
        _ => Ok(text),
    }
}

/// Writes a `timestamptz` as PostgreSQL prints it in JSON in a session in UTC. The year 0 is 1 BC.
fn instant(line: &mut Encoder, scratch: &mut Encoder, instant: Option<OffsetDateTime>) {
    let Some(instant) = instant else { return line.literal(b"null") };
    if instant.nanosecond() % 1_000 != 0 {
        return line.reject("a timestamp column is in whole microseconds");
    }
    let Some(utc) = instant.checked_to_offset(UtcOffset::UTC) else {
        return line.fail(EncodeErrorKind::DateOutOfRange);
    };
    scratch.clear();
    PrimitiveDateTime::new(utc.date(), utc.time()).encode(scratch);
    match scratch.finish().map(|quoted| quoted.trim_matches('"')) {
        Ok(text) => match text.strip_prefix("0000") {
            None => [b"\"", text.as_bytes(), b"+00:00\""].into_iter().for_each(|part| line.write_json(part)),
            Some(text) => {
                [b"\"0001", text.as_bytes(), b"+00:00 BC\""].into_iter().for_each(|part| line.write_json(part));
            }
        },
        Err(error) => line.fail(error.kind()),
    }
}

fn hex(byte: u8) -> [u8; 2] {
    let digit = |nibble: u8| if nibble < 10 { b'0' + nibble } else { b'a' + nibble - 10 };
    [digit(byte >> 4), digit(byte & 15)]
}

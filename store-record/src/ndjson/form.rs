//! [`LineForm`]: another form of exported rows, recognized from a line that isn't a row.
//!
//! This runs after a line was rejected. A form is reported only if the line can't be anything else. Either it is a row
//! without its quotes, its doubled backslashes or its comma, or it consists of names and punctuation.

use super::decode;
use std::fmt;

/// A form of exported rows that the reader doesn't accept. Its `Display` says how to convert it.
///
/// ```
/// use store_record::ndjson::{LineForm, ReadError, Reader};
///
/// let table = b"                to_jsonb                \n----------------------------------------\n";
/// let error = Reader::new(table.as_slice()).next().unwrap().unwrap_err();
/// assert!(matches!(error, ReadError::Form { line: 1, form: LineForm::PsqlTable }));
/// assert_eq!(
///     error.to_string(),
///     "line 1: this is a table of psql, not a row: run psql with `-At`, or `\\t on` and `\\pset format unaligned` first"
/// );
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum LineForm {
    /// The heading, a border, the footer or a record's title of a table that psql prints.
    PsqlTable,
    /// A heading or a quoted field of comma-separated values.
    Csv,
    /// A row in the text format of COPY, which doubles backslashes.
    CopyText,
    /// A JSON array of rows, or a row of one.
    Array,
    /// JSON over several lines.
    Indented,
    /// A compressed file.
    Compressed,
}

impl fmt::Display for LineForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::PsqlTable => {
                "this is a table of psql, not a row: run psql with `-At`, or `\\t on` and `\\pset format unaligned` first"
            }
            Self::Csv => "this is CSV, not a row: print the rows with `psql -At` instead of COPY",
            Self::CopyText => {
                "the backslashes are doubled, as COPY does in its text format: print the rows with `psql -At` instead"
            }
            Self::Array => "this is a JSON array of rows: write one row a line, as `jq -c '.[]'` does",
            Self::Indented => "this is JSON over several lines: write each row on one line, as `jq -c .` does",
            Self::Compressed => "this is a compressed file: decompress it first",
        })
    }
}

/// Returns the form of a line that isn't a row, or `None` if nothing helpful is known about it.
#[cold]
pub(super) fn form_of(line: &[u8]) -> Option<LineForm> {
    if MAGIC.iter().any(|magic| line.starts_with(magic)) {
        return Some(LineForm::Compressed);
    }
    let line = std::str::from_utf8(line).ok()?.trim_matches([' ', '\t', '\r']);
    if is_of_psql(line) {
        return Some(LineForm::PsqlTable);
    }
    if is_heading_of_csv(line) || is_field_of_csv(line) {
        return Some(LineForm::Csv);
    }
    if matches!(line, "{" | "}" | "},") || is_member(line) {
        return Some(LineForm::Indented);
    }
    if line.starts_with('[') || line == "]" || line.strip_suffix([',', ']']).is_some_and(is_row) {
        return Some(LineForm::Array);
    }
    (line.contains("\\\\") && is_row(&line.replace("\\\\", "\\"))).then_some(LineForm::CopyText)
}

/// The first bytes of files of gzip, zstd, xz, bzip2 and zip.
const MAGIC: [&[u8]; 5] = [b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"\xfd7zXZ", b"BZh", b"PK\x03\x04"];

fn is_row(line: &str) -> bool {
    decode::line(line.as_bytes()).is_ok()
}

/// The names that PostgreSQL gives to a column of rows as JSON.
const ROWS_AS_JSON: [&str; 7] =
    ["to_jsonb", "to_json", "row_to_json", "jsonb_agg", "json_agg", "jsonb_pretty", "?column?"];

/// Returns true if PostgreSQL accepts a column's name without quotes, or if it is `?column?`.
fn is_name(text: &str) -> bool {
    let is_letter = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '?');
    !text.is_empty() && text.chars().all(is_letter) && text.contains(|letter: char| letter.is_ascii_lowercase())
}

/// Returns true for a heading, `----+----`, `(2 rows)`, `-[ RECORD 1 ]---`, or a row beside a column's name or a
/// border.
fn is_of_psql(line: &str) -> bool {
    let inner = line.strip_prefix('|').and_then(|line| line.strip_suffix('|')).unwrap_or(line);
    let mut names = inner.split('|').map(str::trim);
    let is_heading = ROWS_AS_JSON.contains(&inner.trim()) || names.clone().count() > 1 && names.all(is_name);
    let is_rule = line.len() > 2 && line.bytes().all(|byte| matches!(byte, b'-' | b'+'));
    let count = line.strip_prefix('(').and_then(|line| line.strip_suffix(" rows)").or(line.strip_suffix(" row)")));
    let is_footer = count.is_some_and(|count| count.parse::<u64>().is_ok());
    let is_row_in_a_cell = line.split_once('|').is_some_and(|(name, row)| {
        (name.is_empty() || is_name(name.trim())) && is_row(row.strip_suffix('|').unwrap_or(row))
    });
    is_heading || is_rule || is_footer || line.starts_with("-[ RECORD ") || is_row_in_a_cell
}

fn is_heading_of_csv(line: &str) -> bool {
    let mut names = line.split([',', ';', '\t']);
    let unquoted = |name: &str| is_name(name.strip_prefix('"').and_then(|name| name.strip_suffix('"')).unwrap_or(name));
    names.clone().count() > 1 && names.all(unquoted)
}

/// Returns true for a row as a quoted field. No JSON begins with the string `{` and another string.
fn is_field_of_csv(line: &str) -> bool {
    line.starts_with("\"{\"\"")
}

/// Returns true for `"name": …`, a line of an object over several lines. No row begins with a string.
fn is_member(line: &str) -> bool {
    let Some((name, rest)) = line.strip_prefix('"').and_then(|line| line.split_once('"')) else { return false };
    is_name(name) && rest.trim_start().starts_with(':')
}

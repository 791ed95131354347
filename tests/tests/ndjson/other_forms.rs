//! Files of another form than lines: the error names the form, and a row is never taken for one.

use super::{LINE, changed, read, read_one};
use store_record::ndjson::{LineForm, ReadError};
use store_record::{DecodeErrorKind, Json, Payload};
use store_record_tests::generated::{Anything, Numbers, Tagged};

/// Returns the error of each line that isn't a row, by the line's number.
fn forms(text: impl AsRef<[u8]>) -> Vec<(u64, LineForm)> {
    let errors = read(text).into_iter().filter_map(Result::err);
    errors
        .map(|error| match error {
            ReadError::Form { line, form } => (line, form),
            other => panic!("{other}"),
        })
        .collect()
}

/// A row as PostgreSQL prints it, with characters that `COPY` escapes.
const PRINTED: &str = r#"{"scope": "acme", "payload": {"text": "a \"quoted\" back\\slash\nline"}, "metadata": {}, "revision": null, "created_at": null, "record_key": "acme#a1", "updated_at": null, "record_type": "step", "schema_version": 1}"#;

#[test]
fn a_table_of_psql_is_recognized() {
    use LineForm::PsqlTable;
    assert!(read_one(PRINTED).is_ok());
    let rule = "-".repeat(PRINTED.len() + 2);
    let aligned = format!("      to_jsonb      \n{rule}\n {PRINTED}\n {PRINTED}\n(2 rows)\n\n");
    assert_eq!(forms(aligned), [(1, PsqlTable), (2, PsqlTable), (5, PsqlTable)]);
    let expanded = format!("-[ RECORD 1 ]{rule}\nto_jsonb | {PRINTED}\n\n");
    assert_eq!(forms(expanded), [(1, PsqlTable), (2, PsqlTable)]);
    let bordered = format!("+{rule}+\n|     to_jsonb     |\n+{rule}+\n| {PRINTED} |\n+{rule}+\n(1 row)\n");
    assert_eq!(forms(bordered).len(), 6);
    assert_eq!(forms(" scope | record_type | record_key \n-------+-------------+------------\n").len(), 2);
    assert_eq!(forms("?column?\n"), [(1, PsqlTable)]);
    // The output of `psql -t` and `psql -At`.
    assert!(read(format!(" {PRINTED}\n {PRINTED}\n\n")).iter().all(Result::is_ok));
}

#[test]
fn csv_is_recognized() {
    let field = PRINTED.replace('"', "\"\"");
    assert_eq!(forms(format!("\"{field}\"\n")), [(1, LineForm::Csv)]);
    for heading in ["scope,record_type,record_key", "\"scope\";\"record_type\"", "scope\trecord_type\trecord_key"] {
        assert_eq!(forms(heading), [(1, LineForm::Csv)], "{heading}");
    }
}

#[test]
fn doubled_backslashes_of_copy_are_recognized() {
    assert_eq!(forms(PRINTED.replace('\\', "\\\\")), [(1, LineForm::CopyText)]);
    let digest = LINE.replacen('{', &format!("{{\"payload_sha256\":\"\\\\x{}\",", "0a".repeat(32)), 1);
    assert!(read_one(&digest).is_ok());
    assert_eq!(forms(digest.replace('\\', "\\\\")), [(1, LineForm::CopyText)]);
}

#[test]
fn a_json_array_and_indented_json_are_recognized() {
    use LineForm::{Array, Indented};
    assert_eq!(forms(format!("[{PRINTED}, \n {PRINTED}]\n")), [(1, Array), (2, Array)]);
    assert_eq!(forms(format!("[\n{PRINTED},\n{PRINTED}\n]\n")), [(1, Array), (2, Array), (4, Array)]);
    let value: serde_json::Value = serde_json::from_str(LINE).unwrap();
    let indented = serde_json::to_string_pretty(&value).unwrap();
    let first: Vec<(u64, LineForm)> = forms(indented.lines().take(2).collect::<Vec<_>>().join("\n"));
    assert_eq!(first, [(1, Indented), (2, Indented)]);
}

#[test]
fn a_compressed_file_is_recognized() {
    for magic in [b"\x1f\x8b\x08\x00".as_slice(), b"\x28\xb5\x2f\xfd\x04", b"\xfd7zXZ\x00", b"PK\x03\x04\x14"] {
        assert_eq!(forms(magic), [(1, LineForm::Compressed)]);
    }
}

#[test]
fn a_byte_order_mark_is_recognized() {
    let marked = format!("\u{feff}{LINE}\n{LINE}\n");
    let rows = read(&marked);
    assert!(rows[1].is_ok());
    assert_eq!(
        rows[0].as_ref().unwrap_err().to_string(),
        "line 1: can't decode the value: a byte order mark (U+FEFF) comes before the JSON: save it as UTF-8 without one \
         (byte 0)"
    );
    let utf16: Vec<u8> = marked.encode_utf16().flat_map(u16::to_le_bytes).collect();
    match read(&utf16).remove(0).unwrap_err() {
        ReadError::Line { line: 1, error } => assert_eq!(error.kind(), DecodeErrorKind::Utf16),
        other => panic!("{other}"),
    }
    // Everywhere that JSON is read.
    let marked = "\u{feff}{\"a\": [1]}";
    let kinds = [
        Payload::from_json(marked).map(drop).unwrap_err(),
        marked.parse::<Json>().map(drop).unwrap_err(),
        store_record::from_slice::<Json>(marked.as_bytes()).map(drop).unwrap_err(),
        Payload::from_stored(marked).decode::<Anything>().unwrap_err(),
        Payload::from_stored(marked).decode::<std::collections::BTreeMap<String, Json>>().map(drop).unwrap_err(),
        Payload::from_stored(marked).decode::<Vec<u16>>().map(drop).unwrap_err(),
        Payload::from_stored(marked).decode::<u16>().map(drop).unwrap_err(),
        Payload::from_stored(marked).decode::<f64>().map(drop).unwrap_err(),
        Payload::from_stored(marked).decode::<String>().map(drop).unwrap_err(),
        Payload::from_stored(marked).decode::<bool>().map(drop).unwrap_err(),
        Payload::from_stored(marked).decode::<Tagged>().unwrap_err(),
        Payload::from_stored(marked).decode::<Numbers>().unwrap_err(),
        Payload::from_stored(marked).decode::<serde_json::Value>().unwrap_err(),
        Payload::from_stored(marked).decode::<(u8, u8)>().unwrap_err(),
    ];
    for error in kinds {
        assert_eq!((error.kind(), error.offset()), (DecodeErrorKind::ByteOrderMark, 0));
    }
}

#[test]
fn a_bare_word_is_rejected_as_invalid_json() {
    for text in ["to_jsonb", "null_value", "false1", "n"] {
        let error = Payload::from_stored(text).decode::<Vec<u16>>().unwrap_err();
        assert_eq!(error.kind(), DecodeErrorKind::Syntax, "{text}");
    }
    let error = Payload::from_stored("true").decode::<Vec<u16>>().unwrap_err();
    assert_eq!(error.kind(), DecodeErrorKind::Expected { expected: "an array", found: "a boolean" });
}

/// No form is reported for a row, whatever its strings contain.
#[test]
fn a_row_is_never_recognized_as_another_form() {
    for text in ["to_jsonb", "(1 row)", "-[ RECORD 1 ]-", "a,b,c", "\\\\", "[", "{\\\"\\\""] {
        let line = changed("{\"n\":1}", &format!("{{\"n\":\"{text}\"}}"));
        assert!(read_one(&line).is_ok(), "{line}");
        // A row with another fault has the error of that fault.
        let error = read_one(&line.replace("\"scope\"", "\"scopes\"")).unwrap_err();
        assert!(matches!(error, ReadError::Line { .. }), "{error}");
    }
}

//! What goes in comes back to the byte, and the server's digest is that of the same bytes.

use crate::sample::generate;
use crate::table::{Table, wait};
use proptest::prelude::*;
use std::collections::{BTreeMap, HashMap};
use store_record::store::Selection;
use store_record::{
    Digest, Envelope, EnvelopeColumns, Metadata, Payload, RecordKey, Scope, StoreRecord, StoreValue, ndjson,
};
use store_record_tests::generated::{anything, double};

/// The server's error of a check.
const CHECK: u16 = 4_025;

pub(crate) fn of_vectors(url: &str) {
    let vectors: BTreeMap<String, String> = serde_json::from_str(include_str!("../vectors/payloads.json")).unwrap();
    assert!(vectors.len() > 50);
    assert_fixed_point(url, vectors.into_values().collect());
}

pub(crate) fn of_generated_payloads(url: &str) {
    let mut texts: Vec<String> = generate(&anything(), 3_000).iter().map(text_of).collect();
    texts.extend(generate(&double(), 3_000).iter().map(text_of));
    let singles = any::<u32>().prop_map(f32::from_bits).prop_filter("finite", |number| number.is_finite());
    texts.extend(generate(&singles, 3_000).iter().map(text_of));
    assert_fixed_point(url, texts);
}

/// MariaDB's own JSON functions end at 31 levels.
pub(crate) fn of_every_depth(url: &str) {
    let nested = |depth: usize| {
        let (open, close) = (r#"{"a": ["#.repeat(depth / 2), "]}".repeat(depth / 2));
        if depth.is_multiple_of(2) { format!("{open}0{close}") } else { format!("[{open}0{close}]") }
    };
    let texts: Vec<String> = (0..=128).map(nested).collect();
    for text in &texts {
        let canonical = Payload::from_json(text).unwrap();
        assert_eq!(canonical.expose_json(), text, "the format allows it");
    }
    assert!(Payload::from_json(&nested(129)).is_err());
    assert_fixed_point(url, texts);
}

pub(crate) fn of_code_points(url: &str) {
    let all: Vec<char> = ('\u{1}'..=char::MAX).collect();
    let strings: Vec<String> = all.chunks(4_096).map(|chars| chars.iter().collect()).collect();
    let mut texts: Vec<String> = strings.iter().map(text_of).collect();
    texts.extend(strings.into_iter().map(|string| text_of(&BTreeMap::from([(string, 1_u8)]))));
    // The format has no U+0000. The column keeps its escape too, and spaces at the end.
    texts.extend([r#""\u0000 \\u0000""#, r#""\ud83d\ude80 %_'\\\\""#, "7 ", "7  "].map(str::to_owned));
    assert_fixed_point(url, texts);
}

/// The vectors of whole rows, with every column.
pub(crate) fn of_rows(url: &str) {
    let read = |lines: &str| ndjson::Reader::new(lines.as_bytes()).map(Result::unwrap).collect::<Vec<Envelope>>();
    for lines in
        [include_str!("../vectors/rows.ndjson"), include_str!("../vectors/rows_from_row_to_json.ndjson")].map(read)
    {
        // The table of this test requires a digest.
        let rows: HashMap<_, _> = lines.into_iter().map(|row| (key(&row), with_payload(&row, row.payload()))).collect();
        let mut rows: Vec<Envelope> = rows.into_values().collect();
        assert!(!rows.is_empty());
        rows.sort_by_key(key);
        wait(async {
            let mut table = Table::create(url).await;
            table.execute("DELETE FROM record").await.unwrap();
            table.put(&rows).await.unwrap();
            assert_eq!(table.rows(Selection::new()).await.unwrap(), rows);
        });
    }
}

pub(crate) fn of_edited_payload(url: &str) {
    let row = row(7, "{\"a\": 1.0}".to_owned());
    wait(async {
        let mut table = Table::create(url).await;
        table.put(std::slice::from_ref(&row)).await.unwrap();
        for edit in ["payload = '{\"a\": 1}'", "payload = '{\"a\": 1.0} '", "payload_sha256 = unhex(sha2('', 256))"] {
            assert_eq!(table.execute(&format!("UPDATE record SET {edit}")).await, Err(CHECK), "{edit}");
        }
        let edit = "UPDATE record SET payload = '7', payload_sha256 = unhex(sha2('7', 256))";
        assert_eq!(table.execute(edit).await, Ok(1), "the digest doesn't protect from an attacker");
        let damaged = with_payload(&row, &Payload::from_stored("8")).into_columns();
        let damaged = EnvelopeColumns { payload: Payload::from_stored("9"), ..damaged };
        assert_eq!(table.put(&[Envelope::from_columns(damaged)]).await, Err(CHECK));
    });
}

fn text_of<T: StoreValue>(value: &T) -> String {
    Payload::new(value).unwrap().into_json()
}

fn key(row: &Envelope) -> (Scope, String, RecordKey) {
    (row.scope().clone(), row.record_type().to_owned(), row.record_key().clone())
}

#[derive(StoreRecord)]
#[store_record(type = "payload", scope = global, key = number)]
struct Numbered {
    number: u64,
}

fn row(number: u64, payload: String) -> Envelope {
    with_payload(&Numbered { number }.to_envelope().unwrap(), &Payload::from_stored(payload))
}

fn with_payload(row: &Envelope, payload: &Payload) -> Envelope {
    let columns = row.clone().into_columns();
    Envelope::from_columns(EnvelopeColumns {
        payload: payload.clone(),
        payload_sha256: Some(Digest::new(payload)),
        ..columns
    })
}

/// Puts each text as a payload, with the digest that the server checks, and as metadata.
fn assert_fixed_point(url: &str, texts: Vec<String>) {
    let with_metadata = |(text, number): (String, u64)| {
        let columns = row(number, text.clone()).into_columns();
        Envelope::from_columns(EnvelopeColumns { metadata: Metadata::from_stored(text), ..columns })
    };
    let rows: Vec<Envelope> = texts.into_iter().zip(0..).map(with_metadata).collect();
    wait(async {
        let mut table = Table::create(url).await;
        table.put(&rows).await.unwrap();
        let found = table.rows(Selection::new()).await.unwrap();
        assert_eq!(found.len(), rows.len());
        for (found, row) in found.iter().zip(&rows) {
            assert_eq!(found.payload().expose_json(), row.payload().expose_json());
            assert_eq!(found, row);
        }
    });
}

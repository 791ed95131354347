//! Canonical text is equal to `payload::text`.

use crate::sample::generate;
use postgres::Client;
use proptest::prelude::*;
use store_record::{Payload, StoreValue};
use store_record_tests::generated::{anything, double};
use store_record_tests::server::Database;

pub(crate) fn generated_payloads(database: &mut Database) {
    assert_fixed_point(&mut database.client, &generate(&anything(), 5_000));
}

pub(crate) fn floats(database: &mut Database) {
    assert_fixed_point(&mut database.client, &generate(&double(), 20_000));
    let singles = any::<u32>().prop_map(f32::from_bits).prop_filter("finite", |number| number.is_finite());
    assert_fixed_point(&mut database.client, &generate(&singles, 20_000));
    assert_fixed_point(&mut database.client, &[f64::MAX, f64::MIN_POSITIVE, 5e-324, -0.0, 1e21, 1e-7, 0.1 + 0.2]);
}

pub(crate) fn code_points(database: &mut Database) {
    let all: Vec<char> = ('\u{1}'..=char::MAX).collect();
    let texts: Vec<String> = all.chunks(4_096).map(|chars| chars.iter().collect()).collect();
    assert_fixed_point(&mut database.client, &texts);
    let names: Vec<_> = texts.into_iter().map(|text| std::collections::BTreeMap::from([(text, 1_u8)])).collect();
    assert_fixed_point(&mut database.client, &names);
}

fn assert_fixed_point<T: StoreValue>(client: &mut Client, values: &[T]) {
    client.batch_execute("CREATE TABLE IF NOT EXISTS record (id bigint, payload jsonb NOT NULL)").unwrap();
    for values in values.chunks(1_000) {
        let texts: Vec<String> = values.iter().map(|value| Payload::new(value).unwrap().into_json()).collect();
        client.execute("TRUNCATE record", &[]).unwrap();
        let insert =
            "INSERT INTO record SELECT id, text::jsonb FROM unnest($1::text[]) WITH ORDINALITY AS sent (text, id)";
        client.execute(insert, &[&texts]).unwrap();
        let rows = client.query("SELECT payload::text FROM record ORDER BY id", &[]).unwrap();
        assert_eq!(rows.len(), texts.len());
        for (row, text) in rows.iter().zip(&texts) {
            assert_eq!(row.get::<_, &str>(0), text);
        }
    }
}

//! Keys are bytes: their order, their spaces, their limits.

use crate::sample::in_key_order;
use crate::table::{Table, wait};
use store_record::store::{RowKey, Selection};
use store_record::{Envelope, EnvelopeColumns, RecordKey, Scope, StoreRecord};

/// More bytes than a column of a key has.
const TOO_LONG: u16 = 1_406;
const CHECK: u16 = 4_025;

fn with_key(scope: &str, record_type: &str, key: &str) -> Envelope {
    #[derive(StoreRecord)]
    #[store_record(type = "any", scope = global, key = number)]
    struct Numbered {
        number: u64,
    }
    let columns = Numbered { number: 7 }.to_envelope().unwrap().into_columns();
    Envelope::from_columns(EnvelopeColumns {
        scope: Scope::from_stored(scope),
        record_type: record_type.to_owned().into(),
        record_key: RecordKey::from_stored(key),
        ..columns
    })
}

pub(crate) fn of_keys(url: &str) {
    let mut rows: Vec<Envelope> = in_key_order(2_000).iter().map(|record| record.to_envelope().unwrap()).collect();
    // A text column of MariaDB has each of these twice.
    for key in ["b42", "b42 ", "b42  ", "b42\0", "B42", "é", "e\u{301}", "É", "ß", "ss", "\u{ffff}", "\u{10000}", ""]
    {
        rows.push(with_key("acme", "spaces", key));
        rows.push(with_key(key, "spaces", "acme"));
        rows.push(with_key("acme", &format!("type{key}"), "acme"));
    }
    rows.sort_by_key(|row| RowKey::from(row));
    wait(async {
        let mut table = Table::create(url).await;
        let mut reversed = rows.clone();
        reversed.reverse();
        table.put(&reversed).await.unwrap();
        assert_eq!(table.rows(Selection::new()).await.unwrap(), rows);
        let (mut found, mut after) = (Vec::new(), None::<RowKey>);
        loop {
            let selection = Selection::new().limit(97);
            let page = match &after {
                None => table.rows(selection).await.unwrap(),
                Some(after) => table.rows(selection.after(after)).await.unwrap(),
            };
            let Some(last) = page.last() else { break };
            after = Some(last.into());
            found.extend(page);
        }
        assert_eq!(found, rows, "in pages");
    });
}

pub(crate) fn of_long_keys(url: &str) {
    let of = |scope: usize, record_type: usize, key: usize| {
        with_key(&"s".repeat(scope), &"t".repeat(record_type), &"é".repeat(key / 2))
    };
    wait(async {
        let mut table = Table::create(url).await;
        let longest = of(512, 128, 1_536);
        table.put(std::slice::from_ref(&longest)).await.unwrap();
        for too_long in [of(513, 128, 1_536), of(512, 129, 1_536), of(512, 128, 1_538), of(600, 200, 2_000)] {
            let number = table.put(std::slice::from_ref(&too_long)).await.unwrap_err();
            assert!([TOO_LONG, CHECK].contains(&number), "{number}");
            // Without its strict mode the server cuts the value off, and the check finds it.
            table.execute("SET sql_mode = ''").await.unwrap();
            assert_eq!(table.put(std::slice::from_ref(&too_long)).await, Err(CHECK));
            table.execute("SET sql_mode = DEFAULT").await.unwrap();
        }
        assert_eq!(table.rows(Selection::new()).await.unwrap(), [longest]);
    });
}

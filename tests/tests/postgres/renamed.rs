//! A record type that is renamed: the statements of `docs/adapters.md`.

use postgres::Client;
use postgres::types::ToSql;
use store_record::{Envelope, EnvelopeColumns, StoreRecord, ddl};
use store_record_tests::server::Database;

/// The account of an earlier program.
#[derive(StoreRecord)]
#[store_record(type = "acc", scope = tenant, key = id, revision = revision)]
struct Acc {
    tenant: String,
    id: u64,
    revision: u32,
}

#[derive(Debug, PartialEq, StoreRecord)]
#[store_record(type = "account", alias = "acc", scope = tenant, key = id, revision = revision)]
struct Account {
    tenant: String,
    id: u64,
    revision: u32,
}

/// The statements of the section, in the document's order.
struct Statements {
    get: String,
    replace: String,
    put: String,
    rename: String,
    twice: String,
}

impl Statements {
    fn from_document() -> Self {
        let document = include_str!("../../../docs/adapters.md");
        let section =
            document.split("\n## ").find(|section| section.starts_with("A record type that is renamed")).unwrap();
        let statements = section.split("```sql\n").skip(1).map(|rest| rest.split("```").next().unwrap().to_owned());
        let [get, replace, put, rename, twice] = statements.collect::<Vec<_>>().try_into().unwrap();
        Self { get, replace, put, rename, twice }
    }

    fn get(&self, client: &mut Client, id: u64) -> Vec<Envelope> {
        let (scope, key) = (Account::scope_for("acme").unwrap(), Account::record_key_for("acme", &id).unwrap());
        let rows = client.query(&self.get, &[&scope, &Account::RECORD_TYPES, &key]).unwrap();
        let rows = rows.iter().map(|row| {
            Envelope::from_columns(EnvelopeColumns {
                scope: row.get(0),
                record_type: row.get::<_, String>(1).into(),
                record_key: row.get(2),
                schema_version: row.get(3),
                revision: row.get(4),
                created_at: row.get(5),
                updated_at: row.get(6),
                metadata: row.get(7),
                payload: row.get(8),
                payload_sha256: row.get(9),
            })
        });
        rows.collect()
    }

    fn put(&self, client: &mut Client, row: &Envelope, former: &[&str]) {
        let row = row.columns();
        let mut sent = columns(row);
        sent.push(&former);
        client.execute(&self.put, &sent).unwrap();
    }
}

fn columns(row: &EnvelopeColumns) -> Vec<&(dyn ToSql + Sync)> {
    vec![
        &row.scope,
        &row.record_type,
        &row.record_key,
        &row.schema_version,
        &row.revision,
        &row.created_at,
        &row.updated_at,
        &row.metadata,
        &row.payload,
        &row.payload_sha256,
    ]
}

pub(crate) fn record_type(database: &mut Database) {
    let (client, statements) = (&mut database.client, Statements::from_document());
    client.batch_execute(&ddl::postgres("record").digest().to_string()).unwrap();
    let former = &Account::RECORD_TYPES[1..];
    let account = |id: u64, revision: u32| Account { tenant: "acme".into(), id, revision };
    for id in [1, 2, 3] {
        statements.put(client, &Acc { tenant: "acme".into(), id, revision: 1 }.to_envelope().unwrap(), &[]);
    }

    // A row under the former name is found and opens.
    let found = statements.get(client, 1);
    assert_eq!((found.len(), found[0].record_type()), (1, "acc"));
    assert_eq!(found[0].open::<Account>().unwrap(), account(1, 1));

    // A replacement compares the revision, and leaves one row under the newest name.
    let row = account(1, 2).to_envelope().unwrap();
    for (revision, count) in [(7_i64, 0), (1, 1), (1, 0)] {
        let mut sent = columns(row.columns());
        sent.extend([&Account::RECORD_TYPES as &(dyn ToSql + Sync), &revision]);
        assert_eq!(client.execute(&statements.replace, &sent).unwrap(), count);
    }
    assert!(statements.get(client, 1) == [row]);

    // A put leaves one row too, if the row was stored under a former name, under the newest name, or not at all.
    for (id, revision) in [(2, 2), (2, 3), (4, 1)] {
        let row = account(id, revision).to_envelope().unwrap();
        statements.put(client, &row, former);
        assert!(statements.get(client, id) == [row]);
    }

    // Renaming the rows fails if an entity has two rows, and the last statement finds them.
    statements.put(client, &account(3, 9).to_envelope().unwrap(), &[]);
    assert_eq!(statements.get(client, 3).len(), 2);
    assert_eq!(client.execute(&statements.rename, &[]).unwrap_err().code().unwrap().code(), "23505");
    let twice = client.query(&statements.twice, &[]).unwrap();
    let twice: Vec<(String, String)> = twice.iter().map(|row| (row.get(0), row.get(1))).collect();
    assert_eq!(twice, [("acme".to_owned(), "acme#a3".to_owned())]);
    client.execute("DELETE FROM record WHERE record_type = 'account' AND record_key = 'acme#a3'", &[]).unwrap();
    assert_eq!(client.execute(&statements.rename, &[]).unwrap(), 1);
    let found = statements.get(client, 3);
    assert_eq!((found.len(), found[0].record_type()), (1, "account"));
    assert_eq!(found[0].open::<Account>().unwrap(), account(3, 1));
}

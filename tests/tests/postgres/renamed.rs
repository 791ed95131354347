//! A record type that is renamed, and the statements of `docs/adapters.md`.

use super::store::PostgresStore;
use postgres::binary_copy::BinaryCopyInWriter;
use postgres::types::ToSql;
use store_record::statements::Statements;
use store_record::store::{RecordNames, Store as _, StoreError};
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

/// Returns the statements of the section, in the document's order: one that renames, and one that finds pairs.
fn statements_of_document() -> [String; 2] {
    let document = include_str!("../../../docs/adapters.md");
    let section = document.split("\n## ").find(|section| section.starts_with("A record type that is renamed")).unwrap();
    let statements = section.split("```sql\n").skip(1).map(|rest| rest.split("```").next().unwrap().to_owned());
    statements.collect::<Vec<_>>().try_into().unwrap()
}

pub(crate) fn record_type(database: &mut Database) {
    let table = ddl::postgres("record").digest();
    database.client.batch_execute(&table.to_string()).unwrap();
    let [rename, find_pairs] = statements_of_document();
    let of_older_program = Statements::from(&table);
    let statements = Statements::from(&table).with_names(RecordNames::new().with_record::<Account>());
    let account = |id: u64, revision: u32| Account { tenant: "acme".into(), id, revision };
    let mut older = PostgresStore { client: &mut database.client, statements: of_older_program.clone() };
    for id in [1, 2, 3] {
        older.put(&Acc { tenant: "acme".into(), id, revision: 1 }.to_envelope().unwrap()).unwrap();
    }

    // A row under the former name is found and opens.
    let mut store = PostgresStore { client: &mut database.client, statements };
    let (scope, key) = (Account::scope_for("acme").unwrap(), Account::record_key_for("acme", &1).unwrap());
    let found = store.get(&scope, Account::RECORD_TYPE, &key).unwrap().unwrap();
    assert_eq!((found.record_type(), found.open::<Account>().unwrap()), ("acc", account(1, 1)));

    // A put and a replacement leave one row under the newest name.
    for (revision, is_replaced) in [(7_i64, false), (1, true)] {
        let row = account(1, 8).to_envelope().unwrap();
        assert_eq!(store.replace(&row, Some(revision)).unwrap(), is_replaced);
    }
    store.put(&account(2, 2).to_envelope().unwrap()).unwrap();
    let names: Vec<String> =
        store.list(&scope, Account::RECORD_TYPE).unwrap().iter().map(|row| row.record_type().to_owned()).collect();
    assert_eq!(names, ["account", "account", "acc"]);

    // Two programs that write under both names leave a pair, which isn't read as one row, and which both queries find.
    PostgresStore { client: store.client, statements: of_older_program }
        .put(&account(3, 9).to_envelope().unwrap())
        .unwrap();
    let key = Account::record_key_for("acme", &3).unwrap();
    assert_eq!(store.get(&scope, Account::RECORD_TYPE, &key).unwrap_err(), StoreError::TwoRows);
    let pairs: Vec<String> =
        store.pairs(Account::RECORD_TYPE).unwrap().iter().map(|row| row.record_type().to_owned()).collect();
    assert_eq!(pairs, ["acc", "account"]);
    let found = store.client.query(&find_pairs, &[]).unwrap();
    let found: Vec<(String, String)> = found.iter().map(|row| (row.get(0), row.get(1))).collect();
    assert_eq!(found, [("acme".to_owned(), "acme#a3".to_owned())]);

    // Renaming fails on the pair, and succeeds when one row of it is deleted.
    assert_eq!(store.client.execute(&rename, &[]).unwrap_err().code().unwrap().code(), "23505");
    store.client.execute("DELETE FROM record WHERE record_type = 'account' AND record_key = 'acme#a3'", &[]).unwrap();
    assert_eq!(store.client.execute(&rename, &[]).unwrap(), 1);
    let found = store.get(&scope, Account::RECORD_TYPE, &key).unwrap().unwrap();
    assert_eq!((found.record_type(), found.open::<Account>().unwrap()), ("account", account(3, 1)));
}

/// Puts rows with `COPY`, or rolls back with the error of the plan.
fn copy_all(
    client: &mut postgres::Client,
    statements: &Statements,
    rows: &[Envelope],
) -> Result<(), StoreError<String>> {
    let copy = statements.copy_in(rows);
    let mut transaction = client.transaction().unwrap();
    transaction.batch_execute(copy.create()).unwrap();
    let mut writer = BinaryCopyInWriter::new(transaction.copy_in(copy.text()).unwrap(), &copy.postgres_types());
    for row in copy.rows() {
        let row: Vec<&(dyn ToSql + Sync)> = row.iter().map(|parameter| parameter as _).collect();
        writer.write(&row).unwrap();
    }
    writer.finish().unwrap();
    for statement in copy.plan().statements() {
        statement.check(transaction.execute(statement.text(), &statement.to_postgres()).unwrap())?;
    }
    transaction.commit().unwrap();
    Ok(())
}

pub(crate) fn copy(database: &mut Database) {
    let table = ddl::postgres("record");
    database.client.batch_execute(&table.to_string()).unwrap();
    let statements = Statements::from(&table).with_names(RecordNames::new().with_record::<Account>());
    let of = |name: &'static str, id: u64, revision: u32, schema_version: i32| {
        let row = Account { tenant: "acme".into(), id, revision }.to_envelope().unwrap().into_columns();
        Envelope::from_columns(EnvelopeColumns {
            record_type: name.into(),
            schema_version,
            payload_sha256: None,
            ..row
        })
    };
    let stored = |client: &mut postgres::Client| -> Vec<(String, i64)> {
        let rows = client.query("SELECT record_type, revision FROM record ORDER BY record_key", &[]).unwrap();
        rows.iter().map(|row| (row.get(0), row.get(1))).collect()
    };
    let expected = |rows: [(&str, i64); 3]| rows.map(|(name, revision)| (name.to_owned(), revision));
    let mut older = PostgresStore { client: &mut database.client, statements: Statements::from(&table) };
    older.put_all(&[of("acc", 1, 1, 1), of("account", 2, 1, 1)]).unwrap();

    // A copy leaves one row of a key, under the name that the last row of the batch has.
    let batch = [of("account", 1, 2, 1), of("acc", 2, 2, 1), of("acc", 3, 1, 1), of("account", 3, 2, 1)];
    copy_all(&mut database.client, &statements, &batch).unwrap();
    assert_eq!(stored(&mut database.client), expected([("account", 2), ("acc", 2), ("account", 2)]));

    // A newer row under another name is kept, and so is every other row.
    PostgresStore { client: &mut database.client, statements: statements.clone() }.put(&of("acc", 2, 7, 2)).unwrap();
    let batch = [of("account", 1, 9, 1), of("account", 2, 9, 1)];
    assert_eq!(copy_all(&mut database.client, &statements, &batch), Err(StoreError::NewerRow));
    assert_eq!(stored(&mut database.client), expected([("account", 2), ("acc", 7), ("account", 2)]));
}

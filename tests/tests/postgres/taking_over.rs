//! The statements of the guide's page "Taking over a table", in its order, with programs that write at the same time.

use crate::store::PostgresStore;
use postgres::{Client, GenericClient, NoTls, Transaction};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;
use store_record::statements::Statements;
use store_record::store::{Selection, Store};
use store_record::{Envelope, Payload, StoreRecord, StoreValue, ddl};
use store_record_tests::server::Database;
use time::OffsetDateTime;
use time::macros::datetime;

#[derive(Debug, Clone, PartialEq, StoreValue)]
#[store_record(rename_all = "camelCase", absent = "none")]
struct Document {
    title: String,
    state: State,
    due_on: Option<time::Date>,
}

#[derive(Debug, Clone, PartialEq, StoreValue)]
#[store_record(rename_all = "snake_case")]
enum State {
    Open,
    Done,
}

#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(type = "thing", scope = tenant, key = id, created_at = created_at)]
struct Thing {
    tenant: String,
    id: i64,
    created_at: OffsetDateTime,
    document: Document,
}

const CREATED: OffsetDateTime = datetime!(2026-06-16 12:30:00.25 UTC);

/// The store of the generic table, which the page leaves to the reader.
fn store<C: GenericClient>(client: &mut C) -> PostgresStore<'_, C> {
    PostgresStore { client, statements: Statements::from(&ddl::postgres("record").digest()) }
}

/// The statements of the page.
struct Page {
    things: &'static str,
    read: &'static str,
    note: &'static str,
    all_keys: &'static str,
    take: &'static str,
    rows: &'static str,
    reject: &'static str,
    forget: &'static str,
    again: &'static str,
    counts: &'static str,
    differences: &'static str,
    write_old: &'static str,
    end: &'static str,
}

impl Page {
    fn new() -> Self {
        let page = include_str!("../../../store-record/src/guide/taking_over.md");
        let statements = page.split("```sql\n").skip(1).map(|rest| rest.split("```").next().unwrap());
        let [things, read, note, all_keys, take, rows, reject, forget, again, counts, differences, write_old, end] =
            statements.collect::<Vec<_>>().try_into().unwrap();
        Self { things, read, note, all_keys, take, rows, reject, forget, again, counts, differences, write_old, end }
    }

    /// Creates the old table with these documents, and the generic table.
    fn prepare(&self, client: &mut Client, documents: &[&str]) {
        client.batch_execute(self.things).unwrap();
        client.batch_execute(&ddl::postgres("record").digest().to_string()).unwrap();
        for (id, document) in (1_i64..).zip(documents) {
            self.write_old(client, "acme", id, document);
        }
    }

    fn write_old(&self, client: &mut impl GenericClient, tenant: &str, id: i64, document: &str) {
        let document = Payload::from_stored(document);
        client.execute(self.write_old, &[&tenant, &id, &CREATED, &document]).unwrap();
    }

    /// Copies one batch, and returns the number of its keys.
    fn copy(&self, transaction: &mut Transaction<'_>) -> usize {
        let keys = transaction.query(self.take, &[]).unwrap();
        let (tenants, ids): (Vec<String>, Vec<i64>) = keys.iter().map(|row| (row.get(0), row.get::<_, i64>(1))).unzip();
        let (mut kept, mut rejected) = ((Vec::new(), Vec::new()), (Vec::new(), Vec::new(), Vec::new()));
        let mut sealed = Vec::new();
        for row in transaction.query(self.rows, &[&tenants, &ids]).unwrap() {
            let (tenant, id): (String, i64) = (row.get(0), row.get(1));
            match row.get::<_, Option<Payload>>(3).map(|document| seal(&tenant, id, row.get(2), &document)) {
                Some(Err(reason)) => {
                    rejected.0.push(tenant);
                    rejected.1.push(id);
                    rejected.2.push(reason);
                    continue;
                }
                Some(Ok(row)) => sealed.push(row),
                None => {
                    let (scope, key) =
                        (Thing::scope_for(&tenant).unwrap(), Thing::record_key_for(&tenant, &id).unwrap());
                    store(transaction).delete(&scope, Thing::RECORD_TYPE, &key).unwrap();
                }
            }
            kept.0.push(tenant);
            kept.1.push(id);
        }
        store(transaction).put_all(&sealed).unwrap();
        transaction.execute(self.reject, &[&rejected.0, &rejected.1, &rejected.2]).unwrap();
        transaction.execute(self.forget, &[&kept.0, &kept.1]).unwrap();
        keys.len()
    }

    /// Copies until no key is left.
    fn copy_all(&self, client: &mut Client) {
        loop {
            let mut transaction = client.transaction().unwrap();
            let count = self.copy(&mut transaction);
            transaction.commit().unwrap();
            if count == 0 {
                return;
            }
        }
    }

    /// Returns the counts of `to_copy`, `rejected`, `things` and `records`.
    fn counts(&self, client: &mut Client) -> [i64; 4] {
        let row = client.query_one(self.counts, &[]).unwrap();
        ["to_copy", "rejected", "things", "records"].map(|name| row.get(name))
    }

    /// Returns the keys of the rows that the record doesn't contain.
    fn differences(&self, client: &mut Client) -> Vec<i64> {
        client.query(self.differences, &[]).unwrap().iter().map(|row| row.get(1)).collect()
    }
}

fn seal(tenant: &str, id: i64, created_at: OffsetDateTime, document: &Payload) -> Result<Envelope, String> {
    let document = document.decode().map_err(|error| error.to_string())?;
    let thing = Thing { tenant: tenant.into(), id, created_at, document };
    thing.to_envelope().map_err(|error| error.to_string())
}

/// Opens all rows of the generic table.
fn things(client: &mut Client) -> Vec<Thing> {
    store(client).page(&Selection::new()).unwrap().iter().map(|row| row.open().unwrap()).collect()
}

fn titles(client: &mut Client) -> Vec<String> {
    things(client).into_iter().map(|thing| thing.document.title).collect()
}

const DOCUMENTS: [&str; 4] = [
    r#"{"title": "a", "state": "open"}"#,
    r#"{"title": "b", "state": "done", "dueOn": null}"#,
    r#"{"title": "c", "state": "done", "dueOn": "2026-06-16"}"#,
    r#"{"title": "CANARY", "state": "CANARY"}"#,
];

pub(crate) fn steps(database: &mut Database) {
    let (client, page) = (&mut database.client, Page::new());
    page.prepare(client, &DOCUMENTS);
    // A tenant whose name is escaped in a scope.
    page.write_old(client, "a#$ ! b", 9, DOCUMENTS[0]);

    // Reading in place, in pages.
    let (mut last, mut read) = ((String::new(), 0_i64), 0);
    loop {
        let rows = client.query(&page.read.replace("1000", "2"), &[&last.0, &last.1]).unwrap();
        let Some(row) = rows.last() else { break };
        last = (row.get(0), row.get(1));
        read += rows.iter().filter(|row| row.get::<_, Payload>(3).decode::<Document>().is_ok()).count();
    }
    assert_eq!(read, 4);

    // Both preparations can be run again.
    for _ in 0..2 {
        client.batch_execute(page.note).unwrap();
        client.execute(page.all_keys, &[]).unwrap();
    }
    assert_eq!(page.counts(client), [5, 0, 5, 0]);
    page.copy_all(client);
    assert_eq!(page.counts(client), [0, 1, 5, 4]);
    assert_eq!(page.differences(client), [4]);
    let reason: String = client.query_one("SELECT reason FROM things_rejected", &[]).unwrap().get(0);
    assert_eq!(reason, "can't decode .state: unknown variant (byte 10)");

    // The old program writes, changes a key, deletes, and mends the rejected document.
    page.write_old(client, "acme", 1, r#"{"title": "a2", "state": "open"}"#);
    client.batch_execute("UPDATE things SET id = 12 WHERE id = 2; DELETE FROM things WHERE id = 3").unwrap();
    page.write_old(client, "acme", 4, r#"{"title": "d", "state": "open"}"#);
    page.copy_all(client);
    assert_eq!((page.counts(client), page.differences(client)), ([0, 0, 4, 4], vec![]));
    assert_eq!(titles(client), ["a", "a2", "d", "b"]);

    // Documents that a later type reads are tried again.
    page.write_old(client, "acme", 5, DOCUMENTS[3]);
    page.copy_all(client);
    assert_eq!(page.counts(client), [0, 1, 5, 4]);
    client.execute(page.again, &[]).unwrap();
    assert_eq!(page.counts(client), [1, 1, 5, 4]);
    client.execute("DELETE FROM things WHERE id = 5", &[]).unwrap();
    page.copy_all(client);
    assert_eq!(page.counts(client), [0, 0, 4, 4]);

    // A row that SQL damaged is found.
    client.batch_execute("ALTER TABLE record DROP CONSTRAINT record_check").unwrap();
    client
        .execute("UPDATE record SET payload = payload #- '{document,title}' WHERE record_key = 'acme#a1'", &[])
        .unwrap();
    assert_eq!(page.differences(client), [1]);
    page.write_old(client, "acme", 1, DOCUMENTS[0]);
    page.copy_all(client);
    assert_eq!(page.differences(client), [0; 0]);

    client.batch_execute(page.end).unwrap();
    client.execute("DELETE FROM things_taken_over", &[]).unwrap();
    assert_eq!(titles(client), ["a", "a", "d", "b"]);
}

pub(crate) fn dead_copy(database: &mut Database) {
    let (client, page) = (&mut database.client, Page::new());
    page.prepare(client, &DOCUMENTS);
    client.batch_execute(page.note).unwrap();
    client.execute(page.all_keys, &[]).unwrap();
    let mut dying = Client::connect(&database.url, NoTls).unwrap();
    let mut transaction = dying.transaction().unwrap();
    assert_eq!(page.copy(&mut transaction), 4);
    // The connection ends without a commit, as when the process is killed.
    std::mem::forget(transaction);
    let id: i32 = dying.query_one("SELECT pg_backend_pid()", &[]).unwrap().get(0);
    let is_ended: bool = client.query_one("SELECT pg_terminate_backend($1, 5000)", &[&id]).unwrap().get(0);
    assert!(is_ended);
    assert_eq!(page.counts(client), [4, 0, 4, 0]);
    page.copy_all(client);
    assert_eq!(page.counts(client), [0, 1, 4, 3]);
}

pub(crate) fn change_during_a_copy(database: &mut Database) {
    let (client, page) = (&mut database.client, Page::new());
    page.prepare(client, &DOCUMENTS[..3]);
    client.batch_execute(page.note).unwrap();
    client.execute(page.all_keys, &[]).unwrap();

    // A change that isn't committed when the copy begins.
    let mut old = Client::connect(&database.url, NoTls).unwrap();
    let mut change = old.transaction().unwrap();
    page.write_old(&mut change, "acme", 1, r#"{"title": "a2", "state": "open"}"#);
    page.copy_all(client);
    assert_eq!(titles(client), ["b", "c"], "the key that the change has locked is left");
    change.commit().unwrap();
    assert_eq!(page.counts(client), [1, 0, 3, 2]);
    page.copy_all(client);
    assert_eq!(titles(client), ["a2", "b", "c"]);

    // A change that begins while a copy has read the row.
    client.execute(page.all_keys, &[]).unwrap();
    let mut copy = client.transaction().unwrap();
    assert_eq!(page.copy(&mut copy), 3);
    thread::scope(|scope| {
        let waiting = scope.spawn(|| {
            page.write_old(&mut old, "acme", 1, r#"{"title": "a3", "state": "open"}"#);
        });
        thread::sleep(Duration::from_millis(200));
        assert!(!waiting.is_finished(), "the writer waits for the copy");
        copy.commit().unwrap();
    });
    page.copy_all(client);
    assert_eq!(titles(client), ["a3", "b", "c"]);
    assert_eq!((page.counts(client), page.differences(client)), ([0, 0, 3, 3], vec![]));
}

pub(crate) fn both_programs(database: &mut Database) {
    const ROUNDS: i64 = 300;
    let (client, page) = (&mut database.client, Page::new());
    page.prepare(client, &DOCUMENTS[..3]);
    client.batch_execute(page.note).unwrap();
    client.execute(page.all_keys, &[]).unwrap();
    let connect = || Client::connect(&database.url, NoTls).unwrap();
    let is_done = AtomicBool::new(false);
    let document = |round: i64, who: &str| format!(r#"{{"title": "{who} {round}", "state": "open"}}"#);
    thread::scope(|scope| {
        let old = scope.spawn(|| {
            let mut client = connect();
            for round in 0..ROUNDS {
                let id = round * 7 % 11;
                if round % 5 == 0 {
                    client.execute("DELETE FROM things WHERE id = $1", &[&id]).unwrap();
                } else {
                    page.write_old(&mut client, "acme", id, &document(round, "old"));
                }
            }
        });
        let new = scope.spawn(|| {
            let mut client = connect();
            for round in 0..ROUNDS {
                let (id, document) = (round * 5 % 11, document(round, "new"));
                let sealed = seal("acme", id, CREATED, &Payload::from_stored(&*document)).unwrap();
                let mut transaction = client.transaction().unwrap();
                page.write_old(&mut transaction, "acme", id, &document);
                store(&mut transaction).put(&sealed).unwrap();
                transaction.commit().unwrap();
            }
        });
        let copies: Vec<_> = (0..2)
            .map(|_| {
                scope.spawn(|| {
                    let mut client = connect();
                    while !is_done.load(Ordering::Relaxed) {
                        page.copy_all(&mut client);
                    }
                    page.copy_all(&mut client);
                })
            })
            .collect();
        let programs = [old.join(), new.join()];
        is_done.store(true, Ordering::Relaxed);
        assert!(copies.into_iter().map(thread::ScopedJoinHandle::join).chain(programs).all(|outcome| outcome.is_ok()));
    });
    let [to_copy, rejected, old, new] = page.counts(client);
    assert_eq!((to_copy, rejected, old), (0, 0, new));
    assert_eq!(page.differences(client), [0; 0]);
    for thing in things(client) {
        let row = client.query_one("SELECT doc FROM things WHERE id = $1", &[&thing.id]).unwrap();
        assert_eq!(row.get::<_, Payload>(0).decode::<Document>(), Ok(thing.document));
    }
}

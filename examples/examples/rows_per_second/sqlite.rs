//! SQLite: the store over rusqlite, compared with `serde_json::from_str` over the same driver.

use crate::account::{Account, Checks, open};
use crate::measure::{Rounds, case};
use crate::{CONNECTIONS, Outcome, ROUNDS, ROWS_PER_CONNECTION, sealed};
use rusqlite::Connection;
use std::io::Write;
use store_record::statements::Statements;
use store_record::store::{Selection, Store as _};
use store_record::{Envelope, StoreRecord, ddl};
use store_record_examples::sqlite::SqliteStore;

const PEER: &str = "rusqlite, serde_json (peer)";
const SELECT: &str = "SELECT scope, record_type, record_key, schema_version, revision, created_at, updated_at, metadata, \
                      payload, payload_sha256 FROM record WHERE scope = ?1 AND record_type = ?2";

pub(crate) fn run(accounts: &[Account], out: &mut dyn Write) -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    // One connection for all ways: SQLite's page cache can be that of the process, and connections take it from each other.
    let connection = Connection::open(folder.path().join("rows.sqlite"))?;
    let filled = |table: &ddl::Sqlite| {
        connection.execute_batch(&table.to_string())?;
        let mut store = SqliteStore::new(&connection, Statements::from(table));
        store.put_all(&sealed(accounts)?)?;
        Outcome::Ok(store)
    };
    let mut store = filled(&ddl::sqlite("record").digest())?;
    let mut undigested = filled(&ddl::sqlite("undigested"))?;

    let scope = Account::scope_for("acme")?;
    let of_type = Selection::new().scope(&scope).record_type("account");
    let mut rounds = Rounds::default();
    for round in 0..=ROUNDS {
        if round == 1 {
            rounds.forget();
        }
        let mut opened = Vec::with_capacity(accounts.len());
        case!(rounds, PEER, {
            let mut prepared = connection.prepare_cached(&format!("{SELECT} ORDER BY record_key"))?;
            let mut rows = prepared.query(["acme", "account"])?;
            while let Some(row) = rows.next()? {
                opened.push(serde_json::from_str::<Account>(row.get_ref(8)?.as_str()?)?);
            }
        });
        assert_eq!(opened.len(), accounts.len());
        for (name, checks) in [
            ("SqliteStore, `scan`", Checks::All),
            ("the same, without the digest's check", Checks::WithoutDigest),
            ("the same, payload decoded and nothing compared", Checks::DecodeAlone),
        ] {
            let mut opened = Vec::with_capacity(accounts.len());
            case!(rounds, name, store.scan(&of_type, |row| open(row, checks, &mut opened))?);
            assert_eq!(opened.len(), accounts.len());
        }
        let mut opened = Vec::with_capacity(accounts.len());
        case!(
            rounds,
            "SqliteStore without a digest, `scan`",
            undigested.scan(&of_type, |row| open(row, Checks::All, &mut opened))?
        );
        assert_eq!(opened.len(), accounts.len());
        let opened = case!(rounds, "SqliteStore, `list`", {
            store.list(&scope, "account")?.iter().map(Envelope::open).collect::<Result<Vec<Account>, _>>()?
        });
        assert_eq!(opened.len(), accounts.len());
    }
    writeln!(out, "{}\n", rounds.rates("SQLite, back", PEER, accounts.len() as f64))?;
    points(accounts, &mut store, &connection, out)
}

/// A row by its key, one round for each row.
fn points(
    accounts: &[Account],
    store: &mut SqliteStore<&Connection>,
    connection: &Connection,
    out: &mut dyn Write,
) -> Outcome<()> {
    let scope = Account::scope_for("acme")?;
    let mut rounds = Rounds::default();
    for account in accounts.iter().take(CONNECTIONS * ROWS_PER_CONNECTION) {
        let key = account.record_key()?;
        let found = case!(rounds, PEER, {
            let mut prepared = connection.prepare_cached(&format!("{SELECT} AND record_key = ?3"))?;
            let found = prepared.query_row(["acme", "account", key.as_str()], |row| row.get::<_, String>(8))?;
            serde_json::from_str::<Account>(&found)?
        });
        let ours = case!(rounds, "SqliteStore, `get`", {
            store.get(&scope, "account", &key)?.map(|row| row.open_in(&scope)).transpose()?
        });
        assert_eq!((ours.as_ref(), &found), (Some(account), account));
    }
    writeln!(out, "{}\n", rounds.latencies("SQLite, a row by its key (p50)", PEER))?;
    Ok(())
}

//! Row-level security: a session reads and writes only the rows of its scope.

use super::store::{Code, PostgresStore};
use postgres::Client;
use store_record::statements::Statements;
use store_record::store::{Selection, Store as _, StoreError};
use store_record::{Envelope, Scope, StoreRecord, ddl};
use store_record_tests::server::Database;

#[derive(StoreRecord)]
#[store_record(type = "account", scope = tenant, key = id, revision = revision)]
struct Account {
    tenant: String,
    id: u64,
    revision: u32,
}

#[derive(StoreRecord)]
#[store_record(type = "plan", scope = global, key = id)]
struct Plan {
    id: u64,
}

fn account(tenant: &str, revision: u32) -> Envelope {
    Account { tenant: tenant.into(), id: 7, revision }.to_envelope().unwrap()
}

/// Returns the number of rows that the session finds, whether it finds this one, and whether it can replace it.
fn reach(store: &mut PostgresStore<'_, Client>, row: &Envelope, revision: u32) -> (usize, bool, bool) {
    let found = store.page(&Selection::new()).unwrap().len();
    let got = store.get(row.scope(), row.record_type(), row.record_key()).unwrap().is_some();
    (found, got, store.replace(&account("acme", revision + 1), Some(revision.into())).unwrap())
}

fn set_scope(client: &mut Client, scope: &Scope) {
    client.execute("SELECT set_config('app.scope', $1, false)", &[&scope.as_str()]).unwrap();
}

pub(crate) fn of_scope(database: &mut Database) {
    let client = &mut database.client;
    let schema: String = client.query_one("SELECT current_schema()::text", &[]).unwrap().get(0);
    // A superuser bypasses every policy.
    let role = format!("{schema}_role");
    client.batch_execute(&format!("CREATE ROLE {role}; GRANT USAGE ON SCHEMA {schema} TO {role}")).unwrap();
    for (name, partitions) in [("whole", 1), ("split", 3)] {
        let unsafe_table = ddl::postgres(name).digest().hash_partitions(partitions);
        let table = unsafe_table.clone().row_level_security();
        client.batch_execute(&unsafe_table.to_string()).unwrap();
        client.batch_execute(&format!("GRANT ALL ON ALL TABLES IN SCHEMA {schema} TO {role}")).unwrap();
        let statements = Statements::from(&table);
        let rows = [account("acme", 2), account("other", 2), Plan { id: 1 }.to_envelope().unwrap()];
        PostgresStore { client, statements: statements.clone() }.put_all(&rows).unwrap();
        client.batch_execute(&format!("SET ROLE {role}")).unwrap();
        let [acme, other, _] = &rows;
        set_scope(client, other.scope());
        let mut store = PostgresStore { client, statements: statements.clone() };
        assert_eq!(reach(&mut store, acme, 2), (3, true, true), "without the policy");
        client.batch_execute("RESET ROLE").unwrap();

        for _ in 0..2 {
            client.batch_execute(&table.to_string()).unwrap();
        }
        client.batch_execute(&format!("SET ROLE {role}")).unwrap();
        let mut store = PostgresStore { client, statements: statements.clone() };
        assert_eq!(store.check(), Ok(()));
        assert_eq!(reach(&mut store, acme, 3), (1, false, false));
        assert!(!store.delete(acme.scope(), acme.record_type(), acme.record_key()).unwrap());
        assert_eq!(store.erase(acme.scope()).unwrap(), 0);
        let denied = Err(StoreError::Database(Code("42501".to_owned())));
        for row in [account("acme", 9), account("third", 1)] {
            assert_eq!(store.put(&row), denied);
            assert_eq!(store.put_all(&[account("other", 3), row]), denied);
        }
        store.put(&account("other", 3)).unwrap();
        // The rows of a partition can't be read by its name.
        if partitions > 1 {
            for number in 0..partitions {
                assert!(store.client.query(&format!("SELECT FROM split_{number}"), &[]).unwrap().is_empty());
            }
        }
        // Neither no scope nor an empty one is the global scope.
        for reset in ["RESET app.scope", "SET app.scope = ''"] {
            store.client.batch_execute(reset).unwrap();
            assert_eq!(reach(&mut store, acme, 3), (0, false, false));
            assert_eq!(store.put(&rows[2]), denied);
        }
        store.client.batch_execute("RESET ROLE").unwrap();
        let revisions: Vec<_> = store.page(&Selection::new()).unwrap().iter().map(Envelope::revision).collect();
        assert_eq!(revisions, [None, Some(3), Some(3)]);
    }
    client.batch_execute(&format!("DROP OWNED BY {role}; DROP ROLE {role}")).unwrap();
}

//! The statements for a Citus cluster, for other engines and for MariaDB, as text. The stores' tests run them if a server is running.

use store_record::ddl::{self, Engine, Postgres};
use store_record::statements::Statements;
use store_record::store::{Change, StoreError};
use store_record::{Envelope, EnvelopeColumns, Payload, StoreRecord};

#[derive(StoreRecord)]
#[store_record(type = "account", scope = tenant, key = id)]
struct Account {
    tenant: String,
    id: u64,
}

/// Returns the first words of each statement.
fn verbs(table: &Postgres) -> Vec<String> {
    let sql = table.to_string();
    let starts = sql.lines().filter(|line| line.starts_with(|first: char| first.is_ascii_uppercase()));
    starts.map(|line| line.split(' ').take(2).collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn a_table_is_distributed_after_all_that_it_needs() {
    let table = ddl::postgres("record").digest().row_level_security().distributed_by_scope();
    let verbs = verbs(&table);
    assert_eq!(verbs.first().unwrap(), "CREATE OR");
    assert_eq!(verbs.last().unwrap(), "SELECT create_distributed_table('\"record\"',");
    let others = ddl::postgres("record").digest().row_level_security().to_string();
    assert!(table.to_string().starts_with(&others), "the other statements are the same");
}

#[test]
fn the_name_of_a_distributed_table_is_a_literal() {
    let sql = ddl::postgres("it's \"a\"").schema("o'b").distributed_by_scope().to_string();
    let (_, statement) = sql.split_once("\nSELECT ").unwrap();
    let expected = concat!(
        "create_distributed_table('\"o''b\".\"it''s \"\"a\"\"\"', 'scope')\n",
        "    WHERE NOT EXISTS (SELECT FROM pg_dist_partition WHERE logicalrelid = '\"o''b\".\"it''s \"\"a\"\"\"'::regclass);\n"
    );
    assert_eq!(statement, expected);
}

#[test]
fn a_table_has_partitions_or_shards_by_the_later_call() {
    let [one, both] = [ddl::postgres("record"), ddl::postgres("record").hash_partitions(3)];
    assert_eq!(both.distributed_by_scope().to_string(), one.clone().distributed_by_scope().to_string());
    for count in [0, 1, 3] {
        let (split, both) =
            (one.clone().hash_partitions(count), one.clone().distributed_by_scope().hash_partitions(count));
        assert_eq!(both.to_string(), split.to_string());
        assert!(!split.to_string().contains("create_distributed_table"));
    }
}

#[test]
fn an_engine_changes_only_what_it_needs() {
    let postgres = ddl::postgres("record").to_string();
    let cockroach = ddl::postgres("record").digest().engine(Engine::CockroachDb).to_string();
    assert_eq!(cockroach, postgres.replace(" COLLATE \"C\"", "").replace("version integer", "version int4"));
    let yugabyte = ddl::postgres("record").engine(Engine::YugabyteDb).to_string();
    let key = "PRIMARY KEY ((scope) HASH, record_type ASC, record_key ASC)";
    assert_eq!(yugabyte, postgres.replace("PRIMARY KEY (scope, record_type, record_key)", key));
    // The statements of a store agree with the table.
    let rows = [Account { tenant: "acme".into(), id: 7 }.to_envelope().unwrap()];
    let statements = Statements::from(&ddl::postgres("record").digest().engine(Engine::CockroachDb));
    let put = statements.change(&Change::Put { rows: &rows, can_downgrade: false });
    assert!(!put.statements()[0].text().contains("payload_sha256"));
}

/// Citus counts all rows of an `INSERT … SELECT` as changed, unless they are returned.
#[test]
fn an_upsert_of_a_distributed_table_returns_its_rows() {
    let rows: Vec<Envelope> = [7, 8].map(|id| Account { tenant: "acme".into(), id }.to_envelope().unwrap()).into();
    for (table, is_distributed) in [
        (ddl::postgres("record"), false),
        (ddl::postgres("record").distributed_by_scope(), true),
        (ddl::postgres("record").distributed_by_scope().hash_partitions(2), false),
    ] {
        let statements = Statements::from(&table);
        let put = statements.change(&Change::Put { rows: &rows, can_downgrade: false });
        assert_eq!(put.statements().last().unwrap().text().ends_with(" RETURNING 1"), is_distributed);
        let copy = statements.copy_in(&rows);
        assert_eq!(copy.plan().statements().last().unwrap().text().ends_with(" RETURNING 1"), is_distributed);
    }
}

#[test]
fn the_table_of_mariadb_has_one_more_byte_in_each_key_column_and_no_json() {
    let sql = ddl::mariadb("it's a `table`\\").digest().to_string();
    assert!(sql.starts_with("CREATE TABLE IF NOT EXISTS `it's a ``table``\\` (\n"), "{sql}");
    for (column, limit) in [("scope", 512), ("record_type", 128), ("record_key", 1_536)] {
        let column =
            format!("`{column}` varbinary({}) NOT NULL CHECK (octet_length(`{column}`) <= {limit})", limit + 1);
        assert!(sql.contains(&column), "{sql}");
    }
    assert!(!sql.to_lowercase().contains("json"), "{sql}");
    assert_eq!(sql.matches(';').count(), 1, "one statement");
}

#[test]
fn a_put_of_mariadb_is_one_statement_for_100_rows_or_4_mib() {
    let rows = |count: u64, bytes: usize| -> Vec<Envelope> {
        let payload = Payload::from_stored("x".repeat(bytes));
        let row = |id| Account { tenant: "acme".into(), id }.to_envelope().unwrap().into_columns();
        let row = |id| EnvelopeColumns { payload: payload.clone(), ..row(id) };
        (0..count).map(|id| Envelope::from_columns(row(id))).collect()
    };
    let statements = Statements::from(&ddl::mariadb("record").digest());
    for (count, bytes, expected) in [
        (0, 1, vec![]),
        (1, 1, vec![1]),
        (100, 1, vec![100]),
        (201, 1, vec![100, 100, 1]),
        (5, 2_000_000, vec![2, 2, 1]),
        (2, 5_000_000, vec![1, 1]),
    ] {
        let rows = rows(count, bytes);
        let plan = statements.change(&Change::Put { rows: &rows, can_downgrade: false });
        let found: Vec<usize> = plan.statements().iter().map(|put| put.parameters().len() / 10).collect();
        assert_eq!(found, expected, "{count} rows of {bytes} bytes");
        assert_eq!(plan.single().is_some(), expected.len() == 1);
        assert!(plan.statements().iter().all(|put| put.check_error::<()>(1_690) == Some(Err(StoreError::NewerRow))));
    }
    let rows = rows(1, 1);
    let forced = statements.change(&Change::Put { rows: &rows, can_downgrade: true });
    assert!(!forced.single().unwrap().text().contains("IF("));
}

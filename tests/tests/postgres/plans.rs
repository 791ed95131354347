//! The plans of queries whose parameters the server doesn't know: each reads an index, and none sorts.

use super::sample::Ordered;
use store_record::statements::{Parameter, Statement, Statements};
use store_record::store::{MetadataField, Query, RecordNames, RowKey, Selection};
use store_record::{RecordKey, Scope, StoreRecord, ddl};
use store_record_tests::server::Database;

#[derive(StoreRecord)]
#[store_record(type = "membership", scope = tenant, key = (user, group), metadata(level, group))]
struct Membership {
    tenant: String,
    user: u64,
    group: String,
    level: Option<String>,
}

const LEVEL: MetadataField<Membership, Option<String>> = MetadataField::new("level");

/// Rows of several scopes, record types and schema versions, so that no index is as short as the table.
const ROWS: &str = "INSERT INTO record (scope, record_type, record_key, schema_version, metadata, payload) \
                    SELECT 'tenant' || n % 7, (ARRAY['membership', 'ordered', 'other'])[1 + n % 3], \
                    'tenant' || n % 7 || '#' || lpad(n::text, 8, '0'), 1 + n % 2, \
                    jsonb_build_object('level', 'level' || n % 11), '{}' FROM generate_series(1, 20000) AS n; \
                    ANALYZE record; SET plan_cache_mode = force_generic_plan";

/// Returns a parameter as SQL.
fn value(parameter: &Parameter<'_>) -> String {
    match parameter {
        Parameter::Text(text) => format!("'{text}'"),
        Parameter::Integer(number) => number.to_string(),
        Parameter::BigInteger(Some(number)) => number.to_string(),
        other => panic!("{other:?}"),
    }
}

/// Returns the plan of a prepared statement.
fn plan(database: &mut Database, statement: &Statement<'_>) -> String {
    let values = statement.parameters().iter().map(value).collect::<Vec<_>>().join(", ");
    let values = if values.is_empty() { values } else { format!("({values})") };
    database.client.batch_execute(&format!("PREPARE planned AS {}", statement.text())).unwrap();
    let rows = database.client.query(&format!("EXPLAIN (COSTS OFF) EXECUTE planned {values}"), &[]).unwrap();
    database.client.batch_execute("DEALLOCATE planned").unwrap();
    rows.iter().map(|row| row.get::<_, String>(0) + "\n").collect()
}

#[track_caller]
fn assert_reads(database: &mut Database, statements: &Statements, selection: Selection<'_>, index: &str) {
    for selection in [selection, selection.descending()] {
        let plan = plan(database, &statements.query(&Query::Rows(selection)));
        let is_read =
            plan.contains(&format!("using {index} on")) || plan.contains(&format!("Backward using {index} on"));
        assert!(is_read && !plan.contains("Sort"), "{selection:?}\n{plan}");
    }
}

pub(crate) fn read_indexes(database: &mut Database) {
    let table = ddl::postgres("record");
    let statements = Statements::from(&table);
    database.client.batch_execute(&format!("{table}{}{ROWS}", table.metadata_index(&LEVEL))).unwrap();
    let (scope, key) = (Scope::from_stored("tenant1"), RecordKey::from_stored("tenant1#1"));
    let after = RowKey { scope: scope.clone(), record_type: "membership".into(), record_key: key.clone() };
    let range = scope.key_range();
    let all = Selection::new().limit(100);
    let list = all.scope(&scope).record_type(Ordered::RECORD_TYPE);
    for selection in [
        all,
        all.after(&after),
        all.scope(&scope),
        list,
        list.after(&after),
        list.record_key(&key),
        list.key_range(&range),
        list.key_range(&range).after(&after),
    ] {
        assert_reads(database, &statements, selection, "record_pkey");
    }
    let of_version = all.record_type("membership").schema_version(1);
    for selection in [of_version, of_version.after(&after)] {
        assert_reads(database, &statements, selection, "record_by_version");
    }
    let condition = LEVEL.eq(&Some("level3".to_owned())).unwrap();
    for condition in [condition, LEVEL.is_null()] {
        let by_level = all.metadata(&condition);
        for selection in
            [by_level, by_level.after(&after), by_level.scope(&scope), by_level.scope(&scope).after(&after)]
        {
            assert_reads(database, &statements, selection, "record_metadata_level");
        }
    }
}

/// Rows of several names are sorted, because no index has them in one order. The condition still uses the index.
pub(crate) fn of_renamed_record_types_read_the_index(database: &mut Database) {
    #[derive(StoreRecord)]
    #[store_record(type = "membership", alias = "other", scope = tenant, key = user, metadata(level))]
    struct Renamed {
        tenant: String,
        user: u64,
        level: Option<String>,
    }
    const LEVEL: MetadataField<Renamed, Option<String>> = MetadataField::new("level");
    let table = ddl::postgres("record");
    let statements = Statements::from(&table).with_names(RecordNames::new().with_record::<Renamed>());
    database.client.batch_execute(&format!("{table}{}{ROWS}", table.metadata_index(&LEVEL))).unwrap();
    let condition = LEVEL.eq(&Some("level3".to_owned())).unwrap();
    let scope = Scope::from_stored("tenant1");
    for selection in [Selection::new().metadata(&condition), Selection::new().scope(&scope).metadata(&condition)] {
        let plan = plan(database, &statements.query(&Query::Rows(selection)));
        assert!(plan.contains("record_metadata_level"), "{plan}");
    }
}

/// The index of a partitioned table is in each partition.
pub(crate) fn of_partitions_read_their_indexes(database: &mut Database) {
    let table = ddl::postgres("record").hash_partitions(2);
    let statements = Statements::from(&table);
    let index = table.metadata_index(&LEVEL);
    // The statement can run again.
    database.client.batch_execute(&format!("{table}{index}{index}{ROWS}")).unwrap();
    let condition = LEVEL.eq(&Some("level3".to_owned())).unwrap();
    let scope = Scope::from_stored("tenant1");
    for selection in [Selection::new().metadata(&condition), Selection::new().scope(&scope).metadata(&condition)] {
        let plan = plan(database, &statements.query(&Query::Rows(selection.limit(100))));
        // The server has named the indexes.
        let conditions = plan.lines().filter(|line| line.contains("Index Cond") && line.contains("'level'")).count();
        assert_eq!(conditions, if selection.scope.is_some() { 1 } else { 2 }, "{plan}");
        assert!(!plan.contains("Sort\n") && !plan.contains("Seq Scan"), "{plan}");
    }
}

//! The server answers the queries of a store from an index, in the order of the index.

use crate::sample::in_key_order;
use crate::table::{Table, wait};
use sqlx::{AssertSqlSafe, Row as _};
use store_record::store::{Query, RowKey, Selection};
use store_record::{Envelope, StoreRecord as _};

pub(crate) fn read_indexes(url: &str) {
    let rows: Vec<Envelope> = in_key_order(3_000).iter().map(|record| record.to_envelope().unwrap()).collect();
    let row = &rows[rows.len() / 2];
    let (scope, record_type, after) = (row.scope(), row.record_type(), RowKey::from(row));
    let range = scope.key_range();
    let all = Selection::new();
    let of_type = all.record_type(record_type);
    let selections = [
        ("a row", of_type.scope(scope).record_key(row.record_key()), "PRIMARY"),
        ("a list", of_type.scope(scope), "PRIMARY"),
        ("a range", of_type.scope(scope).key_range(&range), "PRIMARY"),
        ("a page of all rows", all.after(&after).limit(100), "PRIMARY"),
        ("a page of a scope", all.scope(scope).after(&after).limit(100), "PRIMARY"),
        ("a page in reverse", all.after(&after).limit(100).descending(), "PRIMARY"),
        ("a page of a version", of_type.schema_version(1).after(&after).limit(100), "by_version"),
        ("a version in reverse", of_type.schema_version(1).after(&after).limit(100).descending(), "by_version"),
    ];
    wait(async {
        let mut table = Table::create(url).await;
        table.put(&rows).await.unwrap();
        table.execute("ANALYZE TABLE record").await.unwrap();
        for (name, selection, index) in selections {
            let statement = table.statements.query(&Query::Rows(selection));
            let text = AssertSqlSafe(format!("EXPLAIN {}", statement.text()));
            let plan = sqlx::query_with(text, statement.to_mysql_arguments().unwrap());
            let plan = plan.fetch_one(&mut table.connection).await.unwrap();
            let [access, key, extra] =
                ["type", "key", "Extra"].map(|name| plan.get::<Option<String>, _>(name).unwrap_or_default());
            assert_eq!(key, index, "{name}: {access} {extra}");
            assert!(!extra.contains("filesort"), "{name}: {extra}");
            assert!(["const", "ref", "range"].contains(&access.as_str()), "{name}: {access}");
        }
    });
}

//! The conformance kit of stores names the law that each planted fault breaks, and accepts the store without a fault.

#![allow(clippy::unwrap_used)]

use rusqlite::{Connection, OptionalExtension as _, Row, params};
use std::fmt;
use store_record::conformance::{self, StoreAdapter};
use store_record::{Envelope, EnvelopeColumns, RecordKey, Scope, ddl};
use time::OffsetDateTime;

#[derive(Debug, Clone, Copy, PartialEq)]
enum Fault {
    None,
    KeysWithoutRegardToCase,
    TimestampsInMilliseconds,
    TimestampsRounded,
    TenantForgottenInGet,
    TenantForgottenInList,
    TenantForgottenInDelete,
    TenantForgottenInReplace,
    PayloadInNumericColumn,
    KeyInNumericColumn,
    BulkNotAtomic,
    BulkInOneStatementOfParameters,
    RevisionNotCompared,
    NoRevisionNotFound,
    UpsertKeepsCreation,
    DeleteSaysNothing,
    ListUnordered,
    ListInUnicodeOrder,
    NoLimits,
    ErrorsQuote,
    OtherRecordTypesListed,
    ScopeWithoutRegardToCase,
}

/// An error of a careless store: it quotes everything.
struct Careless(String);

impl fmt::Display for Careless {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Careless {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Careless {}

struct Adapter {
    connection: Connection,
    fault: Fault,
}

const COLUMNS: &str =
    "scope, record_type, record_key, schema_version, revision, created_at, updated_at, metadata, payload";

impl Adapter {
    fn new(fault: Fault) -> Self {
        let connection = Connection::open_in_memory().unwrap();
        let mut table = ddl::sqlite("record").to_string();
        match fault {
            Fault::KeysWithoutRegardToCase => {
                table = table.replace("record_key TEXT NOT NULL", "record_key TEXT NOT NULL COLLATE NOCASE");
            }
            Fault::PayloadInNumericColumn => {
                table = table.replace("payload TEXT", "payload NUMERIC").replace("STRICT", "");
            }
            Fault::KeyInNumericColumn => {
                table = table.replace("record_key TEXT", "record_key NUMERIC").replace("STRICT", "");
            }
            Fault::NoLimits => {
                let lines = table.lines().map(|line| line.split(" CHECK").next().unwrap().trim_end_matches(','));
                let lines: Vec<&str> = lines.collect();
                table = lines.join(",\n").replace("(,", "(").replace(",\n)", "\n)").replace(";,", ";");
            }
            _ => {}
        }
        connection.execute_batch(&table).unwrap();
        Self { connection, fault }
    }

    fn has(&self, fault: Fault) -> bool {
        self.fault == fault
    }

    fn careless(&self, row: &Envelope) -> impl FnOnce(rusqlite::Error) -> Careless {
        let quoted = if self.has(Fault::ErrorsQuote) { row.payload().expose_json().to_owned() } else { String::new() };
        move |error| Careless(error.to_string() + &quoted)
    }

    fn instant(&self, instant: Option<OffsetDateTime>) -> Option<i64> {
        let microseconds = instant?.unix_timestamp_nanos().div_euclid(1_000);
        let stored = match self.fault {
            Fault::TimestampsInMilliseconds => microseconds.div_euclid(1_000) * 1_000,
            Fault::TimestampsRounded => (microseconds + 5).div_euclid(10) * 10,
            _ => microseconds,
        };
        i64::try_from(stored).ok()
    }

    fn scope(&self, scope: &Scope) -> String {
        if self.has(Fault::ScopeWithoutRegardToCase) {
            scope.as_str().to_lowercase()
        } else {
            scope.as_str().to_owned()
        }
    }

    /// Returns the SQL condition of a key, with the parameters ?1 to ?3.
    fn place(&self, forgotten: Fault) -> &'static str {
        if self.has(forgotten) {
            "?1 = ?1 AND record_type = ?2 AND record_key = ?3"
        } else {
            "scope = ?1 AND record_type = ?2 AND record_key = ?3"
        }
    }

    fn read(&self, row: &Row<'_>) -> rusqlite::Result<Envelope> {
        let instant = |index| -> rusqlite::Result<Option<OffsetDateTime>> {
            let microseconds: Option<i64> = row.get(index)?;
            Ok(microseconds.map(|at| OffsetDateTime::from_unix_timestamp_nanos(i128::from(at) * 1_000).unwrap()))
        };
        Ok(Envelope::from_columns(EnvelopeColumns {
            scope: row.get(0)?,
            record_type: row.get(1)?,
            record_key: row.get(2)?,
            schema_version: row.get(3)?,
            revision: row.get(4)?,
            created_at: instant(5)?,
            updated_at: instant(6)?,
            metadata: row.get(7)?,
            payload: row.get(8)?,
            payload_sha256: None,
        }))
    }
}

impl StoreAdapter for Adapter {
    type Error = Careless;

    fn put(&mut self, row: &Envelope) -> Result<(), Careless> {
        let kept = if self.has(Fault::UpsertKeepsCreation) { "" } else { "created_at = excluded.created_at, " };
        let sql = format!(
            "INSERT INTO record ({COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT DO UPDATE SET {kept} \
             schema_version = excluded.schema_version, revision = excluded.revision, \
             updated_at = excluded.updated_at, metadata = excluded.metadata, payload = excluded.payload"
        );
        let values = params![
            self.scope(row.scope()),
            row.record_type(),
            row.record_key(),
            row.schema_version(),
            row.revision(),
            self.instant(row.created_at()),
            self.instant(row.updated_at()),
            row.metadata(),
            row.payload(),
        ];
        self.connection.execute(&sql, values).map(drop).map_err(self.careless(row))
    }

    fn put_all(&mut self, rows: &[Envelope]) -> Result<(), Careless> {
        if self.has(Fault::BulkInOneStatementOfParameters) && rows.len() * 9 > 32_766 {
            return Err(Careless("too many SQL variables".into()));
        }
        let is_atomic = !self.has(Fault::BulkNotAtomic);
        if is_atomic {
            self.connection.execute_batch("BEGIN").unwrap();
        }
        let done = rows.iter().try_for_each(|row| self.put(row));
        if is_atomic {
            self.connection.execute_batch(if done.is_ok() { "COMMIT" } else { "ROLLBACK" }).unwrap();
        }
        done
    }

    fn replace(&mut self, row: &Envelope, revision: Option<i64>) -> Result<bool, Careless> {
        let guard = match self.fault {
            Fault::RevisionNotCompared => "(?10 IS NULL OR TRUE)",
            Fault::NoRevisionNotFound => "revision = ?10",
            _ => "revision IS ?10",
        };
        let sql = format!(
            "UPDATE record SET schema_version = ?4, revision = ?5, created_at = ?6, updated_at = ?7, \
             metadata = ?8, payload = ?9 WHERE {} AND {guard}",
            self.place(Fault::TenantForgottenInReplace),
        );
        let values = params![
            self.scope(row.scope()),
            row.record_type(),
            row.record_key(),
            row.schema_version(),
            row.revision(),
            self.instant(row.created_at()),
            self.instant(row.updated_at()),
            row.metadata(),
            row.payload(),
            revision,
        ];
        self.connection.execute(&sql, values).map(|count| count == 1).map_err(self.careless(row))
    }

    fn get(&mut self, scope: &Scope, record_type: &str, key: &RecordKey) -> Result<Option<Envelope>, Careless> {
        let sql = format!("SELECT {COLUMNS} FROM record WHERE {}", self.place(Fault::TenantForgottenInGet));
        self.connection
            .query_row(&sql, params![self.scope(scope), record_type, key], |row| self.read(row))
            .optional()
            .map_err(|error| Careless(error.to_string()))
    }

    fn list(&mut self, scope: &Scope, record_type: &str) -> Result<Vec<Envelope>, Careless> {
        let (condition, order) = match self.fault {
            Fault::TenantForgottenInList => ("?1 = ?1 AND record_type = ?2", "record_key"),
            Fault::OtherRecordTypesListed => ("scope = ?1 AND ?2 = ?2", "record_key"),
            Fault::ListUnordered => ("scope = ?1 AND record_type = ?2", "rowid"),
            Fault::ListInUnicodeOrder => ("scope = ?1 AND record_type = ?2", "record_key COLLATE NOCASE"),
            _ => ("scope = ?1 AND record_type = ?2", "record_key"),
        };
        let sql = format!("SELECT {COLUMNS} FROM record WHERE {condition} ORDER BY {order}");
        let mut statement = self.connection.prepare(&sql).unwrap();
        let rows = statement.query_map(params![self.scope(scope), record_type], |row| self.read(row)).unwrap();
        rows.collect::<Result<_, _>>().map_err(|error| Careless(error.to_string()))
    }

    fn delete(&mut self, scope: &Scope, record_type: &str, key: &RecordKey) -> Result<bool, Careless> {
        let sql = format!("DELETE FROM record WHERE {}", self.place(Fault::TenantForgottenInDelete));
        let count = self.connection.execute(&sql, params![self.scope(scope), record_type, key]).unwrap();
        Ok(count > 0 || self.has(Fault::DeleteSaysNothing))
    }
}

#[track_caller]
fn finds(fault: Fault, law: &str) {
    let violations = conformance::store(&mut Adapter::new(fault)).unwrap_err();
    assert!(violations.iter().any(|violation| violation.starts_with(law)), "{violations}");
}

#[test]
fn a_store_without_a_fault_passes() {
    conformance::store(&mut Adapter::new(Fault::None)).unwrap();
}

#[test]
fn case_insensitive_keys_are_found() {
    finds(Fault::KeysWithoutRegardToCase, "keys_that_differ_in_one_byte_are_two_rows");
}

#[test]
fn rounded_timestamps_are_found() {
    finds(Fault::TimestampsInMilliseconds, "a_row_comes_back_as_it_was_put: an instant a microsecond");
    finds(Fault::TimestampsRounded, "a_row_comes_back_as_it_was_put: an instant a microsecond");
}

#[test]
fn a_missing_scope_condition_is_found() {
    finds(Fault::TenantForgottenInGet, "scopes_do_not_see_each_other");
    finds(Fault::TenantForgottenInList, "scopes_do_not_see_each_other");
    finds(Fault::TenantForgottenInReplace, "scopes_do_not_see_each_other");
    finds(Fault::TenantForgottenInDelete, "scopes_do_not_see_each_other");
    finds(Fault::ScopeWithoutRegardToCase, "scopes_do_not_see_each_other");
}

#[test]
fn numeric_affinity_of_a_column_is_found() {
    finds(Fault::PayloadInNumericColumn, "a_payload_that_is_a_number_keeps_its_digits");
    finds(Fault::KeyInNumericColumn, "a_text_that_looks_like_a_number_stays_a_text");
}

#[test]
fn a_bulk_put_that_is_not_atomic_is_found() {
    finds(Fault::BulkNotAtomic, "a_failed_bulk_put_leaves_nothing_behind");
}

#[test]
fn a_bulk_put_with_a_limit_on_parameters_is_found() {
    finds(Fault::BulkInOneStatementOfParameters, "a_bulk_put_keeps_every_row");
}

#[test]
fn a_replacement_without_a_revision_check_is_found() {
    finds(Fault::RevisionNotCompared, "a_replacement_is_guarded_by_the_revision");
    finds(Fault::NoRevisionNotFound, "a_replacement_is_guarded_by_the_revision");
}

#[test]
fn an_upsert_that_does_not_set_a_column_is_found() {
    finds(Fault::UpsertKeepsCreation, "a_put_replaces_the_whole_row");
}

#[test]
fn a_deletion_that_always_reports_success_is_found() {
    finds(Fault::DeleteSaysNothing, "a_deleted_row_is_gone_and_no_other");
}

#[test]
fn a_list_in_another_order_than_the_keys_is_found() {
    finds(Fault::ListUnordered, "rows_are_listed_in_the_order_of_their_keys");
    finds(Fault::ListInUnicodeOrder, "rows_are_listed_in_the_order_of_their_keys");
    finds(Fault::OtherRecordTypesListed, "rows_are_listed_in_the_order_of_their_keys");
}

#[test]
fn a_table_without_length_limits_is_found() {
    finds(Fault::NoLimits, "an_invalid_row_is_rejected");
}

#[test]
fn an_error_that_quotes_the_row_is_found() {
    finds(Fault::ErrorsQuote, "errors_hold_no_stored_data: an error quotes the row");
}

//! The conformance kit of stores names the law that each planted fault breaks, and accepts the stores without a fault.

#![allow(clippy::unwrap_used)]

use rusqlite::{Connection, params_from_iter};
use std::fmt;
use std::future::Future;
use std::ops::ControlFlow;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use store_record::statements::{Parameter, Statement, Statements};
use store_record::store::{
    AsyncStore, Blocking, Change, DamagedRow, MemoryStore, MetadataField, Query, Selection, Store, StoreError,
};
use store_record::{Envelope, EnvelopeRef, StoreRecord, conformance, ddl};
use time::{Duration, OffsetDateTime};

#[derive(Debug, Clone, Copy, PartialEq)]
enum Fault {
    None,
    // The table.
    KeysWithoutRegardToCase,
    ScopeWithoutRegardToCase,
    PayloadInNumericColumn,
    KeyInNumericColumn,
    NoLimits,
    TableNotChecked,
    // Values.
    TimestampsInMilliseconds,
    TimestampsRounded,
    ErrorsQuote,
    DeleteSaysNothing,
    // Statements.
    TenantForgottenInGet,
    TenantForgottenInList,
    TenantForgottenInDelete,
    TenantForgottenInReplace,
    TenantForgottenInErase,
    OtherRecordTypesListed,
    RevisionNotCompared,
    NoRevisionNotFound,
    UpsertKeepsCreation,
    ListUnordered,
    ListInUnicodeOrder,
    NewerRowReplaced,
    NewerRowReplacedByReplacement,
    InsertReplaces,
    InsertUnderAnotherName,
    InsertIgnoresChecks,
    RewriteWithoutPayload,
    RewriteWithoutVersion,
    NewerFormerRowDeleted,
    PageRepeatsItsLastRow,
    PageIgnoresItsLimit,
    OrderNotReversed,
    RangeWithoutEnd,
    VersionForgotten,
    WrongCounts,
    MetadataForgotten,
    MetadataWithoutRegardToCase,
    MetadataOfOtherRecordTypes,
    // Transactions.
    BulkNotAtomic,
    BulkInOneStatementOfParameters,
    NewerRowSkipped,
    // Calls.
    DowngradeRejected,
    DowngradedReplacementRejected,
    DowngradedReplacementOfAnyRevision,
    EveryPutDowngrades,
    RevisionNotRaised,
    FirstRowOfAKeyWins,
    RewriteOfAnyRow,
    NamesUnknown,
    FormerRowLeft,
    ScanDoesNotStop,
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

struct Faulty {
    connection: Connection,
    statements: Statements,
    fault: Fault,
}

type Outcome<T> = Result<T, StoreError<Careless>>;

impl Faulty {
    fn new(fault: Fault) -> Self {
        let connection = Connection::open_in_memory().unwrap();
        let table = ddl::sqlite("record");
        connection.execute_batch(&table_with(fault, table.to_string())).unwrap();
        let names = if fault == Fault::NamesUnknown { Default::default() } else { conformance::names() };
        Self { connection, statements: Statements::from(&table).with_names(names), fault }
    }

    fn run(&self, statement: &Statement<'_>) -> Outcome<u64> {
        let text = text_with(self.fault, statement.text());
        let parameters: Vec<Parameter<'_>> =
            statement.parameters().iter().map(|parameter| value_with(self.fault, parameter)).collect();
        let count =
            self.connection.prepare_cached(&text).and_then(|mut found| found.execute(params_from_iter(&parameters)));
        let count = count.map_err(|error| {
            let payloads = parameters.iter().filter_map(|parameter| match parameter {
                Parameter::Payload(payload) if self.fault == Fault::ErrorsQuote => Some(payload.expose_json()),
                _ => None,
            });
            Careless(error.to_string() + &payloads.collect::<String>())
        })? as u64;
        match self.fault {
            Fault::DeleteSaysNothing if text.starts_with("DELETE") && text.contains("record_key") => Ok(count.max(1)),
            Fault::NewerRowSkipped => Ok(count),
            _ => statement.check(count),
        }
    }

    fn batch(&self, text: &str) -> Outcome<()> {
        Ok(self.connection.execute_batch(text).map_err(|error| Careless(error.to_string()))?)
    }
}

fn table_with(fault: Fault, table: String) -> String {
    match fault {
        Fault::KeysWithoutRegardToCase => {
            table.replace("record_key TEXT NOT NULL", "record_key TEXT NOT NULL COLLATE NOCASE")
        }
        Fault::ScopeWithoutRegardToCase => table.replace("scope TEXT NOT NULL", "scope TEXT NOT NULL COLLATE NOCASE"),
        Fault::PayloadInNumericColumn => table.replace("payload TEXT", "payload NUMERIC").replace("STRICT", ""),
        Fault::KeyInNumericColumn => table.replace("record_key TEXT", "record_key NUMERIC").replace("STRICT", ""),
        Fault::TableNotChecked => table.replace("revision INTEGER", "revision ANY"),
        Fault::NoLimits => {
            let lines = table.lines().map(|line| line.split(" CHECK").next().unwrap().trim_end_matches(','));
            let lines: Vec<&str> = lines.collect();
            lines.join(",\n").replace("(,", "(").replace(",\n)", "\n)").replace(";,", ";")
        }
        _ => table,
    }
}

fn value_with<'a>(fault: Fault, parameter: &Parameter<'a>) -> Parameter<'a> {
    let rounded = |instant: &OffsetDateTime, unit: i128, up: i128| {
        let nanoseconds = (instant.unix_timestamp_nanos() + up).div_euclid(unit) * unit;
        OffsetDateTime::from_unix_timestamp_nanos(nanoseconds).unwrap_or(*instant - Duration::MICROSECOND)
    };
    match (fault, parameter) {
        (Fault::TimestampsInMilliseconds, Parameter::Instant(instant)) => {
            Parameter::Instant(instant.as_ref().map(|instant| rounded(instant, 1_000_000, 0)))
        }
        (Fault::TimestampsRounded, Parameter::Instant(instant)) => {
            Parameter::Instant(instant.as_ref().map(|instant| rounded(instant, 10_000, 5_000)))
        }
        _ => parameter.clone(),
    }
}

/// Returns the statement without a comparison: its parameter is still in the text.
fn without(text: &str, comparison: &str) -> String {
    let Some(start) = text.find(&format!("{comparison}?")) else { return text.to_owned() };
    let number = start + comparison.len();
    let end = text[number + 1..].find(|c: char| !c.is_ascii_digit()).map_or(text.len(), |length| number + 1 + length);
    format!("{}{} IS {}{}", &text[..start], &text[number..end], &text[number..end], &text[end..])
}

/// Returns an update without a comparison. What it sets has the same names.
fn in_condition(text: &str, comparison: &str) -> String {
    let (set, condition) = text.split_once(" WHERE ").unwrap();
    format!("{set} WHERE {}", without(condition, comparison))
}

fn text_with(fault: Fault, text: &str) -> String {
    let (is_select, is_update) = (text.starts_with("SELECT"), text.starts_with("UPDATE"));
    let is_delete = text.starts_with("DELETE");
    let has_key = text.contains("record_key = ?");
    match fault {
        Fault::TenantForgottenInGet if is_select && has_key => without(text, "scope = "),
        Fault::TenantForgottenInList if is_select && !has_key => without(text, "scope = "),
        Fault::TenantForgottenInDelete if is_delete && has_key => without(text, "scope = "),
        Fault::TenantForgottenInErase if is_delete && !has_key => without(text, "scope = "),
        Fault::TenantForgottenInReplace if is_update => in_condition(text, "scope = "),
        Fault::OtherRecordTypesListed if is_select && !has_key => without(text, "record_type = "),
        Fault::RevisionNotCompared if is_update => in_condition(text, "revision IS "),
        Fault::NoRevisionNotFound => text.replace("revision IS ", "revision = "),
        Fault::UpsertKeepsCreation => text.replace("created_at = excluded.created_at, ", ""),
        Fault::ListUnordered => text.replace("ORDER BY record_key", "ORDER BY rowid"),
        Fault::ListInUnicodeOrder => text.replace("ORDER BY record_key", "ORDER BY record_key COLLATE NOCASE"),
        Fault::NewerRowReplaced => text.replace(" WHERE stored.schema_version <= excluded.schema_version", ""),
        Fault::NewerRowReplacedByReplacement if is_update => without(text, "schema_version <= "),
        Fault::InsertReplaces => text.replace("DO NOTHING", "DO UPDATE SET payload = excluded.payload"),
        Fault::InsertIgnoresChecks if text.contains("DO NOTHING") => {
            text.replace("INSERT INTO", "INSERT OR IGNORE INTO")
        }
        Fault::InsertUnderAnotherName => text.replace("WHERE NOT EXISTS (", "WHERE 1 OR NOT EXISTS ("),
        Fault::RewriteWithoutPayload if is_update => in_condition(text, "payload = "),
        Fault::RewriteWithoutVersion if is_update => in_condition(text, "schema_version = "),
        Fault::NewerFormerRowDeleted if is_delete => without(text, "schema_version <= "),
        Fault::PageRepeatsItsLastRow => text.replace(" > ", " >= "),
        Fault::PageIgnoresItsLimit => text.replace(" LIMIT ", " LIMIT 1000 * "),
        Fault::OrderNotReversed => text.replace(" DESC", ""),
        Fault::RangeWithoutEnd if is_select && text.contains("record_key >= ") => without(text, "record_key < "),
        Fault::VersionForgotten if is_select => without(text, "schema_version = "),
        // Every JSON text is greater than the empty string.
        Fault::MetadataForgotten => text.replace(" = json(", " >= min('', "),
        Fault::MetadataWithoutRegardToCase => text.replace(" = json(", " COLLATE NOCASE = json("),
        Fault::MetadataOfOtherRecordTypes if text.contains(" = json(") => without(text, "record_type = "),
        Fault::WrongCounts => text.replace("count(*)", "count(*) + 1"),
        _ => text.to_owned(),
    }
}

impl Store for Faulty {
    type Error = Careless;

    fn change(&mut self, change: &Change<'_>) -> Outcome<u64> {
        let mut changed = *change;
        if let Change::Put { rows, can_downgrade } = &mut changed {
            if self.fault == Fault::BulkInOneStatementOfParameters && rows.len() * 9 > 32_766 {
                return Err(Careless("too many SQL variables".into()).into());
            }
            *can_downgrade = match self.fault {
                Fault::DowngradeRejected => false,
                Fault::EveryPutDowngrades => true,
                _ => *can_downgrade,
            };
        }
        match (self.fault, &mut changed) {
            (Fault::DowngradedReplacementRejected, Change::Replace { can_downgrade, .. }) => *can_downgrade = false,
            (Fault::DowngradedReplacementOfAnyRevision, Change::Replace { row, can_downgrade: true, .. }) => {
                changed = Change::Put { rows: std::slice::from_ref(*row), can_downgrade: true };
            }
            _ => {}
        }
        let plan = self.statements.change(&changed);
        let statements = plan.statements().iter().filter(|statement| {
            let is_former = matches!(change, Change::Put { .. }) && statement.text().starts_with("DELETE");
            !(self.fault == Fault::FormerRowLeft && is_former)
        });
        if self.fault == Fault::BulkNotAtomic {
            return statements.map(|statement| self.run(statement)).sum();
        }
        self.batch("BEGIN")?;
        let done: Outcome<u64> = statements.map(|statement| self.run(statement)).sum();
        self.batch(if done.is_ok() { "COMMIT" } else { "ROLLBACK" })?;
        done
    }

    fn query(
        &mut self,
        query: &Query<'_>,
        visit: &mut dyn FnMut(Result<EnvelopeRef<'_>, DamagedRow>) -> ControlFlow<()>,
    ) -> Outcome<()> {
        let statement = self.statements.query(query);
        let failed = |error: rusqlite::Error| Careless(error.to_string());
        let mut prepared = self.connection.prepare_cached(&text_with(self.fault, statement.text())).map_err(failed)?;
        let mut rows = prepared.query(params_from_iter(statement.parameters())).map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            if visit(statement.read(row)).is_break() && self.fault != Fault::ScanDoesNotStop {
                break;
            }
        }
        Ok(())
    }

    fn put_all(&mut self, rows: &[Envelope]) -> Outcome<()> {
        let reversed: Vec<Envelope> = rows.iter().rev().cloned().collect();
        let rows = if self.fault == Fault::FirstRowOfAKeyWins { &reversed } else { rows };
        self.change(&Change::Put { rows, can_downgrade: false }).map(drop)
    }

    fn replace(&mut self, row: &Envelope, expected: Option<i64>) -> Outcome<bool> {
        if row.revision() <= expected && self.fault != Fault::RevisionNotRaised {
            return Err(StoreError::RevisionNotRaised);
        }
        self.change(&Change::Replace { row, expected, can_downgrade: false }).map(|count| count > 0)
    }

    fn rewrite(&mut self, old: &Envelope, new: &Envelope) -> Outcome<bool> {
        let is_rewrite = (old.scope(), old.record_key(), old.revision())
            == (new.scope(), new.record_key(), new.revision())
            && old.schema_version() < new.schema_version();
        if !is_rewrite && self.fault != Fault::RewriteOfAnyRow {
            return Err(StoreError::NotARewrite);
        }
        self.change(&Change::Rewrite { old, new }).map(|count| count > 0)
    }
}

#[track_caller]
fn finds(fault: Fault, law: &str) {
    let violations = conformance::store(&mut Faulty::new(fault)).unwrap_err();
    assert!(violations.iter().any(|violation| violation.starts_with(law)), "{fault:?}: {violations}");
}

#[test]
fn a_store_without_a_fault_passes() {
    conformance::store(&mut Faulty::new(Fault::None)).unwrap();
}

#[test]
fn the_store_in_memory_passes() {
    let mut store = MemoryStore::new().with_names(conformance::names());
    conformance::store(&mut store).unwrap();
    assert_eq!(store, MemoryStore::new().with_names(conformance::names()), "the kit deletes its rows");
    let mut tests = pin!(conformance::store_async(&mut store));
    assert!(matches!(tests.as_mut().poll(&mut Context::from_waker(Waker::noop())), Poll::Ready(Ok(()))));
    // The names are those of the program.
    let violations = conformance::store(&mut MemoryStore::new()).unwrap_err();
    assert!(violations.iter().all(|violation| violation.contains("_renamed_") || violation.contains("another_name")));
}

#[derive(StoreRecord)]
#[store_record(type = "step", scope = global, key = number, metadata(number))]
struct Step {
    number: u8,
}

const NUMBER: MetadataField<Step, u8> = MetadataField::new("number");

fn assert_send<T: Send>(future: T) -> T {
    future
}

async fn all_calls<S: AsyncStore>(store: &mut S, row: &Envelope) -> Result<(), StoreError<S::Error>> {
    assert_send(store.check()).await?;
    assert_send(store.put(row)).await?;
    assert_send(store.put_downgraded(row)).await?;
    assert_send(store.get(row.scope(), row.record_type(), row.record_key())).await?;
    assert_send(store.list(row.scope(), row.record_type())).await?;
    assert_send(store.page(&Selection::new())).await?;
    assert_send(store.page_by(&NUMBER.eq(&1).unwrap(), &Selection::new())).await?;
    assert_send(store.scan(&Selection::new(), |_| ControlFlow::Break(()))).await?;
    assert_send(store.export(row.scope(), |_| ())).await?;
    assert_send(store.counts(&Selection::new())).await?;
    assert_send(store.pairs(row.record_type())).await?;
    assert!(matches!(assert_send(store.replace(row, Some(1))).await, Err(StoreError::RevisionNotRaised)));
    assert!(matches!(assert_send(store.replace_downgraded(row, Some(1))).await, Err(StoreError::RevisionNotRaised)));
    assert!(matches!(assert_send(store.rewrite(row, row)).await, Err(StoreError::NotARewrite)));
    assert!(assert_send(store.delete(row.scope(), row.record_type(), row.record_key())).await?);
    assert_eq!(assert_send(store.erase(row.scope())).await?, 0);
    Ok(())
}

#[test]
fn the_futures_of_a_store_are_send() {
    let row = Step { number: 1 }.to_envelope().unwrap();
    let mut store = MemoryStore::new();
    let mut calls = pin!(assert_send(all_calls(&mut store, &row)));
    assert!(matches!(calls.as_mut().poll(&mut Context::from_waker(Waker::noop())), Poll::Ready(Ok(()))));
}

fn poll_once(future: std::pin::Pin<&mut (dyn Future<Output = ()> + Send + '_)>) {
    assert!(future.poll(&mut Context::from_waker(Waker::noop())).is_ready());
}

#[test]
fn an_asynchronous_store_behind_synchronous_calls_passes_the_kit() {
    let mut store = Blocking::new(MemoryStore::new().with_names(conformance::names()), poll_once);
    conformance::store(&mut store).unwrap();
    let mut never = Blocking::new(MemoryStore::new(), |_| {});
    assert_eq!(never.check(), Err(StoreError::Unsupported), "a future that isn't driven is no result");
}

#[derive(StoreRecord)]
#[store_record(type = "event", scope = global, key = number)]
struct Event {
    number: u16,
}

#[test]
fn an_asynchronous_store_is_read_in_pages() {
    let rows: Vec<Envelope> = (0..2_500).map(|number| Event { number }.to_envelope().unwrap()).collect();
    let mut store = Blocking::new(MemoryStore::new(), poll_once);
    store.put_all(&rows).unwrap();
    for limit in [0, 1, 999, 1_000, 1_001, 2_000, 2_500, 2_501] {
        let page = store.page(&Selection::new().limit(limit)).unwrap();
        assert_eq!(page, rows[..rows.len().min(limit as usize)], "{limit}");
    }
    assert_eq!(store.page(&Selection::new()).unwrap(), rows);
    let backwards: Vec<Envelope> = rows.iter().rev().cloned().collect();
    assert_eq!(store.page(&Selection::new().descending()).unwrap(), backwards);
    let mut seen = 0;
    let stop = |_: Result<EnvelopeRef<'_>, DamagedRow>| {
        seen += 1;
        if seen == 1_500 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    store.scan(&Selection::new(), stop).unwrap();
    assert_eq!(seen, 1_500);
    assert_eq!(Store::page(&mut store.into_inner(), &Selection::new()).unwrap().len(), rows.len());
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
    finds(Fault::TenantForgottenInErase, "a_scope_is_exported_and_erased_alone");
}

#[test]
fn numeric_affinity_of_a_column_is_found() {
    finds(Fault::PayloadInNumericColumn, "a_payload_that_is_a_number_keeps_its_digits");
    finds(Fault::KeyInNumericColumn, "a_text_that_looks_like_a_number_stays_a_text");
}

#[test]
fn a_bulk_put_that_is_not_atomic_is_found() {
    finds(Fault::BulkNotAtomic, "a_failed_bulk_put_leaves_nothing_behind");
    finds(Fault::BulkNotAtomic, "a_bulk_put_that_meets_a_newer_row_changes_nothing");
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
fn a_replacement_that_does_not_raise_the_revision_is_found() {
    finds(Fault::RevisionNotRaised, "a_replacement_raises_the_revision");
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
fn a_table_of_other_columns_is_found() {
    finds(Fault::TableNotChecked, "a_row_that_was_not_put_is_not_there: `check` failed: the column `revision`");
}

#[test]
fn an_error_that_quotes_the_row_is_found() {
    finds(Fault::ErrorsQuote, "errors_hold_no_stored_data: an error quotes the row");
}

#[test]
fn a_newer_row_that_is_replaced_is_found() {
    finds(Fault::NewerRowReplaced, "a_lower_schema_version_never_replaces_a_higher_one: a put of a lower");
    finds(Fault::EveryPutDowngrades, "a_lower_schema_version_never_replaces_a_higher_one: a put of a lower");
    finds(Fault::NewerRowReplacedByReplacement, "a_lower_schema_version_never_replaces_a_higher_one: a replacement");
    finds(Fault::DowngradeRejected, "a_lower_schema_version_never_replaces_a_higher_one: `put_downgraded` failed");
    for fault in [Fault::DowngradedReplacementRejected, Fault::DowngradedReplacementOfAnyRevision] {
        finds(fault, "a_lower_schema_version_never_replaces_a_higher_one: `replace_downgraded`");
    }
}

#[test]
fn an_insert_that_replaces_is_found() {
    finds(Fault::InsertReplaces, "an_insert_never_changes_a_row: an insert of a key that is stored");
    finds(Fault::InsertIgnoresChecks, "an_invalid_row_is_rejected: an insert of a row over every limit");
    finds(Fault::InsertUnderAnotherName, "a_row_under_another_name_is_not_inserted_again: there are two rows");
}

#[test]
fn a_bulk_put_that_skips_a_newer_row_is_found() {
    finds(Fault::NewerRowSkipped, "a_bulk_put_that_meets_a_newer_row_changes_nothing: the bulk put isn't an error");
}

#[test]
fn a_bulk_put_that_stores_another_row_than_the_last_is_found() {
    finds(Fault::FirstRowOfAKeyWins, "the_last_row_of_a_key_wins");
}

#[test]
fn a_rewrite_of_another_row_is_found() {
    finds(Fault::RewriteWithoutPayload, "a_rewrite_replaces_only_the_row_that_was_read: a row with another payload");
    finds(Fault::RewriteWithoutVersion, "a_rewrite_replaces_only_the_row_that_was_read: a row of another schema");
    finds(Fault::RewriteOfAnyRow, "a_rewrite_replaces_only_the_row_that_was_read: a rewrite that doesn't raise");
}

#[test]
fn a_renamed_record_type_with_two_rows_is_found() {
    finds(Fault::NamesUnknown, "a_renamed_record_type_is_found_under_each_name");
    finds(Fault::FormerRowLeft, "a_renamed_record_type_leaves_one_row");
    finds(Fault::NewerFormerRowDeleted, "a_newer_row_under_another_name_is_not_replaced");
}

#[test]
fn a_wrong_page_is_found() {
    finds(Fault::PageRepeatsItsLastRow, "pages_have_every_row_once");
    finds(Fault::PageIgnoresItsLimit, "pages_have_every_row_once");
    finds(Fault::OrderNotReversed, "pages_have_every_row_once: in reverse");
    finds(Fault::ScanDoesNotStop, "pages_have_every_row_once: scanned in part");
    finds(Fault::RangeWithoutEnd, "a_selection_has_its_rows_and_no_other: a range of");
    finds(Fault::VersionForgotten, "a_selection_has_its_rows_and_no_other: a schema version");
    finds(Fault::WrongCounts, "a_selection_has_its_rows_and_no_other: another number of rows is counted");
}

#[test]
fn a_wrong_condition_of_metadata_is_found() {
    finds(Fault::MetadataForgotten, "a_promoted_field_finds_its_records_and_no_other: a string");
    finds(Fault::MetadataWithoutRegardToCase, "a_promoted_field_finds_its_records_and_no_other: a string");
    finds(
        Fault::MetadataOfOtherRecordTypes,
        "a_promoted_field_finds_its_records_and_no_other: a number: `page_by` failed",
    );
}

//! A store under test for one law, and the rows to delete afterwards.

use super::adapter::Adapter;
use super::probe::{Probe, probe};
use crate::codec::decoder::canonical;
use crate::envelope::Envelope;
use crate::key::Scope;
use crate::record::StoreRecord;
use crate::store::{MetadataCondition, Page, RowCount, Selection, StoreError};
use std::collections::BTreeSet;
use std::error::Error;

/// What happened instead, without stored data.
pub(super) type Outcome<T = ()> = Result<T, String>;

pub(super) struct Session<'a, A> {
    adapter: &'a mut A,
    scopes: BTreeSet<Scope>,
}

impl<'a, A: Adapter> Session<'a, A> {
    pub(super) fn new(adapter: &'a mut A) -> Self {
        Self { adapter, scopes: BTreeSet::new() }
    }

    /// Notes the scope of a row that may exist, to erase it at the end.
    fn remember(&mut self, row: &Envelope) {
        if !self.scopes.contains(row.scope()) {
            self.scopes.insert(row.scope().clone());
        }
    }

    pub(super) async fn put(&mut self, row: &Envelope) -> Outcome {
        self.try_put(row).await.map_err(|error| failed("put", &error))
    }

    /// Puts a row that may be rejected. Returns the store's error.
    pub(super) async fn try_put(&mut self, row: &Envelope) -> Result<(), StoreError<A::Error>> {
        self.remember(row);
        self.adapter.put(row).await
    }

    pub(super) async fn insert(&mut self, row: &Envelope) -> Outcome<bool> {
        self.try_insert(row).await.map_err(|error| failed("insert", &error))
    }

    /// Inserts a row that may be rejected. Returns the store's error.
    pub(super) async fn try_insert(&mut self, row: &Envelope) -> Result<bool, StoreError<A::Error>> {
        self.remember(row);
        self.adapter.insert(row).await
    }

    pub(super) async fn put_all(&mut self, rows: &[Envelope]) -> Outcome {
        self.try_put_all(rows).await.map_err(|error| failed("put_all", &error))
    }

    pub(super) async fn try_put_all(&mut self, rows: &[Envelope]) -> Result<(), StoreError<A::Error>> {
        rows.iter().for_each(|row| self.remember(row));
        self.adapter.put_all(rows).await
    }

    pub(super) async fn put_downgraded(&mut self, row: &Envelope) -> Outcome {
        self.remember(row);
        self.adapter.put_downgraded(row).await.map_err(|error| failed("put_downgraded", &error))
    }

    pub(super) async fn replace(&mut self, row: &Envelope, revision: Option<i64>) -> Outcome<bool> {
        self.try_replace(row, revision).await.map_err(|error| failed("replace", &error))
    }

    /// Replaces with a row that may be rejected. Returns the store's error.
    pub(super) async fn try_replace(
        &mut self,
        row: &Envelope,
        revision: Option<i64>,
    ) -> Result<bool, StoreError<A::Error>> {
        self.remember(row);
        self.adapter.replace(row, revision).await
    }

    pub(super) async fn replace_downgraded(&mut self, row: &Envelope, revision: Option<i64>) -> Outcome<bool> {
        self.remember(row);
        let replaced = self.adapter.replace_downgraded(row, revision).await;
        replaced.map_err(|error| failed("replace_downgraded", &error))
    }

    pub(super) async fn rewrite(&mut self, old: &Envelope, new: &Envelope) -> Outcome<bool> {
        self.try_rewrite(old, new).await.map_err(|error| failed("rewrite", &error))
    }

    /// Rewrites with a row that may be rejected. Returns the store's error.
    pub(super) async fn try_rewrite(&mut self, old: &Envelope, new: &Envelope) -> Result<bool, StoreError<A::Error>> {
        self.remember(new);
        self.adapter.rewrite(old, new).await
    }

    pub(super) async fn check(&mut self) -> Outcome {
        self.adapter.check().await.map_err(|error| failed("check", &error))
    }

    pub(super) async fn page(&mut self, selection: &Selection<'_>) -> Outcome<Vec<Envelope>> {
        self.adapter.page(selection).await.map_err(|error| failed("page", &error))
    }

    pub(super) async fn page_by<R: StoreRecord>(
        &mut self,
        condition: &MetadataCondition<R>,
        selection: &Selection<'_>,
    ) -> Outcome<Page<R>> {
        self.adapter.page_by(condition, selection).await.map_err(|error| failed("page_by", &error))
    }

    pub(super) async fn scan(&mut self, selection: &Selection<'_>, limit: usize) -> Outcome<Vec<Envelope>> {
        self.adapter.scan(selection, limit).await.map_err(|error| failed("scan", &error))
    }

    pub(super) async fn export(&mut self, scope: &Scope) -> Outcome<Vec<Envelope>> {
        self.adapter.export(scope).await.map_err(|error| failed("export", &error))
    }

    pub(super) async fn counts(&mut self, selection: &Selection<'_>) -> Outcome<Vec<RowCount>> {
        self.adapter.counts(selection).await.map_err(|error| failed("counts", &error))
    }

    pub(super) async fn pairs(&mut self, record_type: &str) -> Outcome<Vec<Envelope>> {
        self.adapter.pairs(record_type).await.map_err(|error| failed("pairs", &error))
    }

    pub(super) async fn erase(&mut self, scope: &Scope) -> Outcome<u64> {
        self.adapter.erase(scope).await.map_err(|error| failed("erase", &error))
    }

    pub(super) async fn get(&mut self, row: &Envelope) -> Outcome<Option<Envelope>> {
        self.try_get(row).await.map_err(|error| failed("get", &error))
    }

    /// Gets a row that may be rejected. Returns the store's error.
    pub(super) async fn try_get(&mut self, row: &Envelope) -> Result<Option<Envelope>, StoreError<A::Error>> {
        self.adapter.get(row.scope(), row.record_type(), row.record_key()).await
    }

    pub(super) async fn list(&mut self, scope: &Scope, record_type: &str) -> Outcome<Vec<Envelope>> {
        self.adapter.list(scope, record_type).await.map_err(|error| failed("list", &error))
    }

    pub(super) async fn delete(&mut self, row: &Envelope) -> Outcome<bool> {
        let deleted = self.adapter.delete(row.scope(), row.record_type(), row.record_key()).await;
        deleted.map_err(|error| failed("delete", &error))
    }

    /// Deletes the rows that the law has left.
    pub(super) async fn clean(self) -> Outcome {
        for scope in &self.scopes {
            self.adapter.erase(scope).await.map_err(|error| failed("erase", &error))?;
        }
        Ok(())
    }
}

/// Returns the row of a record of the kit.
pub(super) fn seal<R: StoreRecord>(record: &R) -> Outcome<Envelope> {
    record.to_envelope().map_err(|error| error.to_string())
}

/// Returns rows whose keys differ in their number.
pub(super) fn many(tenant: &str, count: i64) -> Outcome<Vec<Envelope>> {
    (0..count).map(|number| seal(&Probe { number, ..probe(tenant, "one of many") })).collect()
}

/// Checks that a row came back as it was put.
pub(super) fn assert_same(found: Option<&Envelope>, row: &Envelope) -> Outcome {
    let Some(found) = found else { return Err("the row is not there".to_owned()) };
    match difference(found, row) {
        None => Ok(()),
        Some(column) => Err(format!("the column `{column}` came back different")),
    }
}

/// Returns the first column in which two rows differ. JSON may have any order and white space, and a digest may be
/// missing.
pub(super) fn difference(found: &Envelope, row: &Envelope) -> Option<&'static str> {
    let has_same_digest = found.payload_sha256().is_none() || found.payload_sha256() == row.payload_sha256();
    [
        ("scope", found.scope() == row.scope()),
        ("record_type", found.record_type() == row.record_type()),
        ("record_key", found.record_key() == row.record_key()),
        ("schema_version", found.schema_version() == row.schema_version()),
        ("revision", found.revision() == row.revision()),
        ("created_at", found.created_at() == row.created_at()),
        ("updated_at", found.updated_at() == row.updated_at()),
        ("metadata", is_same_json(found.metadata().expose_json(), row.metadata().expose_json())),
        ("payload", is_same_json(found.payload().expose_json(), row.payload().expose_json())),
        ("payload_sha256", has_same_digest),
    ]
    .into_iter()
    .find_map(|(column, is_same)| (!is_same).then_some(column))
}

fn is_same_json(found: &str, put: &str) -> bool {
    found == put || canonical::rewrite(found).is_ok_and(|found| found == put)
}

fn failed(call: &str, error: &dyn Error) -> String {
    format!("`{call}` failed: {error}")
}

//! Stores the commits of a history, one batch per transaction, reads the rows back and compares.

use super::Failure;
use super::history::{Commit, History};
use super::people::People;
use crate::database::Database;
use crate::directory::{Actor, AuditEvent, ChangeSize, Checkpoint, DirectoryRecord, Tenant, TenantId};
use indicatif::ProgressBar;
use std::collections::BTreeMap;
use std::io::BufRead;
use store_record::store::{Store as _, StoreError};
use store_record::{Envelope, RecordManifest};
use time::OffsetDateTime;

/// The number of rows in a transaction: few enough for memory, and many enough that waiting for the disk takes little time.
const BATCH: usize = 5_000;

/// The maximum number of errors in the report.
const MAX_ERRORS: usize = 20;

/// The results for the records of one record type.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Counts {
    pub(super) inserted: u64,
    pub(super) replaced: u64,
    pub(super) unchanged: u64,
    /// Neither written nor compared, because the row is damaged.
    pub(super) skipped: u64,
}

/// Stores a history, and counts the results.
#[derive(Debug, Default)]
pub(super) struct Import {
    counts: BTreeMap<&'static str, Counts>,
    errors: Vec<String>,
    failures: u64,
}

impl Import {
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// Returns the counts of a record type.
    pub(super) fn counts(&self, record_type: &str) -> Counts {
        self.counts.get(record_type).copied().unwrap_or_default()
    }

    /// Returns the counts of all record types together.
    pub(super) fn total(&self) -> Counts {
        self.counts.values().fold(Counts::default(), |sum, counts| Counts {
            inserted: sum.inserted + counts.inserted,
            replaced: sum.replaced + counts.replaced,
            unchanged: sum.unchanged + counts.unchanged,
            skipped: sum.skipped + counts.skipped,
        })
    }

    /// Returns true if every commit was read, and every written record was read back equal.
    pub(super) fn is_sound(&self) -> bool {
        self.failures == 0
    }

    /// Returns the number of errors.
    pub(super) fn failures(&self) -> u64 {
        self.failures
    }

    /// Returns the first errors, and the number of the others.
    pub(super) fn errors(&self) -> (&[String], u64) {
        (&self.errors, self.failures - self.errors.len() as u64)
    }

    /// Stores the whole history.
    pub(super) fn store_history<R: BufRead>(
        &mut self,
        store: &mut Database,
        mut history: History<R>,
        name: &str,
        progress: &ProgressBar,
    ) -> Result<(), Failure> {
        let tenant = TenantId(name.to_owned());
        let Some(mut people) = People::of(store, &tenant)? else {
            self.report("the whole history: a damaged row of `external_identity` has an account's number".into());
            return Ok(());
        };
        let (mut first, mut commits) = (None, 0);
        let mut batch = Vec::with_capacity(BATCH);
        while let Some(commit) = history.next().map_err(|error| Failure::History(error.to_string()))? {
            progress.inc(1);
            commits += 1;
            match commit {
                Err(damage) => self.report(damage.to_string()),
                Ok(commit) => {
                    first.get_or_insert(commit.authored);
                    let place = format!("commit {commits} of the history");
                    batch.push((place, event(&tenant, &mut people, commit).into()));
                }
            }
            if batch.len() == BATCH {
                self.store_batch(store, &mut batch)?;
            }
        }
        let described = people.records().map(|record| ("a person of the history".to_owned(), record));
        batch.extend(described);
        if let Some(first) = first {
            batch.extend(frame(&tenant, first, commits).map(|record| ("the history itself".to_owned(), record)));
        }
        self.store_batch(store, &mut batch)
    }

    /// Stores a batch in one call, reads it back and compares.
    fn store_batch(&mut self, store: &mut Database, batch: &mut Vec<(String, DirectoryRecord)>) -> Result<(), Failure> {
        let (mut sources, mut rows) = (Vec::new(), Vec::new());
        for (place, record) in batch.drain(..) {
            if let Some(row) = self.row_to_put(store, &place, &record)? {
                sources.push((place, record));
                rows.push(row);
            }
        }
        store.put_all(&rows)?;
        for ((place, record), row) in sources.into_iter().zip(rows) {
            let back = store.get(row.scope(), row.record_type(), row.record_key()).ok().flatten();
            let is_equal = back
                .is_some_and(|back| back == row && DirectoryRecord::open(&back).is_ok_and(|opened| opened == record));
            if !is_equal {
                self.report(format!("{place}: the row was read back with a difference"));
            }
        }
        Ok(())
    }

    /// Returns the row of a record, if it must be written.
    fn row_to_put(
        &mut self,
        store: &mut Database,
        place: &str,
        record: &DirectoryRecord,
    ) -> Result<Option<Envelope>, Failure> {
        let row = match record.to_envelope() {
            Ok(row) => row,
            Err(error) => {
                self.report(format!("{place}: {error}"));
                return Ok(None);
            }
        };
        let found = store.get(row.scope(), row.record_type(), row.record_key());
        let counts = self.counts.entry(record.record_type()).or_default();
        match found {
            Ok(None) => counts.inserted += 1,
            Ok(Some(found)) if found == row => {
                counts.unchanged += 1;
                return Ok(None);
            }
            Ok(Some(found)) if DirectoryRecord::open(&found).is_ok() => counts.replaced += 1,
            // A damaged row is evidence, so it isn't overwritten. It is reported when all rows are read back.
            Ok(Some(_)) | Err(StoreError::Damaged(_)) => {
                counts.skipped += 1;
                return Ok(None);
            }
            Err(error) => return Err(error.into()),
        }
        Ok(Some(row))
    }

    fn report(&mut self, error: String) {
        self.failures += 1;
        if self.errors.len() < MAX_ERRORS {
            self.errors.push(error);
        }
    }
}

/// Returns the commit as an audit event.
fn event(tenant: &TenantId, people: &mut People, commit: Commit) -> AuditEvent {
    let id = people.author(&commit);
    let size = ChangeSize { files: commit.files, insertions: commit.insertions, deletions: commit.deletions };
    AuditEvent {
        tenant_id: tenant.clone(),
        stream: "git".into(),
        id: commit.id,
        actor: Actor::Account { id, name: commit.author },
        action: "commit".into(),
        subject: commit.subject,
        occurred_at: commit.authored,
        recorded_at: commit.committed,
        address: None,
        parents: commit.parents,
        size: (commit.files > 0).then_some(size),
        changes: Vec::new(),
    }
}

/// Returns the tenant of the history, and the number of commits that were read.
fn frame(tenant: &TenantId, first: OffsetDateTime, commits: i64) -> [DirectoryRecord; 2] {
    let tenant = Tenant::on_free_plan(tenant.clone(), first);
    let checkpoint =
        Checkpoint { projection: format!("git:{}", tenant.name), partition: 0, position: commits, r#type: () };
    [tenant.into(), checkpoint.into()]
}

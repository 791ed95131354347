//! From commits to rows, a batch in a transaction, and back to compare.

use super::Failure;
use super::history::{Commit, History};
use super::people::People;
use super::storage::Storage;
use crate::directory::{Actor, AuditEvent, ChangeSize, Checkpoint, DirectoryRecord, Tenant, TenantId};
use indicatif::ProgressBar;
use std::collections::BTreeMap;
use std::io::BufRead;
use store_record::{Envelope, RecordManifest};
use time::OffsetDateTime;

/// Rows of one transaction: few enough for memory, many enough that the disk isn't waited for.
const BATCH: usize = 5_000;

/// How many complaints are shown.
const COMPLAINTS: usize = 20;

/// What became of the records of one record type.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Counts {
    pub(super) inserted: u64,
    pub(super) replaced: u64,
    pub(super) unchanged: u64,
    /// Neither written nor compared, as the row is damaged.
    pub(super) skipped: u64,
}

/// Keeps a history and remembers what became of it.
#[derive(Debug, Default)]
pub(super) struct Keeper {
    counts: BTreeMap<&'static str, Counts>,
    complaints: Vec<String>,
    failures: u64,
}

impl Keeper {
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// What became of a record type.
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

    /// Returns true if every commit was read, and every record that was written came back equal.
    pub(super) fn is_sound(&self) -> bool {
        self.failures == 0
    }

    /// Returns the number of complaints.
    pub(super) fn failures(&self) -> u64 {
        self.failures
    }

    /// The first complaints, and how many more there are.
    pub(super) fn complaints(&self) -> (&[String], u64) {
        (&self.complaints, self.failures - self.complaints.len() as u64)
    }

    /// Keeps the whole history.
    pub(super) fn keep<R: BufRead>(
        &mut self,
        store: &mut dyn Storage,
        mut history: History<R>,
        name: &str,
        progress: &ProgressBar,
    ) -> Result<(), Failure> {
        let tenant = TenantId(name.to_owned());
        let Some(mut people) = People::of(store, &tenant)? else {
            self.complain("the whole history: a damaged row of `external_identity` holds an account's number".into());
            return Ok(());
        };
        let (mut first, mut commits) = (None, 0);
        let mut batch = Vec::with_capacity(BATCH);
        while let Some(commit) = history.next().map_err(|error| Failure::History(error.to_string()))? {
            progress.inc(1);
            commits += 1;
            match commit {
                Err(damage) => self.complain(damage.to_string()),
                Ok(commit) => {
                    first.get_or_insert(commit.authored);
                    let place = format!("commit {commits} of the history");
                    batch.push((place, event(&tenant, &mut people, commit).into()));
                }
            }
            if batch.len() == BATCH {
                self.keep_batch(store, &mut batch)?;
            }
        }
        let described = people.records().map(|record| ("a person of the history".to_owned(), record));
        batch.extend(described);
        if let Some(first) = first {
            batch.extend(frame(&tenant, first, commits).map(|record| ("the history itself".to_owned(), record)));
        }
        self.keep_batch(store, &mut batch)
    }

    fn keep_batch(
        &mut self,
        store: &mut dyn Storage,
        batch: &mut Vec<(String, DirectoryRecord)>,
    ) -> Result<(), Failure> {
        let mut written = Vec::new();
        store.transaction(&mut |store| {
            for (place, record) in batch.drain(..) {
                written.extend(self.keep_one(store, place, record)?);
            }
            Ok(())
        })?;
        for (place, record, envelope) in written {
            let back = store.get(envelope.scope(), envelope.record_type(), envelope.record_key());
            let back = back.ok().flatten().and_then(Result::ok);
            let is_equal = back.is_some_and(|back| {
                back == envelope && DirectoryRecord::open(&back).is_ok_and(|opened| opened == record)
            });
            if !is_equal {
                self.complain(format!("{place}: the row came back different"));
            }
        }
        Ok(())
    }

    /// Keeps a record; gives it back if it was written, to be compared.
    fn keep_one(
        &mut self,
        store: &dyn Storage,
        place: String,
        record: DirectoryRecord,
    ) -> Result<Option<(String, DirectoryRecord, Envelope)>, Failure> {
        let envelope = match record.to_envelope() {
            Ok(envelope) => envelope,
            Err(error) => {
                self.complain(format!("{place}: {error}"));
                return Ok(None);
            }
        };
        let found = store.get(envelope.scope(), envelope.record_type(), envelope.record_key())?;
        let counts = self.counts.entry(record.record_type()).or_default();
        let found = match found {
            None => None,
            Some(Ok(row)) if DirectoryRecord::open(&row).is_ok() => Some(row),
            // A damaged row is evidence: it is reported when all rows are read back, and isn't overwritten.
            Some(_) => {
                counts.skipped += 1;
                return Ok(None);
            }
        };
        match found {
            Some(row) if row == envelope => {
                counts.unchanged += 1;
                return Ok(None);
            }
            Some(_) => counts.replaced += 1,
            None => counts.inserted += 1,
        }
        store.put(&envelope)?;
        Ok(Some((place, record, envelope)))
    }

    fn complain(&mut self, complaint: String) {
        self.failures += 1;
        if self.complaints.len() < COMPLAINTS {
            self.complaints.push(complaint);
        }
    }
}

/// The commit as something that a person did.
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

/// The tenant that the history is, and how far it was read.
fn frame(tenant: &TenantId, first: OffsetDateTime, commits: i64) -> [DirectoryRecord; 2] {
    let tenant = Tenant::on_free_plan(tenant.clone(), first);
    let checkpoint =
        Checkpoint { projection: format!("git:{}", tenant.name), partition: 0, position: commits, r#type: () };
    [tenant.into(), checkpoint.into()]
}

//! The calls of a task.

use super::{CALL_TIMEOUT, Disconnected, Shared, lock};
use crate::database::Database;
use crate::history::{Event, Read, Write};
use crate::records::{CHAINS_PER_SLOT, Chain, ChainId, GROUP_ROWS, Member, SLOTS, Single, WRITES_PER_CHAIN};
use std::collections::HashMap;
use std::sync::Arc;
use store_record::store::AsyncStore;
use store_record::{Envelope, StoreRecord};

/// A task, and the records that only it writes.
pub(super) struct Task {
    shared: Arc<Shared>,
    /// The chain of each slot that the task writes now. Absent is zero.
    chains: HashMap<u32, u32>,
    /// The group and the single record, with the number of their last write. `None` after a write with an unknown result.
    group: Option<(u64, u32)>,
    single: Option<(u64, u32)>,
}

impl Task {
    pub(super) fn new(shared: Arc<Shared>) -> Self {
        Self { shared, chains: HashMap::new(), group: None, single: None }
    }

    /// Makes one call, or a few that belong together.
    pub(super) async fn step<D: Database>(&mut self, store: &mut D::Store) -> Result<(), Disconnected> {
        match fastrand::u32(0..10) {
            0..5 => self.append::<D>(store).await,
            5..7 => self.put_group::<D>(store).await,
            7 => self.read_group::<D>(store).await,
            _ => self.insert_or_delete_single::<D>(store).await,
        }
    }

    /// Reads a hot chain and replaces it, if no other task was faster.
    async fn append<D: Database>(&mut self, store: &mut D::Store) -> Result<(), Disconnected> {
        let slot = fastrand::u32(..SLOTS);
        let id = ChainId { slot, number: self.chains.get(&slot).copied().unwrap_or(0) };
        let floor = lock(&self.shared.chains).get(&id).copied().unwrap_or(0);
        let (scope, key) = (Chain::scope_for(&slot), Chain::record_key_for(&slot, &id.number));
        let (Ok(scope), Ok(key)) = (scope, key) else { return Ok(()) };
        let Some(row) = call(store.get(&scope, Chain::RECORD_TYPE, &key)).await? else {
            self.shared.report(&Event::Unreadable("a chain's row is absent".into()));
            return Ok(());
        };
        let Some(mut chain) = self.open::<Chain>(&row) else { return Ok(()) };
        let last = chain.writes.last().copied();
        self.shared.report(&Event::Read(Read::Chain { chain: id, floor, revision: chain.revision, last }));
        self.raise_floor(id, chain.revision);
        if chain.writes.len() >= WRITES_PER_CHAIN {
            self.chains.insert(slot, (id.number + 1).min(CHAINS_PER_SLOT - 1));
            return Ok(());
        }
        let (call, expected) = (self.shared.next_call(), row.revision());
        chain.revision += 1;
        chain.writes.push(call);
        let Some(row) = self.seal(&chain) else { return Ok(()) };
        let write = Write::Append(id, chain.revision);
        if self.shared.write::<D>(call, write, store.replace(&row, expected)).await? == Some(true) {
            self.raise_floor(id, chain.revision);
        }
        Ok(())
    }

    /// Puts all rows of the task's group with the next number.
    async fn put_group<D: Database>(&mut self, store: &mut D::Store) -> Result<(), Disconnected> {
        // It becomes known again only if the write is.
        let (group, number) = self.group.take().unwrap_or_else(|| (self.shared.next_call(), 0));
        let number = number + 1;
        let members = (0..GROUP_ROWS).map(|position| Member { group, position, number, filler: "filler ".repeat(60) });
        let Some(rows) = members.map(|member| self.seal(&member)).collect::<Option<Vec<Envelope>>>() else {
            return Ok(());
        };
        let (call, is_bulk) = (self.shared.next_call(), fastrand::bool());
        let put = async {
            let put = if is_bulk { D::put_bulk(store, &rows).await } else { store.put_all(&rows).await };
            put.map(|()| true)
        };
        let is_acknowledged = self.shared.write::<D>(call, Write::PutGroup(group, number), put).await?;
        if is_acknowledged == Some(true) {
            self.group = Some((group, number));
            let mut groups = lock(&self.shared.groups);
            match groups.iter_mut().find(|known| known.0 == group) {
                Some(known) => known.1 = number,
                None => groups.push((group, number)),
            }
        }
        Ok(())
    }

    /// Reads a group that any task of this worker writes.
    async fn read_group<D: Database>(&mut self, store: &mut D::Store) -> Result<(), Disconnected> {
        let Some((group, floor)) = fastrand::choice(lock(&self.shared.groups).iter().copied()) else { return Ok(()) };
        let Ok(scope) = Member::scope_for(&group) else { return Ok(()) };
        let rows = call(store.list(&scope, Member::RECORD_TYPE)).await?;
        let numbers = rows.iter().filter_map(|row| Some(self.open::<Member>(row)?.number)).collect();
        self.shared.report(&Event::Read(Read::Group { group, floor, numbers }));
        Ok(())
    }

    /// Inserts the task's single record, or deletes it if it was inserted, and reads it.
    async fn insert_or_delete_single<D: Database>(&mut self, store: &mut D::Store) -> Result<(), Disconnected> {
        let (single, number) = self.single.take().unwrap_or_else(|| (self.shared.next_call(), 0));
        let number = number + 1;
        let Some(row) = self.seal(&Single { single, number }) else { return Ok(()) };
        let (scope, key, call_id) = (row.scope().clone(), row.record_key().clone(), self.shared.next_call());
        let change = async {
            if number.is_multiple_of(2) {
                store.delete(&scope, Single::RECORD_TYPE, &key).await
            } else {
                store.insert(&row).await
            }
        };
        if self.shared.write::<D>(call_id, Write::PutSingle(single, number), change).await? != Some(true) {
            return Ok(());
        }
        self.single = Some((single, number));
        let row = call(store.get(&scope, Single::RECORD_TYPE, &key)).await?;
        let found = row.and_then(|row| Some(self.open::<Single>(&row)?.number));
        self.shared.report(&Event::Read(Read::Single { single, acknowledged: number, found }));
        Ok(())
    }

    fn raise_floor(&self, chain: ChainId, revision: u32) {
        let mut chains = lock(&self.shared.chains);
        let floor = chains.entry(chain).or_default();
        *floor = (*floor).max(revision);
    }

    fn open<R: StoreRecord>(&self, row: &Envelope) -> Option<R> {
        row.open_in(row.scope()).map_err(|error| self.shared.report(&Event::Unreadable(error.to_string()))).ok()
    }

    fn seal<R: StoreRecord>(&self, record: &R) -> Option<Envelope> {
        record.to_envelope().map_err(|error| self.shared.report(&Event::Unreadable(error.to_string()))).ok()
    }
}

/// Waits for a read. A read that fails or takes too long ends the connection.
async fn call<T, E>(read: impl Future<Output = Result<T, E>>) -> Result<T, Disconnected> {
    tokio::time::timeout(CALL_TIMEOUT, read).await.map_err(|_| Disconnected)?.map_err(|_| Disconnected)
}

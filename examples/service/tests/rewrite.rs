//! A rewrite doesn't lose the change of a program that was faster.

#![allow(clippy::unwrap_used)]

use std::ops::ControlFlow;
use store_record::store::{AsyncStore, Change, DamagedRow, MemoryError, MemoryStore, Query, Store, StoreError};
use store_record::{Envelope, EnvelopeRef, UnknownFields};
use store_record_service::resource::{Stored as _, Writes};
use store_record_service::v2::records::Ticket;
use store_record_service::v2::rewrite_tickets;
use ulid::Ulid;

/// A store in which another program writes a row just before the first change.
struct Raced {
    store: MemoryStore,
    faster: Option<Envelope>,
}

impl AsyncStore for Raced {
    type Error = MemoryError;

    async fn change(&mut self, change: &Change<'_>) -> Result<u64, StoreError<MemoryError>> {
        if let Some(faster) = self.faster.take() {
            Store::put_downgraded(&mut self.store, &faster)?;
        }
        Store::change(&mut self.store, change)
    }

    async fn query(
        &mut self,
        query: &Query<'_>,
        visit: &mut (dyn FnMut(Result<EnvelopeRef<'_>, DamagedRow>) -> ControlFlow<()> + Send),
    ) -> Result<(), StoreError<MemoryError>> {
        Store::query(&mut self.store, query, visit)
    }
}

fn ticket(number: u64) -> Ticket {
    Ticket {
        team: "acme".into(),
        id: Ulid::from_parts(number, 0),
        title: "printer".into(),
        assignees: vec!["ada".into(), "grace".into()],
        minutes: 1,
        revision: 1,
        rest: UnknownFields::new(),
    }
}

#[tokio::test]
async fn a_faster_program_wins() {
    for (from, to) in [(Writes::Old, Writes::Newest), (Writes::Newest, Writes::Old)] {
        let tickets = [ticket(1), ticket(2)];
        let faster = Ticket { minutes: 5, revision: 2, ..ticket(1) };
        // The other program writes the new schema version already, or still the other one.
        for writes in [to, from] {
            let mut store = Raced { store: MemoryStore::new(), faster: None };
            for ticket in &tickets {
                Store::put(&mut store.store, &ticket.to_row(from).unwrap()).unwrap();
            }
            store.faster = Some(faster.to_row(writes).unwrap());
            let left = u64::from(writes == from);
            assert_eq!(rewrite_tickets(&mut store, to).await.unwrap(), (1, left), "{from:?} to {to:?}");
            let key = |ticket: &Ticket| ticket.to_row(to).unwrap();
            let stored = |store: &mut Raced, ticket: &Ticket| {
                let key = key(ticket);
                Store::get(&mut store.store, key.scope(), "ticket", key.record_key()).unwrap().unwrap()
            };
            assert_eq!(stored(&mut store, &faster).open::<Ticket>().unwrap(), faster);
            assert_eq!(rewrite_tickets(&mut store, to).await.unwrap(), (left, 0));
            for (ticket, minutes) in tickets.iter().zip([5, 1]) {
                let row = stored(&mut store, ticket);
                assert_eq!(row.schema_version(), to_version(to));
                let found: Ticket = row.open().unwrap();
                assert_eq!((found.minutes, found.assignees), (minutes, ticket.assignees.clone()));
            }
        }
    }
}

fn to_version(writes: Writes) -> i32 {
    match writes {
        Writes::Old => 1,
        Writes::Newest => 2,
    }
}

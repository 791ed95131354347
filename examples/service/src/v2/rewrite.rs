//! Rewrites the stored tickets in the other schema version, while programs write.

use super::records::{Ticket, TicketV1};
use crate::resource::{Stored as _, Writes};
use std::error::Error;
use store_record::StoreRecord as _;
use store_record::store::{AsyncStore, RowKey, Selection};

/// Rewrites all tickets in the schema version that `writes` names. Returns the number of rows that were rewritten, and the number of rows
/// that are still in the other one.
///
/// Run it when every program writes the new one. A row that a program changes at the same time isn't rewritten, because the program has
/// done so.
///
/// # Errors
///
/// Returns an error if the database fails or a row can't be opened.
pub async fn rewrite_tickets<S: AsyncStore>(store: &mut S, writes: Writes) -> Result<(u64, u64), Box<dyn Error>> {
    let stale = match writes {
        Writes::Old => Ticket::SCHEMA_VERSION,
        Writes::Newest => TicketV1::SCHEMA_VERSION,
    };
    let stale = Selection::new().record_type(Ticket::RECORD_TYPE).schema_version(stale);
    let mut rewritten = 0;
    let mut rows = store.page(&stale.limit(100)).await?;
    while let Some(last) = rows.last().map(RowKey::from) {
        for row in &rows {
            let mut ticket: Ticket = row.open()?;
            let is_rewritten = match writes {
                Writes::Newest => store.rewrite(row, &ticket.to_row(writes)?).await?,
                // Clients with the old revision read the ticket again.
                Writes::Old => {
                    ticket.revision = ticket.revision.saturating_add(1);
                    store.replace_downgraded(&ticket.to_row(writes)?, row.revision()).await?
                }
            };
            rewritten += u64::from(is_rewritten);
        }
        rows = store.page(&stale.limit(100).after(&last)).await?;
    }
    let left = store.counts(&stale).await?.iter().map(|count| count.rows).sum();
    Ok((rewritten, left))
}

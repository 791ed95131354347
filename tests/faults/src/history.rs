//! The calls of the workers, as they report them: a line of JSON for each event.

use crate::records::{CallId, ChainId};
use serde::{Deserialize, Serialize};

/// A line of a worker's output.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Event {
    /// The worker is about to call the store.
    Begin(CallId, Write),
    /// The store has acknowledged the write.
    Acknowledged(CallId),
    /// The write surely wasn't applied.
    Rejected(CallId),
    /// The connection broke or the call took too long. The write may be applied, also later.
    Unknown(CallId),
    /// The worker has read records.
    Read(Read),
    /// A row that the worker read doesn't open. The error has no stored data.
    Unreadable(String),
}

/// A write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Write {
    /// Replaces a chain by one that lists this call too. The number is the new revision.
    Append(ChainId, u32),
    /// Puts all rows of a group with this number.
    PutGroup(u64, u32),
    /// Puts a single record with this odd number, or deletes it if the number is even.
    PutSingle(u64, u32),
}

/// What a worker has read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Read {
    /// A chain.
    Chain {
        /// The chain.
        chain: ChainId,
        /// The highest revision that the worker had written or read before it began to read.
        floor: u32,
        /// The revision that it read.
        revision: u32,
        /// The last call in the list, if the list isn't empty.
        last: Option<CallId>,
    },
    /// All rows of a group, by one statement.
    Group {
        /// The group.
        group: u64,
        /// The highest number that was acknowledged before the worker began to read.
        floor: u32,
        /// The numbers in the rows.
        numbers: Vec<u32>,
    },
    /// A single record, by the task that writes it, after an acknowledged write.
    Single {
        /// The single record.
        single: u64,
        /// The acknowledged number: odd if the record was put, even if it was deleted.
        acknowledged: u32,
        /// The number that it read, if there was a row.
        found: Option<u32>,
    },
}

//! The records of the load, and what the checker needs of their rows.

use std::collections::HashMap;
use store_record::{EnvelopeRef, StoreRecord};

/// A call of a worker: the worker's number in the upper 32 bits, the call's number in the lower ones.
pub type CallId = u64;

/// A chain: one of a few hot slots, and a number that is raised when the chain is full.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[allow(missing_docs)]
pub struct ChainId {
    pub slot: u32,
    pub number: u32,
}

/// The number of hot slots.
pub const SLOTS: u32 = 3;
/// The number of chains of a slot, which are created before the load.
pub const CHAINS_PER_SLOT: u32 = 1_000;
/// The number of writes after which the tasks go on with the next chain of the slot.
pub const WRITES_PER_CHAIN: usize = 200;

/// A record that lists the calls that wrote it. Its revision is their number.
#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(type = "chain", scope = slot, key = number, revision = revision)]
#[allow(missing_docs)]
pub struct Chain {
    pub slot: u32,
    pub number: u32,
    pub revision: u32,
    pub writes: Vec<CallId>,
}

/// A row of a group. A bulk put writes all rows of a group with the same number.
#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(type = "member", scope = group, key = position, revision = number)]
#[allow(missing_docs)]
pub struct Member {
    pub group: u64,
    pub position: u32,
    pub number: u32,
    /// Makes the row long enough that a bulk put needs several messages.
    pub filler: String,
}

/// The number of rows of a group.
pub const GROUP_ROWS: u32 = 24;

/// A record that is put with odd numbers, and deleted between them.
#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(type = "single", scope = global, key = single)]
#[allow(missing_docs)]
pub struct Single {
    pub single: u64,
    pub number: u32,
}

/// The content of the table after the load.
#[derive(Debug, Clone, Default)]
pub struct Stored {
    /// The calls that each chain lists.
    pub chains: HashMap<ChainId, Vec<CallId>>,
    /// The numbers in the rows of each group.
    pub groups: HashMap<u64, Vec<u32>>,
    /// The number of each single record.
    pub singles: HashMap<u64, u32>,
    /// The errors of the rows that don't open.
    pub unreadable: Vec<String>,
}

impl Stored {
    /// Opens a row and adds it.
    pub fn add(&mut self, row: &EnvelopeRef<'_>) {
        let opened = match row.record_type.expose_bytes() {
            b"chain" => row.open::<Chain>().map(|chain| {
                let id = ChainId { slot: chain.slot, number: chain.number };
                drop(self.chains.insert(id, chain.writes));
            }),
            b"member" => row.open::<Member>().map(|member| {
                self.groups.entry(member.group).or_default().push(member.number);
            }),
            _ => row.open::<Single>().map(|single| {
                self.singles.insert(single.single, single.number);
            }),
        };
        if let Err(error) = opened {
            self.unreadable.push(error.to_string());
        }
    }
}

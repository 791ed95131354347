//! Compares what the workers reported with what the table holds.

use crate::history::{Event, Read, Write};
use crate::records::{CallId, ChainId, GROUP_ROWS, Stored};
use std::collections::HashMap;
use std::fmt;

/// Proves the guarantees of a store from a history and the table at its end.
#[derive(Debug, Default)]
pub struct Checker {
    writes: HashMap<CallId, (Write, Outcome)>,
    reads: Vec<Read>,
    violations: Vec<Violation>,
}

/// The number of calls, and the violations.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)]
pub struct Report {
    pub acknowledged: usize,
    pub rejected: usize,
    pub unknown: usize,
    pub reads: usize,
    pub violations: Vec<Violation>,
}

/// A broken guarantee.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Violation {
    /// The table lacks an acknowledged write.
    Lost(Write),
    /// The table has a write that was rejected, or that no worker began.
    Invented(CallId),
    /// A worker read an older revision or number than it had written or read before.
    Backward(Read),
    /// A worker read a write that isn't part of the record's history at the end.
    Vanished(Read),
    /// A bulk put is stored in part.
    Torn { group: u64, numbers: Vec<u32> },
    /// A row doesn't open.
    Unreadable(String),
    /// A node of a cluster holds other rows than the first one.
    NodeDiffers { node: usize, rows: usize },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Unknown,
    Acknowledged,
    Rejected,
}

impl Checker {
    /// Adds an event of a worker.
    pub fn observe(&mut self, event: Event) {
        match event {
            Event::Begin(call, write) => drop(self.writes.insert(call, (write, Outcome::Unknown))),
            Event::Acknowledged(call) => self.end(call, Outcome::Acknowledged),
            Event::Rejected(call) => self.end(call, Outcome::Rejected),
            Event::Unknown(call) => self.end(call, Outcome::Unknown),
            Event::Read(read) => self.reads.push(read),
            Event::Unreadable(error) => self.violations.push(Violation::Unreadable(error)),
        }
    }

    fn end(&mut self, call: CallId, outcome: Outcome) {
        match self.writes.get_mut(&call) {
            Some(write) => write.1 = outcome,
            None => self.violations.push(Violation::Invented(call)),
        }
    }

    /// Compares the history with the table.
    #[must_use]
    pub fn finish(mut self, stored: &Stored) -> Report {
        self.violations.extend(stored.unreadable.iter().cloned().map(Violation::Unreadable));
        self.check_chains(stored);
        self.check_groups(stored);
        self.check_singles(stored);
        let reads = std::mem::take(&mut self.reads);
        let broken = reads.iter().filter_map(|read| check_read(read, stored));
        self.violations.extend(broken);
        let count = |outcome| self.writes.values().filter(|write| write.1 == outcome).count();
        Report {
            acknowledged: count(Outcome::Acknowledged),
            rejected: count(Outcome::Rejected),
            unknown: count(Outcome::Unknown),
            reads: reads.len(),
            violations: self.violations,
        }
    }

    /// Each acknowledged call is in its chain's list at its revision, and each call in a list was begun for this place.
    fn check_chains(&mut self, stored: &Stored) {
        for (call, (write, outcome)) in &self.writes {
            let Write::Append(chain, revision) = *write else { continue };
            if *outcome == Outcome::Acknowledged && call_at(stored, chain, revision) != Some(*call) {
                self.violations.push(Violation::Lost(*write));
            }
        }
        for (chain, calls) in &stored.chains {
            for (revision, call) in (1..).zip(calls) {
                match self.writes.get(call) {
                    Some((write, outcome))
                        if *write == Write::Append(*chain, revision) && *outcome != Outcome::Rejected => {}
                    _ => self.violations.push(Violation::Invented(*call)),
                }
            }
        }
    }

    /// All rows of a group have one number: the last acknowledged one, or a later one that was begun.
    fn check_groups(&mut self, stored: &Stored) {
        for (group, last) in self.last_writes(|write| match write {
            Write::PutGroup(group, number) => Some((group, number)),
            _ => None,
        }) {
            let numbers = stored.groups.get(&group).map_or(&[][..], Vec::as_slice);
            let was_never_put = numbers.is_empty() && last.acknowledged == 0;
            if !(is_whole(numbers) || was_never_put) {
                self.violations.push(Violation::Torn { group, numbers: numbers.to_vec() });
            } else if !last.allows(numbers.first().copied().unwrap_or(0)) {
                self.violations.push(Violation::Lost(Write::PutGroup(group, last.acknowledged)));
            }
        }
    }

    /// A single record is as its last acknowledged write left it, or as a later one that was begun.
    fn check_singles(&mut self, stored: &Stored) {
        for (single, last) in self.last_writes(|write| match write {
            Write::PutSingle(single, number) => Some((single, number)),
            _ => None,
        }) {
            let is_allowed = match stored.singles.get(&single) {
                Some(number) => last.allows(*number),
                None => {
                    last.acknowledged.is_multiple_of(2) || last.unknown.is_some_and(|number| number.is_multiple_of(2))
                }
            };
            if !is_allowed {
                self.violations.push(Violation::Lost(Write::PutSingle(single, last.acknowledged)));
            }
        }
    }

    /// Returns the last writes of each group or single record. Only one task writes it, and not after an unknown result.
    fn last_writes(&self, number_of: impl Fn(Write) -> Option<(u64, u32)>) -> HashMap<u64, LastWrites> {
        let mut found = HashMap::<u64, LastWrites>::new();
        for (write, outcome) in self.writes.values() {
            let Some((id, number)) = number_of(*write) else { continue };
            let last = found.entry(id).or_default();
            match outcome {
                Outcome::Acknowledged => last.acknowledged = last.acknowledged.max(number),
                Outcome::Unknown => last.unknown = Some(number),
                Outcome::Rejected => {}
            }
        }
        found
    }
}

/// The numbers of the last acknowledged write, or zero, and of the write whose result is unknown.
#[derive(Default)]
struct LastWrites {
    acknowledged: u32,
    unknown: Option<u32>,
}

impl LastWrites {
    fn allows(&self, number: u32) -> bool {
        number == self.acknowledged || Some(number) == self.unknown
    }
}

fn check_read(read: &Read, stored: &Stored) -> Option<Violation> {
    match read {
        Read::Chain { floor, revision, .. } if revision < floor => Some(Violation::Backward(read.clone())),
        Read::Chain { chain, revision, last, .. } => {
            (call_at(stored, *chain, *revision) != *last).then(|| Violation::Vanished(read.clone()))
        }
        Read::Group { group, floor, numbers } => {
            if !is_whole(numbers) {
                Some(Violation::Torn { group: *group, numbers: numbers.clone() })
            } else {
                numbers.first().is_some_and(|number| number < floor).then(|| Violation::Backward(read.clone()))
            }
        }
        Read::Single { acknowledged, found, .. } => {
            let expected = Some(*acknowledged).filter(|number| !number.is_multiple_of(2));
            (*found != expected).then(|| Violation::Backward(read.clone()))
        }
    }
}

/// Returns the call that wrote this revision of a chain. Revision zero is that of the empty list.
fn call_at(stored: &Stored, chain: ChainId, revision: u32) -> Option<CallId> {
    let index = usize::try_from(revision).ok()?.checked_sub(1)?;
    stored.chains.get(&chain)?.get(index).copied()
}

fn is_whole(numbers: &[u32]) -> bool {
    numbers.len() == GROUP_ROWS as usize && numbers.iter().all(|number| *number == numbers[0])
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} writes acknowledged, {} rejected, {} unknown, {} reads, {} violations, {} of them lost writes",
            self.acknowledged,
            self.rejected,
            self.unknown,
            self.reads,
            self.violations.len(),
            self.violations.iter().filter(|violation| matches!(violation, Violation::Lost(_))).count()
        )
    }
}

//! Loads a store while things die, and proves that nothing acknowledged was lost.
//!
//! Worker processes write and read records of a few hot keys. Each reports every call before and after it ([`history`]). Meanwhile
//! the server is killed, connections are cut, workers are killed and the disk is full ([`faults`]). At the end the [`checker`]
//! compares the reports with the rows of the table.
//!
//! A call whose connection breaks has an unknown result: it may be applied, also later. The records are built so that this is the
//! only unknown:
//!
//! - A **chain** lists the calls that wrote it, one for each revision. Tasks of all workers replace the same chains.
//! - A **group** is several rows that a bulk put writes together, with the same number in each. One task writes it.
//! - A **single** record is put and deleted in turn. One task writes it.
//!
//! After an unknown result a task never writes the same group or single record again, because the old call could overtake the new one.

pub mod checker;
pub mod database;
pub mod faults;
pub mod history;
pub mod records;
pub mod run;
pub mod worker;

//! Shared parts of the benchmarks: records, their texts, and the compared codecs.
//!
//! `docs/performance.md` has the commands and the results.

#![forbid(unsafe_code)]

pub mod cpu_time;
pub mod harness;
pub mod plain;
pub mod readers;
pub mod records;
pub mod report;
pub mod shapes;
pub mod texts;
pub mod writers;

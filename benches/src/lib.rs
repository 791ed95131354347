//! What the benchmarks of store-record share: records, the texts of them, the codecs that are compared.
//!
//! `docs/performance.md` says how they are run and what came out.

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

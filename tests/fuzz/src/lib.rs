//! The laws that the fuzz targets check. Each module has a function `check` that panics if an input breaks a law.
//!
//! `tests/fuzz/run` runs the targets, and `cargo test` in this folder checks the committed inputs without libFuzzer.

pub mod derive;
/// The types of the property tests. The package of those tests has dependencies that take long to compile.
#[path = "../../src/generated.rs"]
pub mod generated;
pub mod json;
pub mod keys;
pub mod lock;
pub mod ndjson;
pub mod typed;

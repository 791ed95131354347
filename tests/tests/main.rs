//! One binary with a module for each feature or law. A test's name is the rule that it proves.
//!
//! Three targets are separate: `allocations` and `memory_of_streams` count the allocations of their process, and `postgres`
//! reports the tests that it skips. `tests/compile_errors` has the compile errors of the derives.

mod api;
mod batch;
mod canonical_form;
mod codec_laws;
mod coming_from_serde;
mod conformance_of_records;
mod conformance_of_stores;
mod conversions;
mod ddl;
mod decode_any_order;
mod decode_permutations;
mod descriptions;
mod documents;
mod enum_forms;
mod enum_variants;
mod envelope;
mod error_chains;
mod explain;
mod field_forms;
mod flatten;
mod generics;
mod hygiene;
mod integrations;
mod json_schema;
mod json_upcasts;
mod key_laws;
mod leniency;
mod metadata;
mod ndjson;
mod no_leak;
mod plans_of_sqlite;
mod ports;
mod record;
mod released;
mod rolling_deploy;
mod rows_of_sqlite;
mod serde_pitfalls;
mod shapes;
mod sqlite;
mod tracing;
mod upcast;
mod vectors;
mod what_seals_opens;
mod with_module;
mod with_serde;
mod with_serde_module;

// These tests run Cargo.
#[cfg(feature = "compile")]
mod cycles;
#[cfg(feature = "compile")]
mod features_of_other_crates;
#[cfg(feature = "compile")]
mod keywords;
#[cfg(feature = "compile")]
mod lints;
#[cfg(feature = "compile")]
mod lock;
#[cfg(feature = "compile")]
mod lock_json_upcasts;
#[cfg(feature = "compile")]
mod lock_table;
#[cfg(feature = "compile")]
mod manifest;

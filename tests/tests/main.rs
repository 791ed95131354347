//! One binary with a module for each feature or law. A test's name is the rule that it proves.
//!
//! Other targets are separate: `allocations` and `memory_of_streams` count the allocations of their process, `compile` runs Cargo,
//! and `postgres`, `mariadb` and `sqlite` are for one database each. `tests/compile_errors` has the compile errors of the derives.

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
mod ports;
mod record;
mod released;
mod rolling_deploy;
mod serde_pitfalls;
mod shapes;
mod tracing;
mod upcast;
mod vectors;
mod what_seals_opens;
mod with_module;
mod with_serde;
mod with_serde_module;

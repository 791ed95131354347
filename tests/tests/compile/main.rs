//! Tests that run Cargo on packages as users have them: errors and lints of expanded code, the manifest and its lock.

mod cycles;
mod features_of_other_crates;
mod keywords;
mod lints;
mod lock;
mod lock_json_upcasts;
mod lock_table;
mod manifest;

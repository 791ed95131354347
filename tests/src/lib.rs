//! What several of the tests need.

pub mod generated;
pub mod locked;
pub mod package;
pub mod schema;
pub mod server;

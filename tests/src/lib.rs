//! What several of the tests need.

pub mod generated;
#[cfg(feature = "compile")]
pub mod locked;
#[cfg(feature = "compile")]
pub mod package;
pub mod schema;
pub mod server;

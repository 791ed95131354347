//! Helpers that several tests use.

pub mod generated;
pub mod jsonb;
#[cfg(feature = "compile")]
pub mod locked;
pub mod mariadb;
pub mod mutations;
#[cfg(feature = "compile")]
pub mod package;
pub mod schema;
pub mod server;

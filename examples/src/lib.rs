//! A user directory with `store-record`, small stores in SQLite and PostgreSQL, and the quick start.

pub mod database;
pub mod directory;
#[cfg(feature = "postgres")]
pub mod postgres;
pub mod quickstart;
pub mod skew;
pub mod sqlite;
pub mod take_over;

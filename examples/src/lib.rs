//! A user directory with `store-record`, small stores in SQLite, PostgreSQL and MariaDB, and the quick start.

pub mod database;
pub mod directory;
#[cfg(feature = "mysql")]
pub mod mysql;
#[cfg(feature = "postgres")]
pub mod postgres;
pub mod quickstart;
pub mod skew;
pub mod sqlite;
pub mod take_over;

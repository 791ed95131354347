//! A user directory kept with `store-record`, small stores in SQLite and PostgreSQL, and the parts of the quick start.

pub mod directory;
#[cfg(feature = "postgres")]
pub mod postgres;
pub mod quickstart;
pub mod sqlite;
pub mod stored_row;

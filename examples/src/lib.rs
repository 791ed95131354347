//! A user directory kept with `store-record`, a small SQLite store, and the parts of the quick start.

pub mod directory;
pub mod quickstart;
pub mod sqlite;

//! The faults: a server that is killed, connections that are cut, a disk that is full.

mod disk;
mod proxy;
mod server;

pub use disk::{SmallDisk, fill_sqlite};
pub use proxy::{Cut, Proxy};
pub use server::PostgresServer;

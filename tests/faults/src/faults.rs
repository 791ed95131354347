//! The faults: a server that is killed, connections that are cut, a disk that is full, a cluster whose nodes die.

mod disk;
mod galera;
mod proxy;
mod server;

pub use disk::{SmallDisk, fill_sqlite};
pub use galera::{GaleraCluster, NODES, NodeStatus};
pub use proxy::{Cut, Proxy};
pub use server::PostgresServer;

/// Returns the resident set of a process in mebibytes, or zero if it has ended.
#[must_use]
pub fn memory(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kibibytes: Option<u64> = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
    kibibytes.unwrap_or(0) / 1_024
}

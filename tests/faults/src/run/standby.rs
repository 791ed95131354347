//! A run on a PostgreSQL server with a standby: the server is killed for good, and the standby is promoted.

use super::postgres::{connect, create_table};
use super::{Options, Outcome, Workers, create_chains, read_all};
use crate::database::TokioPostgres;
use crate::faults::PostgresServer;
use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::time::Duration;
use tokio_postgres::error::SqlState;

/// How far the standby is behind when the primary dies. It has what the kernel's buffers hold.
const LAG: Duration = Duration::from_secs(2);

/// When a commit of the primary is acknowledged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Replication {
    /// When the standby has written it, too. Nothing acknowledged is lost.
    Synchronous,
    /// When the primary has written it. The last commits may be lost.
    Asynchronous,
}

/// Loads a new server and its standby. Half of the time is before the promotion, and half after it.
///
/// # Errors
///
/// Returns an error if a server can't be started or promoted, or if a worker ends by itself.
pub async fn run(options: &Options, binaries: &Path, replication: Replication) -> io::Result<Outcome> {
    let (first, second) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let mut primary = PostgresServer::start(binaries, first.path()).await?;
    let primary_url = super::postgres::url(primary.address());
    create_table(&primary_url, None).await?;
    create_chains(&TokioPostgres::new(&primary_url)).await?;
    let standby = primary.start_standby(second.path()).await?;
    // Only now, so that the standby doesn't have the setting: after its promotion it would wait for a standby of its own.
    if replication == Replication::Synchronous {
        let client = connect(&primary_url).await?;
        let set = client.batch_execute("ALTER SYSTEM SET synchronous_standby_names = '*'").await;
        set.map_err(io::Error::other)?;
        client.batch_execute("SELECT pg_reload_conf()").await.map_err(io::Error::other)?;
    }

    // The client finds the server that accepts writes.
    let url = format!(
        "postgres://postgres@{},{}/postgres?target_session_attrs=read-write",
        primary.address(),
        standby.address()
    );
    let worker = ["--driver", "tokio-postgres", "--database", &url].map(str::to_owned).to_vec();
    let workers = Workers::start(options, vec![worker])?;
    let half = Duration::from_secs(options.seconds) / 2;
    tokio::time::sleep(half).await;
    // The standby falls behind, as over a slow network.
    standby.pause().await?;
    tokio::time::sleep(LAG).await;
    primary.kill().await?;
    standby.resume().await?;
    let standby_url = super::postgres::url(standby.address());
    promote(&standby_url).await?;
    tokio::time::sleep(half).await;
    let checker = workers.finish().await?;
    let report = checker.finish(&read_all(&TokioPostgres::new(&standby_url)).await?);
    let faults = BTreeMap::from([("the primary is killed and the standby promoted", 1)]);
    let database = match replication {
        Replication::Synchronous => "PostgreSQL with a synchronous standby",
        Replication::Asynchronous => "PostgreSQL with an asynchronous standby",
    };
    Ok(Outcome { database, faults, report })
}

/// Promotes the standby, and waits until it accepts writes.
async fn promote(url: &str) -> io::Result<()> {
    let client = connect(url).await?;
    let mut result = Ok(());
    for _ in 0..50 {
        result = client.batch_execute("SELECT pg_promote()").await;
        // A standby that catches up cancels statements that read what it replaces.
        match &result {
            Err(error) if error.code() == Some(&SqlState::T_R_SERIALIZATION_FAILURE) => {
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
            _ => break,
        }
    }
    result.map_err(io::Error::other)
}

//! A run on a SQLite file of its own.

use super::{Options, Outcome, Workers, create_chains, in_turns, read_all};
use crate::database::SqliteFile;
use crate::faults::fill_sqlite;
use std::io;
use std::time::Duration;
use store_record::ddl;

#[derive(Clone, Copy)]
enum Fault {
    KillClient,
    FillDisk,
}

/// The maximum size of the file, in pages of 4 KiB.
pub const MAX_PAGES: u32 = 40_000;

/// The time in which the file is full again, if it wasn't.
const GRACE: Duration = Duration::from_secs(30);

/// Loads a new file.
///
/// # Errors
///
/// Returns an error if the file can't be created or a worker ends by itself.
pub async fn run(options: &Options) -> io::Result<Outcome> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("records.sqlite");
    let file = SqliteFile::new(path.clone(), MAX_PAGES);
    let connection = file.open().map_err(io::Error::other)?;
    connection.execute_batch(&ddl::sqlite("record").digest().to_string()).map_err(io::Error::other)?;
    create_chains(&file).await?;

    let worker = ["--driver", "rusqlite", "--database", &path.display().to_string()].map(str::to_owned).to_vec();
    let mut workers = Workers::start(options, vec![worker])?;
    let faults = [(Fault::KillClient, "a worker is killed"), (Fault::FillDisk, "the file is full")];
    let faults = in_turns(options, GRACE, &faults, async |fault| match fault {
        Fault::KillClient => workers.kill_one(options).await.map(|()| true),
        Fault::FillDisk => Ok(fill_sqlite(&file, Duration::from_millis(500)).await),
    })
    .await?;
    let checker = workers.finish().await?;
    Ok(Outcome { database: "SQLite", faults, report: checker.finish(&read_all(&file).await?) })
}

//! `cargo run -p store-record-faults -- all` loads each database for 40 seconds while things die, and checks it.

use clap::{Parser, Subcommand, ValueEnum};
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;
use store_record_faults::database::{Galera, SqliteFile, Sqlx, TokioPostgres};
use store_record_faults::run::{self, Options, Outcome, Replication};
use store_record_faults::worker;

/// Loads a store while servers, connections, clients and disks fail, and checks that nothing acknowledged is lost.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Loads PostgreSQL and SQLite, one after the other.
    All {
        #[command(flatten)]
        options: Options,
        /// The folder with the programs of a PostgreSQL server: by default the newest one of Debian's packages.
        #[arg(long)]
        postgres_binaries: Option<PathBuf>,
    },
    /// Loads PostgreSQL.
    Postgres {
        #[command(flatten)]
        options: Options,
        /// The folder with the programs of a PostgreSQL server: by default the newest one of Debian's packages.
        #[arg(long)]
        postgres_binaries: Option<PathBuf>,
    },
    /// Loads PostgreSQL with a standby, kills the primary and promotes the standby.
    ///
    /// With asynchronous replication lost writes are expected: the exit status then only says whether the run worked.
    Standby {
        #[command(flatten)]
        options: Options,
        /// The folder with the programs of a PostgreSQL server: by default the newest one of Debian's packages.
        #[arg(long)]
        postgres_binaries: Option<PathBuf>,
        #[arg(long, default_value = "synchronous")]
        replication: Replication,
    },
    /// Loads a Galera cluster of three MariaDB servers, whose nodes are killed and isolated.
    Galera {
        #[command(flatten)]
        options: Options,
    },
    /// Loads SQLite.
    Sqlite {
        #[command(flatten)]
        options: Options,
    },
    /// A worker, which the other commands start.
    #[command(hide = true)]
    Worker {
        #[arg(long)]
        number: u32,
        #[arg(long)]
        tasks: u32,
        #[arg(long)]
        driver: Driver,
        #[arg(long)]
        database: String,
    },
}

#[derive(Clone, Copy, ValueEnum)]
enum Driver {
    TokioPostgres,
    Sqlx,
    Rusqlite,
    Galera,
}

#[tokio::main(worker_threads = 4)]
async fn main() -> io::Result<ExitCode> {
    let outcomes = match Arguments::parse().command {
        Command::All { options, postgres_binaries } => {
            vec![run::postgres(&options, &binaries(postgres_binaries)?).await?, run::sqlite(&options).await?]
        }
        Command::Postgres { options, postgres_binaries } => {
            vec![run::postgres(&options, &binaries(postgres_binaries)?).await?]
        }
        Command::Standby { options, postgres_binaries, replication } => {
            let outcome = run::standby(&options, &binaries(postgres_binaries)?, replication).await?;
            write!(io::stdout(), "{outcome}")?;
            let has_passed = replication == Replication::Asynchronous || outcome.is_proof();
            return Ok(if has_passed { ExitCode::SUCCESS } else { ExitCode::FAILURE });
        }
        Command::Galera { options } => vec![run::galera(&options).await?],
        Command::Sqlite { options } => vec![run::sqlite(&options).await?],
        Command::Worker { number, tasks, driver, database } => {
            match driver {
                Driver::TokioPostgres => worker::run(TokioPostgres::new(database), number, tasks).await,
                Driver::Sqlx => worker::run(Sqlx::new(database), number, tasks).await,
                Driver::Galera => worker::run(Galera::new(database.into()), number, tasks).await,
                Driver::Rusqlite => worker::run(SqliteFile::new(database.into(), run::MAX_PAGES), number, tasks).await,
            }
            return Ok(ExitCode::SUCCESS);
        }
    };
    outcomes.iter().try_for_each(|outcome| write!(io::stdout(), "{outcome}"))?;
    Ok(if outcomes.iter().all(Outcome::is_proof) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Returns the folder of the newest PostgreSQL server of Debian's packages.
fn binaries(given: Option<PathBuf>) -> io::Result<PathBuf> {
    if let Some(given) = given {
        return Ok(given);
    }
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().filter_map(|version| {
        let version = version.ok()?;
        Some((version.file_name().to_str()?.parse::<u32>().ok()?, version.path().join("bin")))
    });
    let newest = versions.max().map(|(_, folder)| folder);
    newest.ok_or_else(|| {
        io::Error::other("no PostgreSQL server: name the folder of its programs with --postgres-binaries")
    })
}

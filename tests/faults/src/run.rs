//! A run: workers, faults, and the check at the end.

use crate::checker::Report;
use crate::database::Database;
use crate::records::{CHAINS_PER_SLOT, Chain, SLOTS, Stored};
use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};
use store_record::StoreRecord as _;
use store_record::store::{AsyncStore as _, Selection};

mod galera;
mod postgres;
mod sqlite;
mod standby;
mod workers;

pub use galera::run as galera;
pub use postgres::run as postgres;
pub use sqlite::{MAX_PAGES, run as sqlite};
pub use standby::{Replication, run as standby};
use workers::Workers;

/// How long a run takes, and how much it does at once.
#[derive(Debug, Clone, clap::Args)]
pub struct Options {
    /// The duration of the load in seconds.
    #[arg(long, default_value_t = 40)]
    pub seconds: u64,
    /// The number of worker processes.
    #[arg(long, default_value_t = 3)]
    pub workers: u32,
    /// The number of tasks of each worker.
    #[arg(long, default_value_t = 6)]
    pub tasks: u32,
    /// The seed of the order of the faults and of the pauses between them: by default another one in each run.
    #[arg(long)]
    pub seed: Option<u64>,
}

/// The result of a run.
#[derive(Debug)]
pub struct Outcome {
    /// The database.
    pub database: &'static str,
    /// The number of times that each fault happened.
    pub faults: BTreeMap<&'static str, u32>,
    /// What the checker says.
    pub report: Report,
}

impl Outcome {
    /// Whether the run proves something: writes were acknowledged, each fault happened, and nothing was violated.
    #[must_use]
    pub fn is_proof(&self) -> bool {
        let has_load = self.report.acknowledged > 0 && self.report.reads > 0;
        has_load && self.faults.values().all(|count| *count > 0) && self.report.violations.is_empty()
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}: {}", self.database, self.report)?;
        for (fault, count) in &self.faults {
            writeln!(f, "  {count:>4} × {fault}")?;
        }
        self.report.violations.iter().take(20).try_for_each(|violation| writeln!(f, "  {violation:?}"))
    }
}

/// Creates the chains.
async fn create_chains<D: Database>(database: &D) -> io::Result<()> {
    let mut store = database.connect().await.ok_or_else(|| io::Error::other("can't connect to create the chains"))?;
    for slot in 0..SLOTS {
        let chains = (0..CHAINS_PER_SLOT).map(|number| Chain { slot, number, revision: 0, writes: Vec::new() });
        let rows = chains.map(|chain| chain.to_envelope()).collect::<Result<Vec<_>, _>>().map_err(io::Error::other)?;
        store.put_all(&rows).await.map_err(|error| io::Error::other(error.to_string()))?;
    }
    Ok(())
}

/// Reads the whole table.
async fn read_all<D: Database>(database: &D) -> io::Result<Stored> {
    let mut store = database.connect().await.ok_or_else(|| io::Error::other("can't connect for the check"))?;
    let mut stored = Stored::default();
    let all = Selection::new();
    let scanned = store.scan(&all, |row| {
        match row {
            Ok(row) => stored.add(&row),
            Err(error) => stored.unreadable.push(error.to_string()),
        }
        ControlFlow::Continue(())
    });
    scanned.await.map_err(|error| io::Error::other(error.to_string()))?;
    Ok(stored)
}

/// Calls a function for each fault in turn, in a random order for each turn and with a pause between them, until the time is over and
/// each fault has happened, or the grace is over too. Returns how often each has happened.
async fn in_turns<F: Copy>(
    options: &Options,
    grace: Duration,
    faults: &[(F, &'static str)],
    mut make: impl AsyncFnMut(F) -> io::Result<bool>,
) -> io::Result<BTreeMap<&'static str, u32>> {
    let seed = options.seed.unwrap_or_else(|| fastrand::u64(..));
    eprintln!("seed of the faults: {seed}");
    fastrand::seed(seed);
    let end = Instant::now() + Duration::from_secs(options.seconds);
    let mut counts: BTreeMap<_, _> = faults.iter().map(|(_, name)| (*name, 0)).collect();
    loop {
        let mut turn = faults.to_vec();
        fastrand::shuffle(&mut turn);
        for (fault, name) in turn {
            tokio::time::sleep(Duration::from_millis(fastrand::u64(300..1_500))).await;
            if Instant::now() >= end + grace || Instant::now() >= end && counts.values().all(|count| *count > 0) {
                return Ok(counts);
            }
            let happened = make(fault).await?;
            *counts.entry(name).or_default() += u32::from(happened);
        }
    }
}

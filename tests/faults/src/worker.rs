//! A worker: a process whose tasks write and read until its standard input ends.

use crate::database::Database;
use crate::history::{Event, Write};
use crate::records::ChainId;
use std::collections::HashMap;
use std::io::Write as _;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;
use store_record::store::{AsyncStore, StoreError};

mod calls;
use calls::Task;

/// The time after which the result of a call is unknown.
const CALL_TIMEOUT: Duration = Duration::from_secs(10);

/// Runs the tasks. The events are written to standard output.
pub async fn run<D: Database>(database: D, number: u32, tasks: u32) {
    let shared = Arc::new(Shared { number, ..Shared::default() });
    let stopped = shared.clone();
    // A thread, because reading standard input blocks. The input also ends if the parent process dies.
    std::thread::spawn(move || {
        drop(std::io::copy(&mut std::io::stdin(), &mut std::io::sink()));
        stopped.is_stopped.store(true, Ordering::Relaxed);
    });
    let tasks: Vec<_> = (0..tasks).map(|_| tokio::spawn(run_task(database.clone(), shared.clone()))).collect();
    for task in tasks {
        task.await.expect("a task of the load doesn't panic");
    }
}

async fn run_task<D: Database>(database: D, shared: Arc<Shared>) {
    let mut task = Task::new(shared.clone());
    let mut connected = None;
    while !shared.is_stopped.load(Ordering::Relaxed) {
        let Some(store) = &mut connected else {
            connected = tokio::time::timeout(CALL_TIMEOUT, database.connect()).await.ok().flatten();
            tokio::time::sleep(Duration::from_millis(20)).await;
            continue;
        };
        if task.step::<D>(store).await.is_err() {
            connected = None;
        }
        tokio::task::yield_now().await;
    }
}

/// The connection can't be used any more.
struct Disconnected;

/// What the tasks of a worker share.
#[derive(Default)]
struct Shared {
    number: u32,
    calls: AtomicU32,
    is_stopped: AtomicBool,
    /// The highest revision of each chain that a task has written or read.
    chains: Mutex<HashMap<ChainId, u32>>,
    /// The last acknowledged number of each group.
    groups: Mutex<Vec<(u64, u32)>>,
}

impl Shared {
    /// Returns a number that no other call of any worker has.
    fn next_call(&self) -> u64 {
        (u64::from(self.number) << 32) | u64::from(self.calls.fetch_add(1, Ordering::Relaxed))
    }

    /// Writes the event before it returns, so that it survives the process.
    #[expect(clippy::unused_self, reason = "reports belong to a worker")]
    fn report(&self, event: &Event) {
        let mut line = serde_json::to_string(event).expect("an event is JSON");
        line.push('\n');
        drop(std::io::stdout().lock().write_all(line.as_bytes()));
    }

    /// Calls the store and reports the call before and after it. Returns whether the write was acknowledged: `None` if
    /// that is unknown.
    async fn write<D: Database>(
        &self,
        call: u64,
        write: Write,
        outcome: impl Future<Output = Result<bool, ErrorOf<D>>>,
    ) -> Result<Option<bool>, Disconnected> {
        self.report(&Event::Begin(call, write));
        let outcome = tokio::time::timeout(CALL_TIMEOUT, outcome).await;
        let (event, is_acknowledged, is_connected) = match outcome {
            Ok(Ok(true)) => (Event::Acknowledged(call), Some(true), true),
            Ok(Ok(false)) => (Event::Rejected(call), Some(false), true),
            Ok(Err(StoreError::Database(error))) if !D::is_rejection(&error) => (Event::Unknown(call), None, false),
            Ok(Err(_)) => (Event::Rejected(call), Some(false), true),
            Err(_) => (Event::Unknown(call), None, false),
        };
        self.report(&event);
        if is_connected { Ok(is_acknowledged) } else { Err(Disconnected) }
    }
}

/// The error of a database's store.
type ErrorOf<D> = StoreError<<<D as Database>::Store as AsyncStore>::Error>;

/// A panic while the lock is held would stop the load.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().expect("no task panics while it holds the lock")
}

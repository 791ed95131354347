//! Rounds, medians and tables.

use comfy_table::{CellAlignment, Table, presets};
use std::time::Instant;

/// The seconds of each round of each case. Cases alternate, so that another program's load is that of all cases.
#[derive(Default)]
pub(crate) struct Rounds(Vec<Case>);

struct Case {
    name: String,
    wall: Vec<f64>,
    processor: Vec<f64>,
}

/// The clocks at the beginning of a round.
pub(crate) struct Started {
    wall: Instant,
    processor: f64,
}

pub(crate) fn start() -> Started {
    Started { wall: Instant::now(), processor: processor_seconds() }
}

/// Returns the processor time of this thread, which does all work of the program, but none of the server.
#[cfg(unix)]
fn processor_seconds() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

/// It isn't measured here.
#[cfg(not(unix))]
fn processor_seconds() -> f64 {
    f64::NAN
}

impl Rounds {
    pub(crate) fn add(&mut self, name: &str, started: &Started) {
        let (wall, processor) = (started.wall.elapsed().as_secs_f64(), processor_seconds() - started.processor);
        match self.0.iter_mut().find(|case| case.name == name) {
            Some(case) => {
                case.wall.push(wall);
                case.processor.push(processor);
            }
            None => self.0.push(Case { name: name.into(), wall: vec![wall], processor: vec![processor] }),
        }
    }

    /// Removes the round that fills caches.
    pub(crate) fn forget(&mut self) {
        self.0.clear();
    }

    /// Returns a table of operations per second.
    pub(crate) fn rates(&self, title: &str, peer: &str, operations: f64) -> String {
        self.table([title, "per second", "of the peer's", "processor time"], peer, |case, peer| {
            // The ratio of a round, whose cases ran one after the other, varies less than its times.
            let ratio =
                |ours: &[f64], peer: &[f64]| median(peer.iter().zip(ours).map(|(peer, ours)| peer / ours).collect());
            let [wall, processor] = [ratio(&case.wall, &peer.wall), 1.0 / ratio(&case.processor, &peer.processor)];
            [format!("{:.0}", operations / median(case.wall.clone())), format!("{wall:.2}"), format!("{processor:.2}")]
        })
    }

    /// Returns a table of the times of one operation, at the median.
    pub(crate) fn latencies(&self, title: &str, peer: &str) -> String {
        self.table([title, "µs", "of the peer's", "processor time"], peer, |case, peer| {
            let ratio = |ours: &[f64], peer: &[f64]| format!("{:.2}", median(ours.to_vec()) / median(peer.to_vec()));
            let micros = format!("{:.1}", median(case.wall.clone()) * 1e6);
            [micros, ratio(&case.wall, &peer.wall), ratio(&case.processor, &peer.processor)]
        })
    }

    fn table(&self, header: [&str; 4], peer: &str, cells: impl Fn(&Case, &Case) -> [String; 3]) -> String {
        let mut table = Table::new();
        table.load_preset(presets::ASCII_MARKDOWN).set_header(header);
        for case in &self.0 {
            let peer = self.0.iter().find(|case| case.name == peer).unwrap_or(case);
            table.add_row(std::iter::once(case.name.clone()).chain(cells(case, peer)));
        }
        for column in [1, 2, 3] {
            if let Some(column) = table.column_mut(column) {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        table.to_string()
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// Runs a case once and adds its times.
macro_rules! case {
    ($rounds:expr, $name:expr, $work:expr) => {{
        let started = crate::measure::start();
        let done = $work;
        $rounds.add($name, &started);
        done
    }};
}
pub(crate) use case;

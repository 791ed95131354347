//! Tables of criterion's measurements.
//!
//! The least time of each case over all samples of all rounds counts, because other work on the machine only adds to a time.
//! Each ratio is also computed from the even and from the odd rounds alone: the difference shows how reliable it is.

use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// One case in one round.
#[derive(Debug, Clone, PartialEq)]
pub struct Measurement {
    round: String,
    group: String,
    case: String,
    /// The parameter of the case, in groups with parameters.
    parameter: Option<String>,
    /// The smallest sample, in nanoseconds per record.
    nanoseconds: f64,
}

#[derive(Deserialize)]
struct Benchmark {
    group_id: String,
    function_id: Option<String>,
    value_str: Option<String>,
    throughput: Option<Throughput>,
}

#[derive(Deserialize)]
enum Throughput {
    Elements(u64),
    #[serde(untagged)]
    Other(serde::de::IgnoredAny),
}

/// The number of runs in each sample, and their total nanoseconds.
#[derive(Deserialize)]
struct Samples {
    iters: Vec<f64>,
    times: Vec<f64>,
}

impl Samples {
    fn least(&self) -> Option<f64> {
        self.times.iter().zip(&self.iters).map(|(time, runs)| time / runs).reduce(f64::min)
    }
}

impl Measurement {
    /// Parses the two files that criterion writes for a case. `round` is the name of its baseline.
    ///
    /// # Errors
    ///
    /// Returns an error if a file isn't criterion's.
    pub fn parse(round: &str, benchmark: &str, samples: &str) -> Result<Self, serde_json::Error> {
        let benchmark: Benchmark = serde_json::from_str(benchmark)?;
        let samples: Samples = serde_json::from_str(samples)?;
        let records = if let Some(Throughput::Elements(records)) = benchmark.throughput { records } else { 1 };
        Ok(Self {
            round: round.to_owned(),
            group: benchmark.group_id,
            case: benchmark.function_id.unwrap_or_default(),
            parameter: benchmark.value_str,
            nanoseconds: samples.least().unwrap_or(f64::NAN) / records as f64,
        })
    }
}

/// The number of saved rounds, or 1 if only the last run is there.
#[must_use]
pub fn rounds(measurements: &[Measurement]) -> usize {
    let saved = measurements.iter().map(|measurement| measurement.round.as_str()).filter(|round| is_saved(round));
    saved.collect::<BTreeSet<_>>().len().max(1)
}

/// Returns whether a baseline is a round that `--save-baseline round-N` wrote.
fn is_saved(round: &str) -> bool {
    round.starts_with("round-")
}

/// The name of the case that others are compared with. `ours, …` are other functions of this crate.
const OURS: &str = "ours";

/// Returns a table for each group, from the saved rounds (`--save-baseline round-1`), or from the last run if there are none. A
/// faster peer is in bold, and in the list at the end.
#[must_use]
pub fn tables(measurements: &[Measurement]) -> String {
    let any_is_saved = measurements.iter().any(|measurement| is_saved(&measurement.round));
    let counts = |round: &str| if any_is_saved { is_saved(round) } else { round == "new" };
    let mut groups: BTreeMap<&str, BTreeMap<&str, Row<'_>>> = BTreeMap::new();
    for measurement in measurements.iter().filter(|measurement| counts(&measurement.round)) {
        let rows = groups.entry(&measurement.group).or_default();
        let row = rows.entry(measurement.parameter.as_deref().unwrap_or_default()).or_default();
        row.0.entry(&measurement.case).or_default().insert(&measurement.round, measurement.nanoseconds);
    }
    let (mut text, mut slower) = (String::new(), String::new());
    for (name, rows) in &groups {
        let _ = write!(text, "## {name}\n\n");
        if rows.keys().all(|parameter| parameter.is_empty()) {
            rows.values().for_each(|row| row.write_upright(&mut text));
        } else {
            write_table(rows, &mut text);
        }
        rows.iter().for_each(|(parameter, row)| row.list_faster_peers(name, parameter, &mut slower));
    }
    if !slower.is_empty() {
        let _ = write!(text, "## Where a peer is faster\n\n{slower}");
    }
    text
}

/// Writes a table with a line per parameter and a column per case.
fn write_table(rows: &BTreeMap<&str, Row<'_>>, text: &mut String) {
    let mut rows: Vec<_> = rows.iter().collect();
    rows.sort_by(|(_, one), (_, other)| one.nanoseconds(OURS).total_cmp(&other.nanoseconds(OURS)));
    let mut cases: Vec<&str> = rows.iter().flat_map(|(_, row)| row.cases()).filter(|case| *case != OURS).collect();
    cases.sort_by_key(|case| (rank(case), *case));
    cases.dedup();
    let titles: String = cases.iter().map(|case| format!(" {case} |")).collect();
    let _ = writeln!(text, "| | ours, ns |{titles}\n| --- | --- |{}", " --- |".repeat(cases.len()));
    for (parameter, row) in &rows {
        let ratios =
            cases.iter().map(|case| row.ratio(case).map_or(" |".into(), |ratio| format!(" {} |", marked(case, ratio))));
        let _ =
            writeln!(text, "| {parameter} | {} |{}", significant(row.nanoseconds(OURS)), ratios.collect::<String>());
    }
    let mut spreads: Vec<f64> =
        rows.iter().flat_map(|(_, row)| cases.iter().filter_map(|case| row.spread(case))).collect();
    spreads.sort_by(f64::total_cmp);
    if let Some(most) = spreads.last().filter(|most| **most > 0.0) {
        let middle = spreads.get(spreads.len() / 2).unwrap_or(most);
        let (middle, most) = (middle * 100.0, most * 100.0);
        let _ = write!(
            text,
            "\nBetween the halves of the rounds, a ratio differs by {middle:.0} % in the median and at most {most:.0} %.\n"
        );
    }
    text.push('\n');
}

/// The measurements with one parameter: nanoseconds by case and round.
#[derive(Default)]
struct Row<'a>(BTreeMap<&'a str, BTreeMap<&'a str, f64>>);

impl<'a> Row<'a> {
    fn cases(&self) -> impl Iterator<Item = &'a str> {
        self.0.keys().copied()
    }

    fn nanoseconds(&self, case: &str) -> f64 {
        self.least(case, |_| true).unwrap_or_default()
    }

    /// Returns the smallest time of a case in the selected rounds.
    fn least(&self, case: &str, is_of: impl Fn(usize) -> bool) -> Option<f64> {
        let rounds = self.0.get(case)?.values().enumerate().filter(|(number, _)| is_of(*number));
        rounds.map(|(_, nanoseconds)| *nanoseconds).reduce(f64::min)
    }

    /// Writes a line for each case: ours, the peers from fast to slow, other functions of this crate, lower bounds.
    fn write_upright(&self, text: &mut String) {
        let mut cases: Vec<_> = self.cases().collect();
        cases.sort_by(|one, other| {
            rank(one).cmp(&rank(other)).then(self.nanoseconds(one).total_cmp(&self.nanoseconds(other)))
        });
        text.push_str("| | ns | ours is … times as fast | in each half of the rounds |\n| --- | --- | --- | --- |\n");
        for case in cases {
            let nanoseconds = significant(self.nanoseconds(case));
            let _ = match self.ratio(case) {
                Some(ratio) if case != OURS => {
                    let halves = self.ratios_of_halves(case).map(significant);
                    writeln!(text, "| {case} | {nanoseconds} | {} | {} |", marked(case, ratio), halves.join(", "))
                }
                _ => writeln!(text, "| {case} | {nanoseconds} | | |"),
            };
        }
        text.push('\n');
    }

    fn list_faster_peers(&self, group: &str, parameter: &str, text: &mut String) {
        let comma = if parameter.is_empty() { "" } else { ", " };
        for case in self.cases() {
            if let Some(ratio) = self.ratio(case).filter(|ratio| is_faster(case, *ratio)) {
                let _ = writeln!(text, "- {group}{comma}{parameter}: {case} {}", significant(ratio));
            }
        }
    }

    /// Returns the time of a case, divided by the time of ours.
    fn ratio(&self, case: &str) -> Option<f64> {
        self.ratio_in(case, |_| true)
    }

    fn ratio_in(&self, case: &str, is_of: impl Fn(usize) -> bool) -> Option<f64> {
        Some(self.least(case, &is_of)? / self.least(OURS, &is_of)?)
    }

    /// Returns the ratios in the even and in the odd rounds. They are equal if there is only one round.
    fn ratios_of_halves(&self, case: &str) -> [f64; 2] {
        let ratio = |half: usize| self.ratio_in(case, |round| round % 2 == half).or(self.ratio(case));
        [0, 1].map(|half| ratio(half).unwrap_or_default())
    }

    /// Returns the difference of the two halves, as a part of the ratio.
    fn spread(&self, case: &str) -> Option<f64> {
        let [one, other] = self.ratios_of_halves(case);
        self.ratio(case).map(|ratio| (one - other).abs() / ratio)
    }
}

/// The position in a table: ours, peers, other functions of this crate, lower bounds.
fn rank(case: &str) -> u8 {
    match case {
        OURS => 0,
        _ if case.starts_with("ours") => 2,
        _ if case.starts_with("floor") => 3,
        _ => 1,
    }
}

fn is_faster(case: &str, ratio: f64) -> bool {
    rank(case) == 1 && ratio < 1.0
}

fn marked(case: &str, ratio: f64) -> String {
    let ratio_text = significant(ratio);
    if is_faster(case, ratio) { format!("**{ratio_text}**") } else { ratio_text }
}

/// Formats a number with at least three significant digits.
fn significant(number: f64) -> String {
    match number {
        ..10.0 => format!("{number:.2}"),
        ..100.0 => format!("{number:.1}"),
        _ => format!("{number:.0}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measured(round: &str, case: &str, parameter: Option<&str>, least: f64) -> Measurement {
        let benchmark = serde_json::json!({
            "group_id": "encode", "function_id": case, "value_str": parameter, "throughput": { "Elements": 10 },
        });
        let samples = serde_json::json!({ "iters": [2, 3], "times": [2.0 * least, 6.0 * least] });
        Measurement::parse(round, &benchmark.to_string(), &samples.to_string()).unwrap()
    }

    #[test]
    fn a_ratio_compares_the_smallest_times() {
        let table = tables(&[
            measured("round-1", "ours", None, 1_000.0),
            measured("round-1", "peer", None, 2_000.0),
            measured("round-2", "ours", None, 8_000.0),
            measured("round-2", "peer", None, 16_400.0),
            measured("round-3", "ours", None, 1_600.0),
            measured("round-3", "peer", None, 1_900.0),
            measured("round-3", "floor: copy", None, 10.0),
            measured("new", "peer", None, 1.0),
        ]);
        let rows: Vec<_> = table.lines().skip(4).collect();
        let expected = [
            "| ours | 100 | | |",
            "| peer | 190 | 1.90 | 1.90, 2.05 |",
            "| floor: copy | 1.00 | 0.01 | 0.01, 0.01 |",
            "",
        ];
        assert_eq!(rows, expected);
    }

    #[test]
    fn a_faster_peer_is_bold_and_listed() {
        let table = tables(&[
            measured("new", "ours", Some("1 kB"), 100.0),
            measured("new", "peer", Some("1 kB"), 80.0),
            measured("new", "ours, owned", Some("1 kB"), 70.0),
            measured("new", "ours", Some("100 B"), 30.0),
            measured("new", "peer", Some("100 B"), 90.0),
        ]);
        let rows: Vec<_> = table.lines().skip(2).collect();
        assert_eq!(
            rows,
            [
                "| | ours, ns | peer | ours, owned |",
                "| --- | --- | --- | --- |",
                "| 100 B | 3.00 | 3.00 | |",
                "| 1 kB | 10.0 | **0.80** | 0.70 |",
                "",
                "## Where a peer is faster",
                "",
                "- encode, 1 kB: peer 0.80",
            ]
        );
    }
}

//! Tables of what criterion has measured.
//!
//! A ratio is taken within a round, where both sides were measured within seconds of one another; of several rounds the
//! median counts. So a neighbour on the machine that slows one round down changes little.

use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// One case in one round.
#[derive(Debug, Clone, PartialEq)]
pub struct Measurement {
    round: String,
    group: String,
    case: String,
    /// What the case was run with, in groups that run each case with several.
    parameter: Option<String>,
    /// The median, in nanoseconds for one record.
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

#[derive(Deserialize)]
struct Estimates {
    median: Estimate,
}

#[derive(Deserialize)]
struct Estimate {
    point_estimate: f64,
}

impl Measurement {
    /// Reads the two files that criterion writes for a case; `round` is the name of its baseline.
    ///
    /// # Errors
    ///
    /// A file that isn't criterion's.
    pub fn parse(round: &str, benchmark: &str, estimates: &str) -> Result<Self, serde_json::Error> {
        let benchmark: Benchmark = serde_json::from_str(benchmark)?;
        let estimates: Estimates = serde_json::from_str(estimates)?;
        let records = if let Some(Throughput::Elements(records)) = benchmark.throughput { records } else { 1 };
        Ok(Self {
            round: round.to_owned(),
            group: benchmark.group_id,
            case: benchmark.function_id.unwrap_or_default(),
            parameter: benchmark.value_str,
            nanoseconds: estimates.median.point_estimate / records as f64,
        })
    }
}

/// A table for each group: of saved rounds (`--save-baseline round-1`), or of the last run where there are none.
#[must_use]
pub fn tables(measurements: &[Measurement]) -> String {
    let is_saved = measurements.iter().any(|measurement| measurement.round.starts_with("round-"));
    let counts = |round: &str| if is_saved { round.starts_with("round-") } else { round == "new" };
    let mut groups: BTreeMap<(&str, Option<&str>), Group<'_>> = BTreeMap::new();
    for measurement in measurements.iter().filter(|measurement| counts(&measurement.round)) {
        let group = groups.entry((&measurement.group, measurement.parameter.as_deref())).or_default();
        group.0.entry(&measurement.case).or_default().insert(&measurement.round, measurement.nanoseconds);
    }
    let mut text = String::new();
    let names: BTreeSet<&str> = groups.keys().map(|(name, _)| *name).collect();
    for name in names {
        let mut parts: Vec<_> = groups.iter().filter(|((group, _), _)| *group == name).collect();
        parts.sort_by(|(_, one), (_, other)| one.ours().total_cmp(&other.ours()));
        let _ = write!(text, "## {name}\n\n");
        if parts.iter().all(|((_, parameter), _)| parameter.is_none()) {
            text.push_str(
                "| case | ns per record | ours is … times as fast | in the rounds |\n| --- | --- | --- | --- |\n",
            );
        } else {
            text.push_str("| of | case | ns per record | ours is … times as fast | in the rounds |\n| --- | --- | --- | --- | --- |\n");
        }
        for ((_, parameter), group) in parts {
            group.write_rows(parameter.map(|parameter| format!("| {parameter} ")).as_deref().unwrap_or(""), &mut text);
        }
        text.push('\n');
    }
    text
}

/// Nanoseconds by case and round.
#[derive(Default)]
struct Group<'a>(BTreeMap<&'a str, BTreeMap<&'a str, f64>>);

const OURS: &str = "ours";

impl Group<'_> {
    fn ours(&self) -> f64 {
        self.0.get(OURS).map_or(0.0, |rounds| median(rounds.values().copied()))
    }

    /// Ours first, then peers from fast to slow, then floors.
    fn write_rows(&self, parameter: &str, text: &mut String) {
        let mut rows: Vec<_> = self.0.iter().map(|(case, rounds)| (*case, median(rounds.values().copied()))).collect();
        rows.sort_by(|(one, fast), (other, slow)| {
            (rank(one), *fast).partial_cmp(&(rank(other), *slow)).unwrap_or(std::cmp::Ordering::Equal)
        });
        for (case, nanoseconds) in rows {
            let ratios = self.ratios(case);
            let (least, most) =
                ratios.iter().fold((f64::MAX, 0.0_f64), |(least, most), ratio| (least.min(*ratio), most.max(*ratio)));
            let ratio = median(ratios.iter().copied());
            let mark = if rank(case) == 1 && ratio < 1.0 { " **slower**" } else { "" };
            let nanoseconds = significant(nanoseconds);
            let _ = match ratios.len() {
                0 => writeln!(text, "{parameter}| {case} | {nanoseconds} | | |"),
                _ if case == OURS => writeln!(text, "{parameter}| {case} | {nanoseconds} | 1 | |"),
                _ => writeln!(
                    text,
                    "{parameter}| {case} | {nanoseconds} | {}{mark} | {} to {} |",
                    significant(ratio),
                    significant(least),
                    significant(most)
                ),
            };
        }
    }

    /// How many times the time of ours a case took, in each round that has both.
    fn ratios(&self, case: &str) -> Vec<f64> {
        let rounds_of = |case: &str| self.0.get(case).into_iter().flatten();
        let both = |(round, time): (&&str, &f64)| Some(time / self.0.get(OURS)?.get(*round)?);
        rounds_of(case).filter_map(both).collect()
    }
}

/// Ours, peers, floors.
fn rank(case: &str) -> u8 {
    match case {
        OURS => 0,
        _ if case.starts_with("ours") => 2,
        _ if case.starts_with("floor") => 3,
        _ => 1,
    }
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    match values.len() {
        0 => 0.0,
        count if count % 2 == 1 => values[count / 2],
        count => f64::midpoint(values[count / 2 - 1], values[count / 2]),
    }
}

/// Three figures, and all of those before the point.
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

    fn measured(round: &str, case: &str, median: f64) -> Measurement {
        let benchmark = format!(
            r#"{{"group_id": "encode", "function_id": "{case}", "value_str": null, "throughput": {{"Elements": 10}}}}"#
        );
        let estimates = format!(r#"{{"median": {{"point_estimate": {median}}}}}"#);
        Measurement::parse(round, &benchmark, &estimates).unwrap()
    }

    #[test]
    fn a_ratio_is_the_median_of_those_within_a_round() {
        let table = tables(&[
            measured("round-1", "ours", 1_000.0),
            measured("round-1", "peer", 2_000.0),
            measured("round-2", "ours", 8_000.0),
            measured("round-2", "peer", 16_400.0),
            measured("round-3", "ours", 1_000.0),
            measured("round-3", "peer", 900.0),
            measured("new", "peer", 1.0),
            measured("round-3", "floor: copy", 10.0),
        ]);
        let rows: Vec<_> = table.lines().skip(4).collect();
        assert_eq!(
            rows,
            [
                "| ours | 100 | 1 | |",
                "| peer | 200 | 2.00 | 0.90 to 2.05 |",
                "| floor: copy | 1.00 | 0.01 | 0.01 to 0.01 |",
                ""
            ]
        );
    }

    #[test]
    fn a_peer_that_is_faster_is_marked() {
        let table = tables(&[measured("new", "ours", 100.0), measured("new", "peer", 80.0)]);
        assert!(table.contains("| peer | 8.00 | 0.80 **slower** |"), "{table}");
    }
}

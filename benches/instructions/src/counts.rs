//! The committed counts, a sorted line for each case, and their comparison with the measured counts.

use crate::Outcome;
use std::collections::{BTreeMap, BTreeSet};

/// A lower tolerance would fail by chance: the C library's memory functions differ by processor and by the address of a buffer.
pub(crate) const TOLERANCE_PERCENT: u64 = 2;

/// Instructions by case.
#[derive(Debug, Default)]
pub(crate) struct Counts(BTreeMap<String, u64>);

/// The result of [`Counts::compare`].
#[derive(Debug)]
pub(crate) struct Report {
    /// A line for each case.
    pub(crate) lines: String,
    /// Whether a count is out of the tolerance, or a case is on one side only.
    pub(crate) differs: bool,
}

impl Counts {
    pub(crate) fn insert(&mut self, case: String, count: u64) {
        self.0.insert(case, count);
    }

    pub(crate) fn parse(text: &str) -> Outcome<Self> {
        let mut counts = Self::default();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let (case, count) = line.rsplit_once(' ').ok_or_else(|| format!("no count in the line {line:?}"))?;
            counts.insert(case.trim_end().to_owned(), count.parse()?);
        }
        Ok(counts)
    }

    /// Returns the text of the file. The counts depend on `versions`.
    pub(crate) fn to_text(&self, versions: &str) -> String {
        let mut text = format!(
            "# Instructions by case: cargo run --release -p store-record-instruction-benches -- --update\n# {versions}\n"
        );
        for (case, count) in &self.0 {
            text += &format!("{case} {count}\n");
        }
        text
    }

    /// Compares these committed counts with the measured ones. A lower count is a difference too, because an outdated
    /// count would hide the next increase.
    pub(crate) fn compare(&self, measured: &Self) -> Report {
        let mut report = Report { lines: String::new(), differs: false };
        for case in self.0.keys().chain(measured.0.keys()).collect::<BTreeSet<_>>() {
            let line = match (self.0.get(case), measured.0.get(case)) {
                (Some(&committed), Some(&measured)) => {
                    let percent = (measured as f64 / committed as f64 - 1.0) * 100.0;
                    let is_out = committed.abs_diff(measured) * 100 > committed * TOLERANCE_PERCENT;
                    report.differs |= is_out;
                    let mark = if is_out { "  <--" } else { "" };
                    format!("{case}: {committed} committed, {measured} measured, {percent:+.2} %{mark}\n")
                }
                (committed, _) => {
                    report.differs = true;
                    let place = if committed.is_some() { "committed" } else { "measured" };
                    format!("{case}: only {place}  <--\n")
                }
            };
            report.lines += &line;
        }
        report
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compare(committed: &str, measured: &str) -> Report {
        Counts::parse(committed).unwrap().compare(&Counts::parse(measured).unwrap())
    }

    #[test]
    fn the_file_is_read_as_written() {
        let text = Counts::parse("b: two 7\na: one 1205\n").unwrap().to_text("rustc 1, valgrind 2");
        assert!(text.ends_with("# rustc 1, valgrind 2\na: one 1205\nb: two 7\n"), "{text}");
        assert_eq!(Counts::parse(&text).unwrap().to_text("rustc 1, valgrind 2"), text);
    }

    #[test]
    fn a_difference_within_the_tolerance_is_accepted() {
        assert!(!compare("a 1000", "a 1020").differs);
        assert!(!compare("a 1000", "a 980").differs);
        assert!(compare("a 1000", "a 1021").differs);
        let report = compare("a 1000\nb 10", "a 979\nb 10");
        assert!(report.differs);
        assert_eq!(
            report.lines,
            "a: 1000 committed, 979 measured, -2.10 %  <--\nb: 10 committed, 10 measured, +0.00 %\n"
        );
    }

    #[test]
    fn a_case_on_one_side_is_a_difference() {
        assert_eq!(compare("a 1\nb 1", "a 1").lines, "a: 1 committed, 1 measured, +0.00 %\nb: only committed  <--\n");
        assert!(compare("a 1", "a 1\nb 1").differs);
    }
}

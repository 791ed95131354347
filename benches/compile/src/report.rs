//! The tables of the report.

use crate::clock::Clock;
use crate::derives::Derive;
use crate::expansion::Expansion;
use crate::project::Command;
use crate::size::ProgramSize;
use crate::source::parts_and_enums;
use comfy_table::{Table, presets};
use std::time::Duration;

/// The measurements of one derive at one size.
#[derive(Debug)]
pub(crate) struct Row {
    derive: Derive,
    /// One for each command.
    pub(crate) times: Vec<Duration>,
    pub(crate) program: Option<ProgramSize>,
}

impl Row {
    pub(crate) fn new(derive: Derive) -> Self {
        Self { derive, times: Vec::new(), program: None }
    }
}

/// Writes times and sizes, with their ratios to `StoreValue` if it was measured.
pub(crate) fn costs(records: usize, commands: &[Command], rows: &[Row], runs: usize, clock: Clock) -> String {
    let (parts, enums) = parts_and_enums(records);
    let mut table = table();
    let header = ["derive"].into_iter().chain(commands.iter().map(|command| command.name()));
    let sized = if commands.contains(&Command::Release) { &["code, KB", "code and data, KB"][..] } else { &[] };
    table.set_header(header.chain(sized.iter().copied()));
    let ours = rows.iter().find(|row| row.derive == Derive::StoreValue);
    for row in rows {
        let times = row.times.iter().enumerate().map(|(index, time)| {
            let ours = ours.and_then(|ours| ours.times.get(index)).map(Duration::as_secs_f64);
            cell(&format!("{:.2} s", time.as_secs_f64()), time.as_secs_f64(), ours)
        });
        let sizes = [|size: ProgramSize| size.code, |size: ProgramSize| size.code + size.data].map(|part| {
            let kilobytes = |row: &Row| row.program.map(|size| part(size) as f64 / 1_000.0);
            kilobytes(row).map(|size| cell(&format!("{size:.0}"), size, ours.and_then(kilobytes)))
        });
        table.add_row([row.derive.name().to_owned()].into_iter().chain(times).chain(sizes.into_iter().flatten()));
    }
    format!(
        "{records} records, {parts} structs in them, {enums} enums; {} of {runs} runs, the median:\n\n{table}\n",
        clock.name()
    )
}

/// Writes the tokens and lines of a record, with its share of the structs and enums.
pub(crate) fn expansions(records: usize, derives: &[Derive], expansions: &[Expansion]) -> String {
    let mut table = table();
    table.set_header(["derive", "tokens a record", "lines a record"]);
    for (derive, expansion) in derives.iter().zip(expansions) {
        let share = |whole: usize| whole.div_ceil(records.max(1)).to_string();
        table.add_row([derive.name().to_owned(), share(expansion.tokens), share(expansion.lines)]);
    }
    format!("After all macros, {records} records with all that belongs to them, divided by their number:\n\n{table}\n")
}

fn table() -> Table {
    let mut table = Table::new();
    table.load_preset(presets::ASCII_MARKDOWN);
    table
}

fn cell(text: &str, value: f64, ours: Option<f64>) -> String {
    match ours.filter(|&ours| ours > 0.0) {
        Some(ours) => format!("{text} ({:.2})", value / ours),
        None => text.to_owned(),
    }
}

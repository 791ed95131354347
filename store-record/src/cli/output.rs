//! The standard output, which has data only. Everything else goes to the standard error.
//!
//! With `--format json` each line is a JSON value.

use super::Failure;
use serde_json::Value;
use std::fmt;
use std::io::{self, BufWriter, IsTerminal as _, Write};

/// The form of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub(super) enum Format {
    /// For people. It may change with every release
    #[default]
    Text,
    /// For programs: a JSON value on each line
    Json,
}

/// The argument that every command has.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct OutputArguments {
    /// The form of the output
    #[arg(id = "records.format", long = "format", value_enum, default_value_t, value_name = "FORMAT")]
    pub(super) format: Format,
}

/// The standard output.
pub(super) struct Output {
    out: BufWriter<Box<dyn Write>>,
    is_styled: bool,
}

/// A style of text on a terminal.
#[derive(Clone, Copy)]
pub(super) enum Style {
    /// A heading.
    Bold,
    Red,
    Green,
    Yellow,
}

impl Output {
    /// The output of the process. It is styled on a terminal, unless `NO_COLOR` says otherwise (<https://no-color.org>).
    pub(super) fn standard() -> Self {
        let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let is_dumb = std::env::var_os("TERM").is_some_and(|value| value == "dumb");
        let out = io::stdout();
        let is_styled = out.is_terminal() && !is_set("NO_COLOR") && !is_dumb;
        Self { out: BufWriter::new(Box::new(out)), is_styled }
    }

    /// Prints a line of text.
    pub(super) fn line(&mut self, text: impl fmt::Display) -> Result<(), Failure> {
        Ok(writeln!(self.out, "{text}")?)
    }

    /// Prints text that has its own line ends.
    pub(super) fn text(&mut self, text: impl fmt::Display) -> Result<(), Failure> {
        Ok(write!(self.out, "{text}")?)
    }

    /// Prints a JSON value as one line.
    pub(super) fn json(&mut self, value: &Value) -> Result<(), Failure> {
        self.line(value)
    }

    /// Returns the bytes of the output, for a writer of another crate.
    pub(super) fn writer(&mut self) -> &mut dyn Write {
        &mut self.out
    }

    /// Returns the text in a style, if the output is a terminal.
    pub(super) fn styled(&self, style: Style, text: &str) -> String {
        let code = match style {
            Style::Bold => 1,
            Style::Red => 31,
            Style::Green => 32,
            Style::Yellow => 33,
        };
        if self.is_styled { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }

    pub(super) fn flush(&mut self) -> Result<(), Failure> {
        Ok(self.out.flush()?)
    }
}

//! `erase`: deletes all rows of a scope.

use super::Outcome;
use super::connect::{self, Connect};
use super::failure::Failure;
use super::key;
use super::output::{Format, Output, OutputArguments};
use super::status::Status;
use crate::catalog::Catalog;
use crate::key::Scope;
use crate::manifest::RecordManifest;
use crate::store::{Selection, Store};
use serde_json::json;
use std::io::{self, BufRead as _, IsTerminal as _, Write as _};

/// Deletes all rows of a scope, after asking. It can't be undone
#[derive(Debug, Clone, clap::Args)]
pub(super) struct Erase {
    /// The components of the scope as plain text
    #[arg(id = "records.components", value_name = "SCOPE", required = true, allow_negative_numbers = true)]
    components: Vec<String>,
    /// Doesn't ask
    #[arg(id = "records.yes", long = "yes")]
    yes: bool,
    #[command(flatten)]
    output: OutputArguments,
}

impl Erase {
    pub(super) fn run<M: RecordManifest>(&self, connect: impl Connect, output: &mut Output) -> Outcome {
        let catalog = Catalog::of_manifest::<M>();
        let scopes = key::scopes_from_arguments::<M>(&catalog, None, &self.components)?;
        if !self.yes && !io::stdin().is_terminal() {
            return Err(Failure::Arguments(
                "`erase` asks before it deletes, and there is no terminal: add `--yes`".into(),
            ));
        }
        let mut store = connect::open(connect)?;
        let rows = if self.yes || is_confirmed(&mut store, &catalog, &scopes)? {
            let mut rows = 0;
            for scope in &scopes {
                rows += store.erase(scope)?;
            }
            rows
        } else {
            0
        };
        match self.output.format {
            Format::Text => output.line(format_args!("{rows} rows deleted"))?,
            Format::Json => output.json(&json!({ "rows": rows }))?,
        }
        Ok(Status::Done)
    }
}

/// Prints the number of rows of each record type, and asks.
fn is_confirmed<S: Store>(store: &mut S, catalog: &Catalog, scopes: &[Scope]) -> Result<bool, Failure> {
    let (mut total, mut other, mut counts) = (0, 0, Vec::<(&str, u64)>::new());
    for scope in scopes {
        for count in store.counts(&Selection::new().scope(scope))? {
            total += count.rows;
            // Names that the manifest doesn't have are stored data.
            let Some(record) = catalog.record(&count.record_type) else {
                other += count.rows;
                continue;
            };
            match counts.iter_mut().find(|(name, _)| *name == record.record_type()) {
                Some((_, rows)) => *rows += count.rows,
                None => counts.push((record.record_type(), count.rows)),
            }
        }
    }
    let mut question = String::new();
    for (name, rows) in counts {
        question += &format!("{rows} {name}\n");
    }
    if other > 0 {
        question += &format!("{other} of other record types\n");
    }
    question += &format!("Delete these {total} rows? It can't be undone. [y/N] ");
    let mut err = io::stderr();
    err.write_all(question.as_bytes()).and_then(|()| err.flush())?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    Ok(matches!(answer.trim(), "y" | "Y" | "yes"))
}

//! `catalog`: one page of HTML with everything that is stored.

use super::Outcome;
use super::connect::{self, Connect};
use super::failure::Failure;
use super::output::Output;
use super::status::Status;
use crate::catalog::Catalog;
use crate::manifest::RecordManifest;
use crate::store::{Selection, Store as _};
use std::fs;
use std::path::PathBuf;

mod page;

use page::{Page, page};

/// Writes an HTML page of all record types: fields, history, keys, columns and JSON Schemas
#[derive(Debug, Clone, clap::Args)]
pub(super) struct CatalogPage {
    /// The file; otherwise the page is printed
    #[arg(id = "records.file", short = 'o', long = "output", value_name = "FILE")]
    file: Option<PathBuf>,
    /// The title of the page; otherwise the name of the manifest's type
    #[arg(id = "records.title", long = "title", value_name = "TEXT")]
    title: Option<String>,
    /// Also counts the stored rows of each schema version
    #[arg(id = "records.rows", long = "rows")]
    rows: bool,
}

impl CatalogPage {
    pub(super) fn run<M: RecordManifest>(&self, connect: impl Connect, output: &mut Output) -> Outcome {
        let catalog = Catalog::of_manifest::<M>();
        let counts = match self.rows {
            true => Some(connect::open(connect)?.counts(&Selection::new())?),
            false => None,
        };
        let title = self.title.as_deref().unwrap_or_else(|| name_of::<M>());
        let page = page(&Page { title, catalog: &catalog, counts: counts.as_deref() });
        match &self.file {
            Some(path) => fs::write(path, page).map_err(|error| Failure::file(path, &error))?,
            None => output.text(page)?,
        }
        Ok(Status::Done)
    }
}

/// Returns the name of a type without its modules.
fn name_of<T>() -> &'static str {
    let name = std::any::type_name::<T>();
    let name = name.split('<').next().unwrap_or(name);
    name.rsplit("::").next().unwrap_or(name)
}

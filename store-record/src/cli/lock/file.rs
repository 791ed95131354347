//! The file of the lock.

use crate::cli::failure::Failure;
use crate::lock::LockFile;
use crate::manifest::RecordManifest;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A lock without records.
pub(super) const EMPTY: &str = r#"{"format": 1, "records": []}"#;

/// Where the lock is.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct LockArguments {
    /// The lock; otherwise the one that the manifest names, where it was when the program was built
    #[arg(id = "records.lock", long = "lock", value_name = "FILE")]
    lock: Option<PathBuf>,
}

impl LockArguments {
    /// Returns the path of the lock.
    pub(super) fn path<M: RecordManifest>(&self) -> Result<PathBuf, Failure> {
        let path = self.lock.clone().or_else(|| M::LOCK.path.map(PathBuf::from));
        path.ok_or_else(|| {
            Failure::Arguments("the manifest has no lock: add `lock = \"store-record.lock\"` to it".to_owned())
        })
    }
}

/// Returns the text of a file, or `None` if there is none.
pub(super) fn text(path: &Path) -> Result<Option<String>, Failure> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failure::file(path, &error)),
    }
}

/// Reads the text of a lock.
pub(super) fn read(text: &str, name: &str) -> Result<LockFile, Failure> {
    LockFile::read(text).map_err(|reason| {
        Failure::File(format!("the lock `{name}` {reason}: restore it from version control, then run `lock update`"))
    })
}

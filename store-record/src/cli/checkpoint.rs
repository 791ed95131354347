//! A file that says how far a command came, so that it goes on there when it is started again.
//!
//! ```json
//! {
//!   "format": 1,
//!   "command": "verify",
//!   "arguments": {"record_type": "account"},
//!   "part": 0,
//!   "after": {"scope": "acme", "record_type": "account", "record_key": "acme#a7"},
//!   "counts": {"rows": 120000}
//! }
//! ```
//!
//! `after` is the key of the last row that is done. A key is stored data, so only the user can read the file (on Unix).
//! The file is replaced as a whole: after a crash it is the one before or the one after.

use super::Failure;
use crate::key::{RecordKey, Scope};
use crate::store::RowKey;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

const FORMAT: u64 = 1;

/// The state of a command.
pub(super) struct Checkpoint {
    /// The command's name and the arguments that decide which rows it works on. Another command can't go on.
    pub(super) command: &'static str,
    pub(super) arguments: Value,
    /// The index of the part that the command works on, if the rows are read in several.
    pub(super) part: usize,
    /// The last row of that part that is done.
    pub(super) after: Option<RowKey>,
    /// What the command counted.
    pub(super) counts: BTreeMap<String, u64>,
}

impl Checkpoint {
    /// Begins without a file.
    pub(super) fn new(command: &'static str, arguments: Value) -> Self {
        Self { command, arguments, part: 0, after: None, counts: BTreeMap::new() }
    }

    /// Reads the file, or begins if there is none.
    pub(super) fn load(path: &Path, command: &'static str, arguments: Value) -> Result<Self, Failure> {
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::new(command, arguments)),
            Err(error) => return Err(Failure::file(path, &error)),
        };
        let failed = |reason: &str| Failure::File(format!("the checkpoint {} {reason}", path.display()));
        let value: Value = serde_json::from_str(&text).map_err(|_| failed("isn't JSON: remove it to begin again"))?;
        if value["format"] != FORMAT {
            return Err(failed("has another format: remove it to begin again"));
        }
        if value["command"] != command || value["arguments"] != arguments {
            return Err(failed("is of another command, or of other arguments: name another file, or remove it"));
        }
        let after = match &value["after"] {
            Value::Null => None,
            after => Some(row_key(after).ok_or_else(|| failed("has no valid key: remove it to begin again"))?),
        };
        let counts = value["counts"].as_object().cloned().unwrap_or_default();
        let counts = counts.into_iter().filter_map(|(name, count)| Some((name, count.as_u64()?))).collect();
        let part = value["part"].as_u64().and_then(|part| usize::try_from(part).ok()).unwrap_or_default();
        Ok(Self { command, arguments, part, after, counts })
    }

    /// Replaces the file.
    pub(super) fn save(&self, path: &Path) -> Result<(), Failure> {
        let counts: Map<String, Value> =
            self.counts.iter().map(|(name, count)| (name.clone(), (*count).into())).collect();
        let value = json!({
            "format": FORMAT,
            "command": self.command,
            "arguments": self.arguments,
            "part": self.part,
            "after": self.after.as_ref().map(|after| json!({
                "scope": after.scope.as_str(),
                "record_type": after.record_type,
                "record_key": after.record_key.as_str(),
            })),
            "counts": counts,
        });
        let mut temporary = path.as_os_str().to_owned();
        temporary.push(".new");
        let temporary = PathBuf::from(temporary);
        let written = create(&temporary).and_then(|mut file| {
            writeln!(file, "{value:#}")?;
            file.sync_all()
        });
        written.and_then(|()| fs::rename(&temporary, path)).map_err(|error| Failure::file(path, &error))
    }

    /// Removes the file: the command has come to its end.
    pub(super) fn remove(path: &Path) -> Result<(), Failure> {
        match fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Failure::file(path, &error)),
            _ => Ok(()),
        }
    }
}

fn row_key(after: &Value) -> Option<RowKey> {
    Some(RowKey {
        scope: Scope::from_stored(after["scope"].as_str()?),
        record_type: after["record_type"].as_str()?.to_owned(),
        record_key: RecordKey::from_stored(after["record_key"].as_str()?),
    })
}

fn create(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_checkpoint_is_read_back_by_the_same_command_only() {
        let path = std::env::temp_dir().join(format!("store_record_checkpoint_{}", std::process::id()));
        let arguments = json!({ "record_type": "account" });
        assert!(Checkpoint::load(&path, "verify", arguments.clone()).unwrap().after.is_none());
        let mut checkpoint = Checkpoint::new("verify", arguments.clone());
        checkpoint.after = Some(RowKey {
            scope: Scope::from_stored("acme"),
            record_type: "account".to_owned(),
            record_key: RecordKey::from_stored("acme#a7"),
        });
        checkpoint.part = 2;
        checkpoint.counts.insert("rows".to_owned(), 7);
        checkpoint.save(&path).unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
        let read = Checkpoint::load(&path, "verify", arguments.clone()).unwrap();
        assert_eq!((read.part, &read.after, &read.counts), (2, &checkpoint.after, &checkpoint.counts));
        for (command, arguments) in [("upgrade", arguments), ("verify", json!({}))] {
            let Err(failure) = Checkpoint::load(&path, command, arguments) else { panic!() };
            assert!(failure.to_string().contains("is of another command"));
        }
        fs::write(&path, "{\"acme").unwrap();
        let Err(failure) = Checkpoint::load(&path, "verify", json!({})) else { panic!() };
        assert!(failure.to_string().contains("isn't JSON"), "{failure}");
        Checkpoint::remove(&path).unwrap();
        Checkpoint::remove(&path).unwrap();
    }
}

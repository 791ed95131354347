//! The lock at a revision, from the program `git`.

use crate::cli::failure::Failure;
use std::path::Path;
use std::process::{Command, Stdio};

/// Returns the text of a file at a revision, or `None` if it wasn't there.
pub(super) fn text_at(revision: &str, path: &Path) -> Result<Option<String>, Failure> {
    let unknown = || Failure::Arguments(format!("`{revision}` is neither a file nor a revision of Git"));
    let commit = format!("{revision}^{{commit}}");
    // It could be taken for an option.
    if revision.starts_with('-') || run(path, &["rev-parse", "--verify", "--quiet", &commit])?.is_none() {
        return Err(unknown());
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    run(path, &["show", &format!("{revision}:./{name}")])
}

/// Returns the path as it is in annotations: relative to the root of the repository, if there is one.
pub(super) fn path_in_repository(path: &Path) -> String {
    let prefix = run(path, &["rev-parse", "--show-prefix"]).ok().flatten();
    match (prefix, path.file_name()) {
        (Some(prefix), Some(name)) => format!("{}{}", prefix.trim_end(), name.to_string_lossy()),
        _ => path.display().to_string(),
    }
}

/// Runs git in the folder of a file. Returns its output, or `None` if it fails.
fn run(path: &Path, arguments: &[&str]) -> Result<Option<String>, Failure> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let output = Command::new("git").arg("-C").arg(folder).args(arguments).stdin(Stdio::null()).output();
    let output = output.map_err(|error| Failure::file(Path::new("git"), &error))?;
    let text = || Failure::File("git printed what isn't UTF-8".to_owned());
    match output.status.success() {
        true => String::from_utf8(output.stdout).map(Some).map_err(|_| text()),
        false => Ok(None),
    }
}

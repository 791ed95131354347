//! The output of `git log` as a stream of parts.

use super::Failure;
use std::io::BufReader;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

/// One `name value` part for each property of a commit. `-z` ends each part with NUL, which a name or a subject can't contain.
const FORMAT: &str = "--format=tformat:commit %H%x00parents %P%x00author %an%x00email %ae%x00authored %ad%x00\
                      committed %cd%x00subject %s";

/// The history of a repository, the oldest commit first.
#[derive(Debug)]
pub(super) struct GitLog {
    name: String,
    top: String,
    commits: u64,
    child: Option<Child>,
}

impl GitLog {
    /// Returns the repository around `path`, or the reason why there is none.
    pub(super) fn find(path: &Path) -> Result<Self, String> {
        let top = ask(path, &["rev-parse", "--show-toplevel"])
            .or_else(|_| ask(path, &["rev-parse", "--absolute-git-dir"]))
            .map_err(|reason| reason.unwrap_or_else(|| "the folder isn't in a Git repository".into()))?;
        let count = ask(path, &["rev-list", "--count", "HEAD"]).map_err(|_| "the repository has no commits")?;
        let commits = count.parse().map_err(|_| "git doesn't count its commits")?;
        let name =
            Path::new(&top).file_name().map_or_else(|| "root".into(), |name| name.to_string_lossy().into_owned());
        Ok(Self { name, top, commits, child: None })
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    pub(super) fn commits(&self) -> u64 {
        self.commits
    }

    /// Starts `git log`.
    pub(super) fn reader(&mut self) -> Result<BufReader<ChildStdout>, Failure> {
        let mut child = Command::new("git")
            .args(["-C", &self.top, "-c", "log.showSignature=false", "-c", "i18n.logOutputEncoding=UTF-8"])
            .args(["log", "--reverse", "-z", "--no-color", "--no-renames", "--no-mailmap", "--no-notes"])
            .args(["--no-ext-diff", "--no-textconv", "--numstat", "--date=raw", FORMAT, "HEAD", "--"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| Failure::History(format!("git: {error}")))?;
        let output = child.stdout.take().ok_or_else(|| Failure::History("git has no output".into()))?;
        self.child = Some(child);
        Ok(BufReader::with_capacity(1 << 16, output))
    }

    /// Waits for `git log`, and checks that it was successful.
    pub(super) fn finish(self) -> Result<(), Failure> {
        let Some(mut child) = self.child else { return Ok(()) };
        match child.wait() {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(Failure::History(format!("git log ended early ({status})"))),
            Err(error) => Err(Failure::History(format!("git: {error}"))),
        }
    }
}

/// Returns git's output of one line. The error is `None` if git ran and failed.
fn ask(path: &Path, arguments: &[&str]) -> Result<String, Option<String>> {
    let output = Command::new("git")
        .arg("-C")
        .arg(path)
        .args(arguments)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .map_err(|error| Some(format!("git can't be run: {error}")))?;
    if !output.status.success() {
        return Err(None);
    }
    String::from_utf8(output.stdout).map(|text| text.trim_end_matches('\n').to_owned()).map_err(|_| None)
}

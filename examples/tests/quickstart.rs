//! The quick start as a program: its output, its database file, its exit status.

#![allow(clippy::unwrap_used)]

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn quickstart(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_quickstart"))
        .current_dir(folder)
        .args(arguments)
        .env("GIT_CEILING_DIRECTORIES", folder.parent().unwrap())
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn a_second_run_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let first = quickstart(folder.path(), &[]);
    assert!(first.status.success(), "{first:?}");
    let first = text(&first.stdout);
    assert!(first.contains("bundled sample") && first.contains("audit_event") && first.contains("was read back equal"));
    let before = std::fs::read(folder.path().join("quickstart.sqlite")).unwrap();

    let second = quickstart(folder.path(), &[]);
    assert!(second.status.success() && text(&second.stdout).contains("Nothing changed"), "{second:?}");
    assert_eq!(std::fs::read(folder.path().join("quickstart.sqlite")).unwrap(), before);
}

#[test]
fn a_damaged_line_is_reported_and_the_other_commits_are_stored() {
    let folder = tempfile::tempdir().unwrap();
    let sample = include_str!("../data/history.txt");
    let line = sample.lines().position(|line| line.starts_with("authored")).unwrap() + 1;
    let damaged = sample.replacen("authored 1", "authored CANARY", 1);
    std::fs::write(folder.path().join("history.txt"), damaged).unwrap();
    let output = quickstart(folder.path(), &["--history", "history.txt"]);
    assert_eq!(output.status.code(), Some(1));
    let (shown, error_output) = (text(&output.stdout), text(&output.stderr));
    assert!(error_output.contains(&format!("commit 1 of the history, line {line}: ")), "{error_output}");
    assert!(!error_output.contains("CANARY"));
    let commits = sample.lines().filter(|line| line.starts_with("commit ")).count();
    let kept = shown.lines().find(|line| line.contains("audit_event")).unwrap();
    assert!(kept.contains(&(commits - 1).to_string()), "{kept}");
}

/// Runs the quick start after a statement with `WHERE record_key = ?1` damaged one row of the sample.
struct Damaged {
    folder: tempfile::TempDir,
    key: String,
}

impl Damaged {
    fn new(record_type: &str, statement: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        assert!(quickstart(folder.path(), &[]).status.success());
        let database = rusqlite::Connection::open(folder.path().join("quickstart.sqlite")).unwrap();
        // The table's checks would reject a damaged row.
        database.execute_batch("PRAGMA ignore_check_constraints = ON").unwrap();
        let key: String = database
            .query_row(
                "SELECT record_key FROM record WHERE record_type = ?1 ORDER BY record_key LIMIT 1",
                [record_type],
                |row| row.get(0),
            )
            .unwrap();
        let changed = database.execute(&format!("{statement} WHERE record_key = ?1"), [&key]).unwrap();
        assert_eq!(changed, 1);
        Self { folder, key }
    }

    fn run(&self, arguments: &[&str]) -> (Option<i32>, String, String) {
        let output = quickstart(self.folder.path(), arguments);
        (output.status.code(), text(&output.stdout), text(&output.stderr))
    }
}

#[test]
fn a_damaged_row_is_reported_by_fingerprint_and_not_changed() {
    let damaged = Damaged::new("audit_event", "UPDATE record SET payload = replace(payload, '\"commit\"', '\"CANARY')");
    for _ in 0..2 {
        let (status, shown, error_output) = damaged.run(&[]);
        assert_eq!(status, Some(1));
        let line = error_output.lines().find(|line| line.starts_with("  audit_event ")).unwrap();
        assert!(line.contains(": can't open `audit_event`"), "{error_output}");
        assert!(!error_output.contains("CANARY") && !error_output.contains(&damaged.key), "{error_output}");

        assert!(!shown.contains("Nothing changed") && !shown.contains("read back equal"), "{shown}");
        assert!(shown.contains("Records written: 0.\n"), "{shown}");
        assert!(shown.contains("because their row is damaged: 1.\n"), "{shown}");
        assert!(shown.contains("Damaged rows in the database, left unchanged: 1.\n"), "{shown}");

        let fingerprint = line.split([' ', ':']).nth(3).unwrap();
        let (status, found, error_output) = damaged.run(&["--find", fingerprint]);
        assert_eq!((status, error_output.as_str()), (Some(0), ""));
        assert!(found.contains("record type: audit_event\n"), "{found}");
        assert!(found.contains(&format!("record key:  {}\n", damaged.key)), "{found}");
        assert!(!found.contains("CANARY"), "{found}");
    }
}

#[test]
fn a_row_with_unreadable_columns_is_reported_and_found() {
    for (statement, error_output) in [
        ("UPDATE record SET created_at = 9223372036854775807", "audit_event "),
        ("UPDATE record SET payload = CAST(x'ff43414e415259' AS TEXT)", "audit_event "),
        ("UPDATE record SET record_key = CAST(x'ff43414e415259' AS TEXT)", "audit_event "),
        ("UPDATE record SET record_type = 'CANARY'", "unlisted record type "),
    ] {
        let damaged = Damaged::new("audit_event", statement);
        let (status, shown, error_outputs) = damaged.run(&[]);
        assert_eq!(status, Some(1), "{statement}");
        let line = error_outputs.lines().find(|line| line.trim_start().starts_with(error_output)).unwrap();
        assert!(!error_outputs.contains("CANARY") && !error_outputs.contains(&damaged.key), "{error_outputs}");
        assert!(!shown.contains("Nothing changed"), "{shown}");
        let (name, _) = line.split_once(": ").unwrap();
        let (status, found, _) = damaged.run(&["--find", name.rsplit(' ').next().unwrap()]);
        assert_eq!(status, Some(0), "{statement}");
        assert!(found.contains("CANARY") || found.contains(&damaged.key), "{found}");
    }
}

/// Otherwise the person would get a second account, and every commit of that person another actor.
#[test]
fn a_damaged_account_number_prevents_the_import() {
    let damaged = Damaged::new("external_identity", "UPDATE record SET payload = '{}'");
    for _ in 0..2 {
        let (status, shown, error_output) = damaged.run(&[]);
        assert_eq!(status, Some(1));
        assert!(error_output.contains("a damaged row of `external_identity`"), "{error_output}");
        assert!(
            error_output.contains("  external_identity ") && !error_output.contains(&damaged.key),
            "{error_output}"
        );
        assert!(shown.contains("Records written: 0.\n") && !shown.contains("Nothing changed"), "{shown}");
    }
}

#[test]
fn find_reports_a_fingerprint_without_a_row() {
    let damaged = Damaged::new("audit_event", "UPDATE record SET revision = 1");
    let (status, found, _) = damaged.run(&["--find", "0123456789abcdef"]);
    assert_eq!((status, found.as_str()), (Some(1), "No row has this fingerprint.\n"));
    for wrong in ["0123456789abcde", "+123456789abcdef", "0123456789abcdeg"] {
        assert_eq!(damaged.run(&["--find", wrong]).0, Some(2), "{wrong}");
    }
}

#[test]
fn wrong_arguments_and_a_folder_without_git_have_different_results() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(quickstart(folder.path(), &["--no-such-option"]).status.code(), Some(2));
    let output = quickstart(folder.path(), &["."]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("isn't in a Git repository"));
    assert_eq!(quickstart(folder.path(), &["--help"]).status.code(), Some(0));
}

#[cfg(not(feature = "postgres"))]
#[test]
fn a_build_without_postgres_names_the_feature_and_not_the_url() {
    let folder = tempfile::tempdir().unwrap();
    for url in ["postgres://ada:CANARY@127.0.0.1/CANARY", "postgresql://CANARY"] {
        let output = quickstart(folder.path(), &["--database", url]);
        assert_eq!(output.status.code(), Some(1));
        let error_output = text(&output.stderr);
        assert!(error_output.contains("--features postgres") && !error_output.contains("CANARY"), "{error_output}");
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[cfg(not(feature = "mysql"))]
#[test]
fn a_build_without_mysql_names_the_feature_and_not_the_url() {
    let folder = tempfile::tempdir().unwrap();
    for url in ["mysql://ada:CANARY@127.0.0.1/CANARY", "mariadb://CANARY"] {
        let output = quickstart(folder.path(), &["--database", url]);
        assert_eq!(output.status.code(), Some(1));
        let error_output = text(&output.stderr);
        assert!(error_output.contains("--features mysql") && !error_output.contains("CANARY"), "{error_output}");
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

/// People type names, emails and subjects. With every feature, the test imports 100,000 commits.
#[test]
fn a_long_history_with_unusual_names_is_stored() {
    const COMMITS: u64 = if cfg!(feature = "postgres") { 100_000 } else { 10_000 };
    let folder = tempfile::tempdir().unwrap();
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.current_dir(folder.path()).args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
        command
    };
    assert!(git(&["init", "-q", "."]).status().unwrap().success());
    let mut import = git(&["fast-import", "--quiet"]).stdin(Stdio::piped()).spawn().unwrap();
    let mut input = std::io::BufWriter::new(import.stdin.take().unwrap());
    for commit in 0..COMMITS {
        let name =
            ["Zoë \"Z\" #1", "山田 太郎", "O'Neil $23", "commit 1\tparents", "\u{202e}turned"][commit as usize % 5];
        let (subject, zone) = (format!("subject {commit} \u{1} \\"), ["+0000", "+0545", "-0930"][commit as usize % 3]);
        write!(
            input,
            "commit refs/heads/main\nauthor {name} <p{}@example.com> {} {zone}\n\
             committer c <c@example.com> {} +0000\ndata {}\n{subject}\nM 644 inline f{}\ndata {}\n{commit}\n",
            commit % 700,
            1_000_000_000 + commit,
            1_000_000_000 + commit,
            subject.len(),
            commit % 10,
            commit.to_string().len(),
        )
        .unwrap();
    }
    drop(input);
    assert!(import.wait().unwrap().success());
    assert!(git(&["symbolic-ref", "HEAD", "refs/heads/main"]).status().unwrap().success());

    let output = quickstart(folder.path(), &["."]);
    assert!(output.status.success(), "{output:?}");
    let shown = text(&output.stdout);
    let rows = |record_type: &str| shown.lines().find(|line| line.contains(record_type)).unwrap().to_owned();
    assert!(rows("audit_event").contains(&COMMITS.to_string()), "{shown}");
    assert!(rows("external_identity").contains("700"), "{shown}");
    assert!(!shown.contains('\u{202e}'));
}

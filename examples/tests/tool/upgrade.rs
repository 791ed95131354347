//! `upgrade`: rewrites the rows of older schema versions.
//!
//! `STORE_RECORD_UPGRADE_ROWS=100000 STORE_RECORD_UPGRADE_KILLS=10` runs the test with kills at its full size.

use crate::process::{Tool, finish};
use crate::rows::{TENANT, broken_session, membership, memberships};
use serde_json::json;
use std::collections::BTreeMap;
use std::process::Stdio;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, sleep};
use std::time::{Duration, Instant};
use store_record::store::{Selection, Store as _, StoreError};
use store_record::{Envelope, StoreRecord as _};
use store_record_examples::directory::{AccountId, Level, Membership, MembershipV2, RoleInGroup, TenantId};
use time::OffsetDateTime;
use time::macros::date;

/// Returns the number of rows of each schema version of memberships.
fn versions(tool: &Tool) -> BTreeMap<i32, u64> {
    let counts = tool.store().counts(&Selection::new().record_type("membership")).unwrap();
    counts.iter().map(|count| (count.schema_version, count.rows)).collect()
}

pub(crate) fn older_rows_are_rewritten(tool: &mut Tool) {
    tool.put(&memberships(2_500, &[1, 2, 3]));
    let before = versions(tool);
    let [v1, v2] = [1, 2].map(|version| before[&version]);
    let counts = |version: i32, rows: u64, left: u64| {
        json!({
            "record_type": "membership", "schema_version": version,
            "rewritten": rows, "changed": 0, "failed": 0, "left": left,
        })
    };
    let total = |is_dry: bool, left| json!({ "dry_run": is_dry, "rewritten": v1 + v2, "changed": 0, "failed": 0, "left": left });
    let dry = tool.json(&["upgrade", "--dry-run"], 0);
    assert_eq!(dry, [counts(1, v1, v1), counts(2, v2, v2), total(true, v1 + v2)]);
    assert_eq!(versions(tool), before, "a dry run changes nothing");
    assert_eq!(tool.json(&["upgrade"], 0), [counts(1, v1, 0), counts(2, v2, 0), total(false, 0)]);
    assert_eq!(versions(tool), BTreeMap::from([(3, 2_500)]));
    let run = tool.run(&["upgrade"]);
    assert_eq!((run.status, run.out.as_str()), (0, "every row has the newest schema version of its type\n"));
    assert_eq!(tool.run(&["verify"]).status, 0);
}

pub(crate) fn a_row_that_can_not_be_upgraded_is_left(tool: &mut Tool) {
    tool.put(&memberships(10, &[1]));
    tool.put(&[broken_session()]);
    let values = tool.json(&["upgrade"], 1);
    let [problem, .., session, total] = &values[..] else { panic!() };
    assert_eq!((&problem["record_type"], &problem["schema_version"]), (&json!("session"), &json!(1)));
    assert!(!problem.to_string().contains("c4n4ry"));
    assert_eq!((&session["failed"], &session["left"], &total["rewritten"]), (&json!(1), &json!(1), &json!(10)));
    let run = tool.run(&["upgrade"]);
    assert_eq!(run.status, 1);
    assert!(run.out.contains("\nsession  1        0          0                  1       1\n"), "{}", run.out);
    assert_eq!(tool.run(&["upgrade", "--type", "membership"]).status, 0);
    assert_eq!(tool.run(&["upgrade", "--type", "none"]).status, 2);
    assert_eq!(tool.run(&["upgrade", "--rate", "0"]).status, 2);
}

pub(crate) fn a_signal_stops_it_and_it_goes_on(tool: &mut Tool) {
    tool.put(&memberships(1_000, &[1]));
    tool.put(&[broken_session()]);
    let file = tool.file("checkpoint");
    let upgrade = ["upgrade", "--checkpoint", file.to_str().unwrap()];
    let mut command = tool.command(&[&upgrade[..], &["--rate", "200", "--format", "json"]].concat());
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    wait_until(|| file.exists());
    let signal = finish(std::process::Command::new("kill").args(["-INT", &child.id().to_string()]));
    assert_eq!(signal.status, 0, "{signal:?}");
    let stopped = child.wait_with_output().unwrap();
    let err = String::from_utf8(stopped.stderr).unwrap();
    assert_eq!(stopped.status.code(), Some(130), "{err}");
    assert!(err.ends_with("stopped: the same command goes on here\n"), "{err}");
    let upgraded = versions(tool)[&3];
    assert!(upgraded > 0 && upgraded < 1_000, "{upgraded}");
    let values = tool.json(&upgrade, 1);
    let total = values.last().unwrap();
    assert_eq!((&total["rewritten"], &total["failed"]), (&json!(1_000), &json!(1)), "the counts go on");
    assert!(!file.exists());
    assert_eq!(versions(tool), BTreeMap::from([(3, 1_000)]));
}

fn wait_until(is_true: impl Fn() -> bool) {
    let begin = Instant::now();
    while !is_true() {
        assert!(begin.elapsed() < Duration::from_secs(60));
        sleep(Duration::from_millis(10));
    }
}

/// A change that another program makes while the upgrade runs.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Written {
    /// By a program of the newest version: an end of the membership.
    Newest,
    /// By a program of the version before: another role.
    Before,
}

/// Writes changes until the upgrade has ended. Returns the last change of each account.
fn write_changes(tool: &Tool, rows: u64, is_done: &AtomicBool) -> BTreeMap<u64, Written> {
    let (mut store, mut written, mut random) = (tool.store(), BTreeMap::new(), 1_u64);
    while !is_done.load(Ordering::Relaxed) {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let account = (random >> 33) % rows + 1;
        let (tenant_id, account_id, group) = (TenantId(TENANT.into()), AccountId(account), "staff".to_owned());
        let joined_at = OffsetDateTime::UNIX_EPOCH;
        let (row, change) = if account.is_multiple_of(2) {
            let until = Some(date!(2030 - 01 - 01));
            let newest = Membership { tenant_id, account_id, group, level: Level::Member, joined_at, until };
            (newest.to_envelope(), Written::Newest)
        } else {
            let before = MembershipV2 { tenant_id, account_id, group, role: RoleInGroup::Owner, joined_at };
            (before.to_envelope(), Written::Before)
        };
        match store.put(&row.unwrap()) {
            Ok(()) => {
                written.insert(account, change);
            }
            // The row was upgraded before.
            Err(StoreError::NewerRow) => {}
            // SQLite has one writer. Nothing was changed.
            Err(error) if error.to_string().contains("locked") => {}
            Err(error) => panic!("{error}"),
        }
        sleep(Duration::from_millis(5));
    }
    written
}

/// Sets the flag when it is dropped.
struct SetOnDrop<'a>(&'a AtomicBool);

impl Drop for SetOnDrop<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

pub(crate) fn killed_at_any_moment_it_loses_no_change(tool: &mut Tool) {
    let setting = |name: &str, default: u64| std::env::var(name).map_or(default, |text| text.parse().unwrap());
    let (rows, kills) = (setting("STORE_RECORD_UPGRADE_ROWS", 2_000), setting("STORE_RECORD_UPGRADE_KILLS", 3));
    memberships(rows, &[1, 2, 2, 3]).chunks(10_000).for_each(|rows| tool.put(rows));
    if !tool.database.contains("://") {
        // Readers don't wait for a writer, and a writer waits for the disk once.
        let connection = rusqlite::Connection::open(&tool.database).unwrap();
        connection.pragma_update(None, "journal_mode", "wal").unwrap();
    }
    let (is_done, begin) = (AtomicBool::new(false), Instant::now());
    let file = tool.file("checkpoint");
    let tool = &*tool;
    let written = thread::scope(|scope| {
        let writer = scope.spawn(|| write_changes(tool, rows, &is_done));
        // The scope waits for the writer, also after a failed assertion.
        let end = SetOnDrop(&is_done);
        // So slow that each process is killed before its end.
        let rate = (rows / 10).to_string();
        let upgrade = ["upgrade", "--checkpoint", file.to_str().unwrap(), "--rate", &rate].map(str::to_owned);
        let upgrade: Vec<&str> = upgrade.iter().map(String::as_str).collect();
        for kill in 0..kills {
            let mut command = tool.command(&upgrade);
            let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
            sleep(Duration::from_millis(150 + kill * 7919 % 700));
            child.kill().unwrap();
            assert_eq!(child.wait().unwrap().code(), None, "it was killed before its end");
        }
        // Without a limit from here on.
        let (begin, left) = (Instant::now(), versions(tool));
        let run = tool.run(&upgrade[..3]);
        drop(end);
        let seconds = begin.elapsed().as_secs_f64();
        let left: u64 = left.iter().filter(|(version, _)| **version < 3).map(|(_, rows)| rows).sum();
        eprintln!("{left} rows upgraded in {seconds:.1} s: {:.0} rows/s", left as f64 / seconds);
        assert_eq!(run.status, 0, "{run:?}");
        writer.join().unwrap()
    });
    eprintln!("{rows} rows, {kills} kills, {} changes: {:.1} s", written.len(), begin.elapsed().as_secs_f64());
    assert!(written.values().any(|change| *change == Written::Newest));
    assert_eq!(versions(tool), BTreeMap::from([(3, rows)]));
    let mut seen = 0;
    let selection = Selection::new().record_type("membership");
    let mut visit = |row: Envelope| {
        let row: Membership = row.open().unwrap();
        seen += 1;
        match written.get(&row.account_id.0) {
            Some(Written::Newest) => assert_eq!(row.until, Some(date!(2030 - 01 - 01)), "a change is lost"),
            Some(Written::Before) => assert_eq!(row.level, Level::Owner, "a change is lost"),
            None => assert_eq!(row.to_envelope().unwrap(), membership(row.account_id.0, 3)),
        }
    };
    let scanned = tool.store().scan(&selection, |row| {
        visit(row.unwrap().to_envelope().unwrap());
        std::ops::ControlFlow::Continue(())
    });
    scanned.unwrap();
    assert_eq!(seen, rows);
}

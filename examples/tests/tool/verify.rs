//! `verify`: whether every row opens.

use crate::process::Tool;
use crate::rows::{broken_session, edited, lines, membership, memberships};
use serde_json::json;
use std::fs;

pub(crate) fn rows_that_open_are_counted(tool: &mut Tool) {
    tool.put(&memberships(2_500, &[1, 2, 3]));
    let run = tool.run(&["verify"]);
    assert_eq!((run.status, run.out.as_str()), (0, "2500 rows verified, 0 can't be opened\n"), "{}", run.err);
    assert_eq!(tool.json(&["verify", "--version", "2"], 0), [json!({ "rows": 833, "failed": 0 })]);
    assert_eq!(tool.json(&["verify", "--type", "session"], 0), [json!({ "rows": 0, "failed": 0 })]);
    assert_eq!(tool.json(&["verify", "--scope", "acme"], 0), [json!({ "rows": 2500, "failed": 0 })]);
    assert_eq!(tool.json(&["verify", "--scope", "other"], 0), [json!({ "rows": 0, "failed": 0 })]);
}

pub(crate) fn an_edited_row_is_found_without_its_data(tool: &mut Tool) {
    tool.put(&memberships(1_500, &[3]));
    tool.put(&[edited(membership(1_200, 3), "\"member\"", "\"c4n4ry\", \"s3cr3t\": 1"), broken_session()]);
    let run = tool.run(&["verify"]);
    assert_eq!(run.status, 1);
    let out: Vec<&str> = run.out.lines().collect();
    assert_eq!(out.len(), 3, "{}", run.out);
    assert!(out[0].starts_with("membership version 3 ") && out[0].contains("unknown"), "{}", run.out);
    assert!(out[1].starts_with("session version 1 ") && out[1].contains("conversion"), "{}", run.out);
    assert_eq!(out[2], "1501 rows verified, 2 can't be opened");
    let [row, session, summary] = tool.json(&["verify", "--explain"], 1).try_into().unwrap();
    assert_eq!((&row["record_type"], &row["schema_version"]), (&json!("membership"), &json!(3)));
    assert_eq!(row["fingerprint"].as_str().unwrap().len(), 16);
    assert_eq!(row["differences"].as_array().unwrap().len(), 2, "{row}");
    assert_eq!((&session["record_type"], &session["differences"]), (&json!("session"), &json!(null)));
    assert_eq!(summary, json!({ "rows": 1501, "failed": 2 }));
    for secret in ["c4n4ry", "s3cr3t", "acme", "1200"] {
        assert!(!run.out.contains(secret) && !row.to_string().contains(secret), "{row}");
    }
    let explained = tool.run(&["verify", "--explain", "--expose"]);
    assert!(
        explained.out.contains("\n  [\"s3cr3t\"]: ") && explained.out.contains("scope acme, "),
        "{}",
        explained.out
    );
    let [row, ..] = &tool.json(&["verify", "--expose"], 1)[..] else { panic!() };
    assert_eq!(row["key"]["record_key"], membership(1_200, 3).record_key().as_str());
}

pub(crate) fn a_fingerprint_needs_its_key_to_be_compared(tool: &mut Tool) {
    tool.put(&[broken_session()]);
    let fingerprint = |arguments: &[&str]| tool.json(&[&["verify"], arguments].concat(), 1)[0]["fingerprint"].clone();
    assert_ne!(fingerprint(&[]), fingerprint(&[]));
    let file = tool.file("key");
    fs::write(&file, [7; 32]).unwrap();
    let file = file.to_str().unwrap();
    assert_eq!(fingerprint(&["--fingerprint-key", file]), fingerprint(&["--fingerprint-key", file]));
}

pub(crate) fn a_stopped_verification_goes_on(tool: &mut Tool) {
    let rows = memberships(2_500, &[3]);
    tool.put(&rows);
    tool.put(&[edited(rows[1].clone(), "\"member\"", "\"c4n4ry\""), edited(rows[2_200].clone(), "\"member\"", "7")]);
    let file = tool.file("checkpoint");
    let last = rows[999].columns();
    let checkpoint = json!({
        "format": 1,
        "command": "verify",
        "arguments": { "record_type": null, "scope": [], "schema_version": null },
        "part": 0,
        "after": { "scope": "acme", "record_type": "membership", "record_key": last.record_key.as_str() },
        "counts": { "rows": 1000, "failed": 1 },
    });
    fs::write(&file, checkpoint.to_string()).unwrap();
    let path = file.to_str().unwrap();
    let run = tool.run(&["verify", "--checkpoint", path, "--type", "membership"]);
    assert_eq!(run.status, 3);
    assert!(run.err.contains("is of another command, or of other arguments"), "{}", run.err);
    let values = tool.json(&["verify", "--checkpoint", path], 1);
    assert_eq!(values.len(), 2, "only the rows after the checkpoint are reported");
    assert_eq!(values[1], json!({ "rows": 2500, "failed": 2 }));
    assert!(!file.exists(), "it is removed at the end");
}

pub(crate) fn lines_are_verified_without_a_store(tool: &mut Tool) {
    tool.database = "/".to_owned();
    let text = format!("{}{{\"s3cr3t\"\n\n{}", lines(&memberships(3, &[1, 2])), lines(&[broken_session()]));
    let run = tool.run_with_input(&["verify", "-"], &text);
    let out: Vec<&str> = run.out.lines().collect();
    assert_eq!((run.status, out.len()), (1, 3), "{run:?}");
    assert!(out[0].starts_with("line 4: ") && out[1].starts_with("line 6: session version 1 "), "{run:?}");
    assert_eq!(out[2], "5 rows verified, 2 can't be opened");
    assert!(!run.out.contains("s3cr3t") && !run.out.contains("c4n4ry"));
    let file = tool.file("rows");
    fs::write(&file, lines(&memberships(3, &[1, 2]))).unwrap();
    assert_eq!(tool.json(&["verify", file.to_str().unwrap()], 0), [json!({ "rows": 3, "failed": 0 })]);
    assert_eq!(tool.run(&["verify", "-", "--type", "session"]).status, 2);
}

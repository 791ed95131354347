//! `export`, `import` and `erase`.

use crate::process::Tool;
use crate::rows::{broken_session, lines, memberships};
use serde_json::json;
use std::fs;
use store_record::{Envelope, RecordManifest as _};
use store_record_examples::directory::{DirectoryRecord, old_rows, reference_records};

fn all_rows() -> Vec<Envelope> {
    let records = reference_records();
    let newest = records.iter().map(|record: &DirectoryRecord| record.to_envelope().unwrap());
    newest.chain(old_rows().unwrap()).chain(memberships(1_200, &[1, 2, 3])).collect()
}

pub(crate) fn exported_rows_are_imported_as_they_were(tool: &mut Tool) {
    let rows = all_rows();
    tool.put(&rows);
    let stored = tool.store_count();
    let run = tool.run(&["export"]);
    assert_eq!((run.status, run.err), (0, format!("{stored} rows exported, 0 can't be written as a line\n")));
    let file = tool.file("rows.ndjson");
    let path = file.to_str().unwrap();
    let checkpoint = tool.file("checkpoint");
    let arguments = ["export", "-o", path, "--checkpoint", checkpoint.to_str().unwrap()];
    assert_eq!(tool.json(&arguments, 0), [json!({ "rows": stored, "failed": 0 })]);
    assert_eq!(fs::read_to_string(&file).unwrap(), run.out);
    assert!(!checkpoint.exists());
    // Into another database, and out of it again.
    let other = Tool::with_sqlite();
    assert_eq!(other.json(&["import", path], 0), [json!({ "rows": stored, "failed": 0, "lines": stored })]);
    assert_eq!(other.run(&["export"]).out, run.out);
    // A second time, through a pipe.
    let again = other.run_with_input(&["import"], &run.out);
    assert_eq!(again.status, 0, "{again:?}");
    assert_eq!(other.run(&["export"]).out, run.out);
}

pub(crate) fn an_export_goes_on_where_the_checkpoint_was_saved(tool: &mut Tool) {
    let rows = memberships(2_500, &[3]);
    tool.put(&rows);
    let (file, checkpoint) = (tool.file("rows.ndjson"), tool.file("checkpoint"));
    let done = lines(&rows[..1_000]);
    // The program was killed while it wrote another line.
    fs::write(&file, format!("{done}{{\"payl")).unwrap();
    let saved = json!({
        "format": 1,
        "command": "export",
        "arguments": { "record_type": null, "scope": [], "schema_version": null, "file": file.to_str().unwrap() },
        "part": 0,
        "after": { "scope": "acme", "record_type": "membership", "record_key": rows[999].record_key().as_str() },
        "counts": { "rows": 1000, "bytes": done.len() },
    });
    fs::write(&checkpoint, saved.to_string()).unwrap();
    let arguments = ["export", "-o", file.to_str().unwrap(), "--checkpoint", checkpoint.to_str().unwrap()];
    assert_eq!(tool.json(&arguments, 0), [json!({ "rows": 2500, "failed": 0 })]);
    assert_eq!(fs::read_to_string(&file).unwrap(), lines(&rows));
    assert_eq!(tool.run(&["export", "--checkpoint", "none"]).status, 2, "a pipe can't go on");
}

pub(crate) fn a_part_of_the_rows_is_exported(tool: &mut Tool) {
    let rows = all_rows();
    tool.put(&rows);
    let export = |arguments: &[&str]| {
        let run = tool.run(&[&["export"], arguments].concat());
        assert_eq!(run.status, 0, "{run:?}");
        run.out.lines().count()
    };
    let count = |is_of: &dyn Fn(&Envelope) -> bool| rows.iter().filter(|row| is_of(row)).count();
    assert_eq!(export(&["--type", "session"]), count(&|row| row.record_type() == "session"));
    assert_eq!(export(&["--version", "2"]), count(&|row| row.schema_version() == 2));
    assert_eq!(export(&["--scope", "acme"]), count(&|row| row.scope().as_str() == "acme"));
    assert_eq!(export(&["--scope", "acme", "--scope", "wiki"]), count(&|row| row.scope().as_str() == "acme#wiki"));
    assert_eq!(export(&["--type", "membership", "--scope", "acme", "--version", "1"]), 400);
    let run = tool.run(&["export", "--scope", "a", "--scope", "b", "--scope", "c"]);
    assert_eq!((run.status, run.err.as_str()), (2, "error: no scope has 3 components\n"));
}

pub(crate) fn a_bad_line_ends_the_import_before_it(tool: &mut Tool) {
    let rows = memberships(700, &[3]);
    let bad = lines(&[broken_session()]);
    let file = tool.file("rows.ndjson");
    fs::write(&file, format!("{}{bad}{}", lines(&rows[..600]), lines(&rows[600..]))).unwrap();
    let checkpoint = tool.file("checkpoint");
    let import = ["import", file.to_str().unwrap()];
    let values = tool.json(&[&import[..], &["--dry-run"]].concat(), 1);
    assert_eq!((values.len(), &values[1]), (2, &json!({ "rows": 700, "failed": 1, "lines": 701 })));
    assert_eq!(tool.store_count(), 0, "a dry run writes nothing");
    let resumable = [&import[..], &["--checkpoint", checkpoint.to_str().unwrap()]].concat();
    let [problem, summary] = tool.json(&resumable, 1).try_into().unwrap();
    assert_eq!((&problem["line"], &problem["record_type"]), (&json!(601), &json!("session")));
    assert!(!problem.to_string().contains("c4n4ry"));
    assert_eq!(summary, json!({ "rows": 600, "failed": 1, "lines": 600 }));
    assert_eq!(tool.store_count(), 600);
    // After the line was corrected, the import goes on.
    fs::write(&file, lines(&[&rows[..], &rows[..1]].concat())).unwrap();
    assert_eq!(tool.json(&resumable, 0), [json!({ "rows": 701, "failed": 0, "lines": 701 })]);
    assert_eq!(tool.store_count(), 700);
    assert!(!checkpoint.exists());
}

pub(crate) fn bad_lines_are_skipped_if_the_user_says_so(tool: &mut Tool) {
    let text = format!("{}nonsense\n{}", lines(&memberships(2, &[1])), lines(&memberships(4, &[3])));
    let run = tool.run_with_input(&["import", "--skip-bad"], &text);
    assert_eq!(run.status, 1);
    assert!(run.out.starts_with("line 3: "), "{}", run.out);
    assert!(run.out.ends_with("6 rows imported, 1 lines can't be rows; 7 lines are done\n"), "{}", run.out);
    assert_eq!(tool.store_count(), 4);
}

pub(crate) fn a_newer_row_is_not_replaced_by_an_import(tool: &mut Tool) {
    tool.put(&memberships(3, &[3]));
    let run = tool.run_with_input(&["import"], &lines(&memberships(3, &[3, 2])));
    assert_eq!(run.status, 3);
    assert!(run.err.contains("newer schema version") && run.err.contains("the lines 1 to 3 aren't written"), "{run:?}");
}

pub(crate) fn a_scope_is_erased_after_a_question_only(tool: &mut Tool) {
    let rows = all_rows();
    tool.put(&rows);
    let stored = tool.store_count();
    let run = tool.run_with_input(&["erase", "acme"], "y\n");
    assert_eq!((run.status, run.out.as_str()), (2, ""), "a pipe isn't a terminal");
    assert_eq!(tool.store_count(), stored);
    let of = |scope: &str| rows.iter().filter(|row| row.scope().as_str() == scope).count() as u64;
    let (tenant, application) = (of("acme"), of("acme#wiki"));
    assert!(tenant > 0 && application > 0 && tenant + application < stored);
    let run = tool.run(&["erase", "acme", "--yes"]);
    assert_eq!((run.status, run.out), (0, format!("{tenant} rows deleted\n")));
    assert_eq!(tool.store_count(), stored - tenant);
    assert_eq!(tool.json(&["erase", "acme", "wiki", "--yes"], 0), [json!({ "rows": application })]);
    assert_eq!(tool.store_count(), stored - tenant - application);
    assert_eq!(tool.json(&["erase", "acme", "--yes"], 0), [json!({ "rows": 0 })]);
    assert_eq!(tool.run(&["erase", "--yes"]).status, 2, "global records have no scope to erase");
}

#[cfg(unix)]
pub(crate) fn the_question_counts_what_an_answer_deletes(tool: &mut Tool) {
    use store_record::EnvelopeColumns;

    let rows: Vec<_> = reference_records().iter().map(|record| record.to_envelope().unwrap()).collect();
    let is_of_tenant = |row: &&Envelope| row.scope().as_str() == "acme";
    let of_tenant: Vec<_> = rows.iter().filter(is_of_tenant).collect();
    let unlisted = of_tenant[0].clone().into_columns();
    let unlisted = Envelope::from_columns(EnvelopeColumns { record_type: "sensitive-name".into(), ..unlisted });
    tool.put(&rows);
    tool.put(&[unlisted]);
    let (stored, deleted) = (tool.store_count(), of_tenant.len() as u64 + 1);
    let accounts = of_tenant.iter().filter(|row| row.record_type() == "account").count();
    for answer in ["n\n", "\n", "yess\n", "\u{4}"] {
        let run = tool.run_at_terminal(&["erase", "acme"], answer);
        assert_eq!((run.status, run.out.as_str()), (0, "0 rows deleted\n"), "{answer:?}");
        assert!(run.err.contains(&format!("{accounts} account\n")), "{}", run.err);
        let end = format!("1 of other record types\nDelete these {deleted} rows? It can't be undone. [y/N] ");
        assert!(run.err.ends_with(&end), "{}", run.err);
        assert_eq!(tool.store_count(), stored);
    }
    let run = tool.run_at_terminal(&["erase", "acme"], "y\n");
    assert_eq!((run.status, run.out), (0, format!("{deleted} rows deleted\n")));
    assert_eq!(tool.store_count(), stored - deleted);
}

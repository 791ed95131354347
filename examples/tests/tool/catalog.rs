//! `catalog`.

use crate::process::Tool;
use crate::relaxed;
use std::fs;
use store_record::RecordManifest as _;
use store_record_examples::directory::{DirectoryRecord, old_rows, reference_records};

pub(crate) fn the_page_has_every_record_type(tool: &mut Tool) {
    let file = tool.file("catalog.html");
    let run = tool.run(&["catalog", "-o", file.to_str().unwrap()]);
    assert_eq!((run.status, run.out.as_str(), run.err.as_str()), (0, "", ""));
    let page = fs::read_to_string(file).unwrap();
    assert!(page.starts_with("<!doctype html>\n"));
    assert!(page.contains("<title>DirectoryRecord · record types</title>"));
    for record_type in DirectoryRecord::RECORD_TYPES {
        assert!(page.contains(&format!("<section id=\"type/{record_type}\"")), "{record_type}");
    }
    let run = tool.run(&["catalog", "--title", "DirectoryRecord"]);
    assert_eq!((run.status, run.out), (0, page), "without a file the page is printed, and it is always the same");
}

pub(crate) fn the_page_has_the_numbers_of_rows_and_no_stored_data(tool: &mut Tool) {
    let mut rows: Vec<_> = reference_records().iter().map(|record| record.to_envelope().unwrap()).collect();
    rows.extend(old_rows().unwrap());
    tool.put(&rows);
    let page = tool.run(&["catalog", "--rows"]).out;
    assert_eq!(page.matches("<h2>Rows by version</h2>").count(), DirectoryRecord::RECORD_TYPES.len());
    // A short key can also be an invented value.
    let keys: Vec<&str> = rows.iter().map(|row| row.record_key().as_str()).filter(|key| key.len() > 12).collect();
    assert!(keys.len() > 10);
    for key in keys {
        assert!(!page.contains(key), "a record key is stored data");
    }
}

pub(crate) fn the_page_has_the_reasons_of_relaxations(_: &mut Tool) {
    let run = relaxed::run(&["catalog", "--title", "<Relaxed>"]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    assert!(run.out.contains("<code>field-removed</code> at <code>.name</code>: “no row has it”"));
    assert!(run.out.contains("<title>&lt;Relaxed&gt; · record types</title>"));
}

pub(crate) fn a_file_that_cant_be_written_is_reported(tool: &mut Tool) {
    let folder = tool.file(".");
    let run = tool.run(&["catalog", "-o", folder.to_str().unwrap()]);
    assert_eq!((run.status, run.out.as_str()), (3, ""));
    assert!(run.err.starts_with("error: "), "{}", run.err);
}

//! `types`.

use crate::process::Tool;
use store_record::catalog::Catalog;
use store_record::{Envelope, EnvelopeColumns, RecordManifest as _};
use store_record_examples::directory::{DirectoryRecord, old_rows, reference_records};

pub(crate) fn every_record_type_is_listed(tool: &mut Tool) {
    let run = tool.run(&["types"]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    assert!(run.out.starts_with("TYPE "), "{}", run.out);
    assert_eq!(run.out.lines().count(), 1 + DirectoryRecord::RECORD_TYPES.len());
    let application = run.out.lines().find(|line| line.starts_with("application, was client ")).unwrap();
    let words: Vec<&str> = application.split_whitespace().collect();
    assert_eq!(words, ["application,", "was", "client", "1", ".tenantId", ".name", "6"]);
    let records = tool.json(&["types"], 0);
    let names: Vec<&str> = records.iter().map(|record| record["record_type"].as_str().unwrap()).collect();
    assert_eq!(names, DirectoryRecord::RECORD_TYPES);
}

pub(crate) fn one_record_type_is_described(tool: &mut Tool) {
    let [record] = tool.json(&["types", "session"], 0).try_into().unwrap();
    let catalog = Catalog::of_manifest::<DirectoryRecord>();
    let session = catalog.record("session").unwrap();
    let versions: Vec<i64> = record["versions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|version| version["schema_version"].as_i64().unwrap())
        .collect();
    assert_eq!(versions, [3, 2, 1]);
    assert_eq!(record["scope"][1]["path"], ".application");
    assert_eq!(record["key"][0]["encoding"], "unsigned_128");
    assert_eq!(record["columns"][1]["name"], "updated_at");
    assert_eq!(record["fields"].as_array().unwrap().len(), session.newest().fields().len());
    let run = tool.run(&["types", "client"]);
    assert_eq!(run.status, 0);
    assert!(run.out.contains("was       client\n"), "a former name is accepted: {}", run.out);
    assert!(run.out.contains(".redirectUris   "), "{}", run.out);
}

pub(crate) fn rows_are_counted_by_version(tool: &mut Tool) {
    let mut rows: Vec<Envelope> = reference_records().iter().map(|record| record.to_envelope().unwrap()).collect();
    rows.extend(old_rows().unwrap());
    let unlisted = rows[0].clone().into_columns();
    rows.push(Envelope::from_columns(EnvelopeColumns { record_type: "sensitive-name".into(), ..unlisted }));
    tool.put(&rows);
    let records = tool.json(&["types", "--rows"], 0);
    let stored = tool.store_count();
    let counted: u64 = records
        .iter()
        .map(|record| match record["versions"].as_array() {
            Some(versions) => versions.iter().map(|version| version["rows"].as_u64().unwrap()).sum(),
            None => record["rows"].as_u64().unwrap(),
        })
        .sum();
    assert_eq!(counted, stored);
    let session = records.iter().find(|record| record["record_type"] == "session").unwrap();
    let rows: Vec<u64> =
        session["versions"].as_array().unwrap().iter().map(|version| version["rows"].as_u64().unwrap()).collect();
    assert_eq!((rows.len(), rows[1], rows[2]), (3, 0, 1));
    let run = tool.run(&["types", "--rows"]);
    assert_eq!(run.status, 0);
    assert!(run.out.contains("1 more rows have a record type that the manifest doesn't have"), "{}", run.out);
    assert!(!run.out.contains("sensitive-name"), "the name is stored data");
}

pub(crate) fn an_unknown_record_type_is_a_wrong_argument(tool: &mut Tool) {
    let run = tool.run(&["types", "member"]);
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    assert!(run.err.starts_with("error: the manifest has no record type `member`; it has `tenant`, "), "{}", run.err);
    assert_eq!(tool.run(&["types", "--format", "xml"]).status, 2);
}

pub(crate) fn an_unreachable_database_fails(tool: &mut Tool) {
    // A folder isn't a database, and neither is a port without a server.
    tool.database = match tool.database.split_once("://") {
        Some((scheme, _)) => format!("{scheme}://127.0.0.1:1/none"),
        None => tool.file(".").display().to_string(),
    };
    let run = tool.run(&["types", "--rows"]);
    assert_eq!((run.status, run.out.as_str()), (3, ""));
    assert!(run.err.starts_with("error: the store failed: the database can't be used: "), "{}", run.err);
    assert_eq!(tool.run(&["types"]).status, 0, "without `--rows` there is no store");
}

//! `show`: one row, with masks in place of sensitive fields.

use crate::process::Tool;
use store_record::{Envelope, EnvelopeColumns, Payload, RecordManifest as _};
use store_record_examples::directory::{old_rows, reference_records};

fn rows(record_type: &str) -> Vec<Envelope> {
    let records = reference_records().into_iter().filter(|record| record.record_type() == record_type);
    records.map(|record| record.to_envelope().unwrap()).collect()
}

pub(crate) fn a_row_is_found_by_plain_components(tool: &mut Tool) {
    // An escaped text, a number, an instant, an optional component, a key without a scope.
    let keys: [(&str, &[&str]); 5] = [
        ("invitation", &["a#b$c d", "02020202020202020202020202020202"]),
        ("account", &["acme", "18446744073709551615"]),
        ("tenant", &["$23#"]),
        ("session", &["acme", "wiki", "7"]),
        ("user", &["acme", "18446744073709551615"]),
    ];
    tool.put(&["invitation", "account", "tenant"].map(rows).concat());
    tool.put(&old_rows().unwrap());
    for (record_type, components) in keys {
        let arguments = [&["show", record_type], components].concat();
        let [row] = tool.json(&arguments, 0).try_into().unwrap();
        assert_eq!(row["opens"], true, "{row}");
        assert!(row.get("payload").is_none() && row.get("record_key").is_none(), "{row}");
        let run = tool.run(&arguments);
        assert_eq!((run.status, run.err.as_str()), (0, ""));
        assert!(run.out.contains("\nopens           yes\n"), "{}", run.out);
    }
    let run = tool.run(&["show", "account", "acme", "42"]);
    assert_eq!((run.status, run.out.as_str()), (1, "no such row\n"));
    assert_eq!(tool.json(&["show", "account", "acme", "42"], 1), [serde_json::Value::Null]);
}

pub(crate) fn wrong_components_are_wrong_arguments(tool: &mut Tool) {
    for (components, reason) in [
        (&["acme"][..], "the key has too few components"),
        (&["acme", "7", "8"], "the key has too many components"),
        (&["acme", "c4n4ry"], "component `id`: expected the key text of an unsigned integer"),
    ] {
        let run = tool.run(&[&["show", "account"], components].concat());
        assert_eq!((run.status, run.out.as_str()), (2, ""));
        assert!(
            run.err.contains(reason) && run.err.contains("; the arguments are the scope and the key: .tenant_id .id")
        );
        assert!(!run.err.contains("c4n4ry"), "{}", run.err);
    }
}

pub(crate) fn sensitive_fields_are_masked_unless_they_are_named(tool: &mut Tool) {
    tool.put(&rows("account"));
    let show = ["show", "account", "acme", "18446744073709551615", "--expose"];
    let [row] = tool.json(&show, 0).try_into().unwrap();
    assert_eq!(row["record_key"], "acme#t18446744073709551615");
    let contacts = row["payload"]["contacts"].to_string();
    assert!(
        contacts.contains(r#""address":"[sensitive]""#) && contacts.contains(r#""street":"[sensitive]""#),
        "{contacts}"
    );
    assert!(contacts.contains(r#""city":"#) && !contacts.contains(r#""city":"[sensitive]""#), "{contacts}");
    let path = ".contacts[]#email.address";
    let [named] = tool.json(&[&show[..], &["--reveal", path]].concat(), 0).try_into().unwrap();
    let contacts = named["payload"]["contacts"].to_string();
    assert!(
        !contacts.contains(r#""address":"[sensitive]""#) && contacts.contains(r#""street":"[sensitive]""#),
        "{contacts}"
    );
    let [whole] = tool.json(&[&show[..], &["--reveal", "payload"]].concat(), 0).try_into().unwrap();
    let stored: serde_json::Value = serde_json::from_str(rows("account")[0].payload().expose_json()).unwrap();
    assert_eq!(whole["payload"], stored);
    let run = tool.run(&show);
    assert!(run.out.contains("scope           acme\n") && run.out.contains("[sensitive]"), "{}", run.out);
    let run = tool.run(&[&show[..], &["--reveal", ".contacts"]].concat());
    assert_eq!(run.status, 2);
    assert!(run.err.contains("the paths are `.contacts[]#email.address`, "), "{}", run.err);
}

pub(crate) fn what_no_shape_describes_is_masked(tool: &mut Tool) {
    tool.put(&old_rows().unwrap());
    let show = ["show", "session", "acme", "wiki", "7", "--expose"];
    let [row] = tool.json(&show, 0).try_into().unwrap();
    // The old version has no mark. The newest has.
    assert_eq!((&row["schema_version"], &row["payload"]["address"]), (&1.into(), &"[sensitive]".into()));
    assert_eq!(row["payload"]["application"], "wiki");
    let mut columns: EnvelopeColumns = rows("session")[0].clone().into_columns();
    let object = columns.payload.expose_json().replacen('{', "{\"c4n4ry\": 1, ", 1);
    (columns.payload, columns.payload_sha256) = (Payload::from_json(&object).unwrap(), None);
    let id = columns.record_key.as_str().rsplit('#').next().map(|hex| u128::from_str_radix(hex, 16).unwrap()).unwrap();
    for version in [3, 4] {
        columns.schema_version = version;
        let row = Envelope::from_columns(columns.clone());
        let digest = store_record::Digest::new(row.payload());
        columns.payload_sha256 = Some(digest);
        tool.put(&[Envelope::from_columns(columns.clone())]);
        let id = id.to_string();
        let application = object_application(&object);
        let [shown] = tool.json(&["show", "session", "acme", &application, &id, "--expose"], 1).try_into().unwrap();
        assert_eq!(shown["opens"], false);
        match version {
            3 => assert_eq!(shown["payload"]["c4n4ry"], "[sensitive]"),
            _ => assert_eq!(shown["payload"], "[sensitive]"),
        }
        let run = tool.run(&["show", "session", "acme", &application, &id]);
        assert_eq!(run.status, 1);
        assert!(!run.out.contains("c4n4ry"), "{}", run.out);
    }
}

fn object_application(object: &str) -> String {
    let value: serde_json::Value = serde_json::from_str(object).unwrap();
    value["application"].as_str().unwrap().to_owned()
}

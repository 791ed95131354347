//! `lock diff` and `lock update`.

use crate::process::{Tool, finish};
use crate::relaxed;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::process::Command;

const LOCK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/store-record.lock");

/// Writes the lock with a change of one block, and returns its path.
fn changed(tool: &Tool, record_type: &str, version: i64, change: impl FnOnce(&mut Value)) -> String {
    let mut lock: Value = serde_json::from_str(&fs::read_to_string(LOCK).unwrap()).unwrap();
    let blocks = lock["records"].as_array_mut().unwrap().iter_mut();
    let mut blocks = blocks.filter(|block| block["type"] == record_type && block["schema_version"] == version);
    change(blocks.next().unwrap());
    let path = tool.file("changed.lock");
    fs::write(&path, format!("{lock:#}\n")).unwrap();
    path.display().to_string()
}

fn fields(block: &mut Value) -> &mut serde_json::Map<String, Value> {
    block["payload"]["struct"]["fields"].as_object_mut().unwrap()
}

pub(crate) fn the_lock_of_the_directory_is_current(tool: &mut Tool) {
    let run = tool.run(&["lock", "diff"]);
    assert_eq!((run.status, run.out.as_str(), run.err.as_str()), (0, "no changes\n", ""));
    assert!(tool.json(&["lock", "diff"], 0).is_empty());
    let before = fs::read_to_string(LOCK).unwrap();
    let run = tool.run(&["lock", "update"]);
    assert_eq!((run.status, run.out), (0, format!("the lock `{LOCK}` is up to date\n")));
    assert_eq!(fs::read_to_string(LOCK).unwrap(), before);
}

pub(crate) fn additions_are_listed(tool: &mut Tool) {
    let against = changed(tool, "account", 1, |block| {
        fields(block).remove("labels").unwrap();
        fields(block)["contacts"]["list"]["enum"]["variants"].as_object_mut().unwrap().remove("phone").unwrap();
        fields(block)["display_name"] = json!({ "optional": "text" });
        let email = &mut fields(block)["contacts"]["list"]["enum"]["variants"]["email"]["content"]["struct"]["fields"];
        email["address"] = json!("text");
        block.as_object_mut().unwrap().remove("aliases").unwrap();
        block["payload"]["struct"].as_object_mut().unwrap().remove("reserved").unwrap();
    });
    let changes = tool.json(&["lock", "diff", "--against", &against], 0);
    let found: Vec<(&str, &str)> = changes
        .iter()
        .map(|change| {
            assert_eq!((&change["effect"], &change["record_type"]), (&json!("addition"), &json!("account")));
            (change["change"].as_str().unwrap(), change["path"].as_str().unwrap_or("-"))
        })
        .collect();
    assert_eq!(
        found,
        [
            ("alias-added", "-"),
            ("name-reserved", "payload"),
            ("alias-added", ".display_name"),
            ("sensitive-changed", ".contacts[]#email.address"),
            ("variant-added", ".contacts[]#phone"),
            ("field-added", ".labels"),
        ]
    );
    let run = tool.run(&["lock", "diff", "--against", &against]);
    assert_eq!(run.status, 0);
    assert!(
        run.out.contains("added     `account` version 1: `.labels` is a new field, and may be absent\n"),
        "{}",
        run.out
    );
}

pub(crate) fn changed_attributes_are_listed(tool: &mut Tool) {
    type Former = fn(&mut Value);
    let formers: [(&str, &str, &str, Former); 7] = [
        ("account", "default-added", ".labels", |block| {
            fields(block)["labels"].as_object_mut().unwrap().remove("default").unwrap();
        }),
        ("account", "field-renamed", ".display_name", |block| {
            fields(block).remove("display_name").unwrap();
            fields(block).insert("nick".into(), json!({ "optional": "text" }));
        }),
        ("account", "cfg-changed", ".email", |block| {
            fields(block)["email"] = json!({ "shape": "text", "cfg": "feature = \"email\"" });
        }),
        ("tenant", "unknown-names-changed", "payload", |block| {
            block["payload"]["struct"].as_object_mut().unwrap().remove("unknown").unwrap();
        }),
        ("tenant", "unknown-names-changed", ".plan", |block| {
            fields(block)["plan"]["enum"].as_object_mut().unwrap().remove("unknown").unwrap();
        }),
        ("application", "name-reserved", "payload", |block| {
            block["payload"]["struct"].as_object_mut().unwrap().remove("reserved").unwrap();
        }),
        ("account", "cfg-changed", ".contacts[]#phone", |block| {
            fields(block)["contacts"]["list"]["enum"]["variants"]["phone"]["cfg"] = json!("unix");
        }),
    ];
    for (record_type, change, path, former) in formers {
        let against = changed(tool, record_type, 1, former);
        let changes = tool.json(&["lock", "diff", "--against", &against], 0);
        let found: Vec<_> = changes.iter().map(|found| (&found["change"], found["path"].as_str())).collect();
        assert_eq!(found, [(&json!(change), Some(path))], "{changes:?}");
    }
}

pub(crate) fn a_new_version_and_a_new_record_type_are_listed(tool: &mut Tool) {
    let mut lock: Value = serde_json::from_str(&fs::read_to_string(LOCK).unwrap()).unwrap();
    let is_kept =
        |block: &Value| block["type"] != "role" && !(block["type"] == "membership" && block["schema_version"] == 3);
    lock["records"].as_array_mut().unwrap().retain(is_kept);
    let path = tool.file("former.lock");
    fs::write(&path, lock.to_string()).unwrap();
    let changes = tool.json(&["lock", "diff", "--against", path.to_str().unwrap()], 0);
    let sentences: Vec<&str> = changes.iter().map(|change| change["sentence"].as_str().unwrap()).collect();
    assert_eq!(sentences, ["`membership` has a new schema version, 3", "`role` is a new record type"]);
}

pub(crate) fn rejected_changes_are_listed_with_the_way_out(tool: &mut Tool) {
    let against = changed(tool, "account", 1, |block| {
        fields(block).insert("gone".into(), json!("u8"));
        fields(block)["balance"] = json!("u8");
        fields(block).remove("email").unwrap();
        block["columns"]["metadata.city"] = json!(".city");
        block["key"][0]["form"] = json!("text");
    });
    let changes = tool.json(&["lock", "diff", "--against", &against], 1);
    let found: Vec<(&str, &str)> =
        changes.iter().map(|change| (change["change"].as_str().unwrap(), change["path"].as_str().unwrap())).collect();
    assert_eq!(
        found,
        [
            ("key-changed", "key.id"),
            ("column-changed", "metadata.city"),
            ("kind-changed", ".balance"),
            ("field-removed", ".gone"),
            ("field-added", ".email"),
        ]
    );
    assert!(changes.iter().all(|change| change["effect"] == "rejected"));
    let gone = &changes[3];
    assert!(gone["sentence"].as_str().unwrap().ends_with("Stored rows with the field would not open"), "{gone}");
    assert!(gone["note"].as_str().unwrap().contains(r#"change = "field-removed", at = ".gone""#), "{gone}");
    // The file isn't overwritten, and the build that has it in memory is another one.
    let text = fs::read_to_string(&against).unwrap();
    let run = tool.run(&["lock", "update", "--lock", &against]);
    assert_eq!((run.status, run.out.as_str()), (3, ""));
    assert!(run.err.contains("the program was built with another version of the lock"), "{}", run.err);
    assert_eq!(fs::read_to_string(&against).unwrap(), text);
}

pub(crate) fn a_number_that_may_be_rounded_is_rejected(tool: &mut Tool) {
    let against = changed(tool, "preferences", 1, |block| {
        fields(block)["display"]["struct"]["fields"]["scale"] = json!("u32");
    });
    let [change] = tool.json(&["lock", "diff", "--against", &against], 1).try_into().unwrap();
    assert_eq!((&change["change"], &change["path"]), (&json!("kind-changed"), &json!(".display.scale")));
    let sentence = change["sentence"].as_str().unwrap();
    let effect = "Numbers of stored rows may be rounded, and rows with one out of range would not open";
    assert!(sentence.ends_with(effect), "{sentence}");
}

pub(crate) fn annotations_have_the_line_of_the_lock(tool: &mut Tool) {
    let against = changed(tool, "account", 1, |block| {
        fields(block)["balance"] = json!("u8");
        fields(block).remove("labels").unwrap();
    });
    let run = tool.run(&["lock", "diff", "--against", &against, "--format", "github"]);
    assert_eq!(run.status, 1);
    let lock = fs::read_to_string(LOCK).unwrap();
    for (annotation, (command, change, member)) in
        run.out.lines().zip([("error", "kind-changed", "\"balance\": "), ("notice", "field-added", "\"labels\": ")])
    {
        let rest = annotation.strip_prefix(&format!("::{command} file=")).unwrap();
        let (file, rest) = rest.split_once(",line=").unwrap();
        assert!(Path::new(LOCK).ends_with(file), "{file}");
        let (line, rest) = rest.split_once(&format!(",title={change}::`account` version 1: ")).unwrap();
        let line = lock.lines().nth(line.parse::<usize>().unwrap() - 1).unwrap();
        assert!(line.trim().starts_with(member), "{line}");
        assert!(!rest.is_empty());
    }
    assert_eq!(run.out.lines().count(), 2);
}

pub(crate) fn the_former_lock_can_be_a_revision(tool: &mut Tool) {
    let folder = tool.file("repository");
    let lock = folder.join("sub").join("my.lock");
    fs::create_dir_all(lock.parent().unwrap()).unwrap();
    let git = |arguments: &[&str]| {
        let identity = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"];
        let run = finish(Command::new("git").arg("-C").arg(&folder).args(identity).args(arguments));
        assert_eq!(run.status, 0, "{run:?}");
    };
    git(&["init", "--quiet"]);
    git(&["commit", "--quiet", "--allow-empty", "--message", "without a lock"]);
    let former = changed(tool, "account", 1, |block| drop(fields(block).remove("labels").unwrap()));
    fs::copy(former, &lock).unwrap();
    git(&["add", "."]);
    git(&["commit", "--quiet", "--message", "the former lock"]);
    fs::copy(LOCK, &lock).unwrap();
    let lock = lock.to_str().unwrap();
    let diff =
        |revision: &str| tool.run(&["lock", "diff", "--lock", lock, "--against", revision, "--format", "github"]);
    let run = diff("HEAD");
    assert_eq!((run.status, run.out.lines().count()), (0, 1), "{run:?}");
    assert!(run.out.starts_with("::notice file=sub/my.lock,line="), "{}", run.out);
    let run = diff("HEAD~1");
    assert_eq!(run.status, 0);
    assert!(run.out.lines().all(|line| line.contains("is a new record type")), "{}", run.out);
    for revision in ["no-such-branch", "--help"] {
        let run = diff(revision);
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{run:?}");
    }
}

pub(crate) fn relaxed_changes_and_retired_types_are_allowed(tool: &mut Tool) {
    let run = relaxed::run(&["lock", "diff", "--format", "json"]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    let changes: Vec<Value> = run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let found: Vec<[&Value; 3]> =
        changes.iter().map(|change| [&change["effect"], &change["change"], &change["note"]]).collect();
    assert_eq!(
        found,
        [
            [&json!("relaxed"), &json!("field-removed"), &json!("no row has it")],
            [&json!("addition"), &json!("field-added"), &Value::Null],
            [
                &json!("relaxed"),
                &json!("record-type-removed"),
                &json!("the manifest says that the record type is retired")
            ],
        ]
    );
    // The update writes what the environment variable writes.
    let lock = tool.file("copy.lock");
    fs::copy(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/tool/relaxed.lock"), &lock).unwrap();
    let path = lock.to_str().unwrap();
    let run = relaxed::run(&["lock", "update", "--lock", path]);
    assert_eq!(run.status, 0, "{run:?}");
    assert!(run.out.ends_with("is up to date now: review its diff\n"), "{}", run.out);
    let updated: Value = serde_json::from_str(&fs::read_to_string(&lock).unwrap()).unwrap();
    assert_eq!(updated["records"].as_array().unwrap().len(), 1);
    assert_eq!(updated["records"][0]["relaxed"][0]["reason"], "no row has it");
    assert_eq!(relaxed::run(&["lock", "diff", "--lock", path]).out, "no changes\n");
    let run = relaxed::run(&["lock", "update", "--lock", path]);
    assert_eq!((run.status, run.out), (0, format!("the lock `{path}` is up to date\n")));
    // A relaxation that the former lock has allows no second change.
    let mut former = updated;
    former["records"][0]["payload"]["struct"]["fields"]["name"] = json!("text");
    fs::write(&lock, former.to_string()).unwrap();
    let run = relaxed::run(&["lock", "diff", "--against", path]);
    assert_eq!(run.status, 1);
    assert!(run.out.contains("The manifest's `relax` needs a new `reason`"), "{}", run.out);
}

pub(crate) fn a_damaged_lock_is_reported(tool: &mut Tool) {
    for (text, reason) in [
        ("<<<<<<< ours", "isn't JSON"),
        ("{}", "has a format that this version of store-record doesn't read"),
        (r#"{"format": 1}"#, "has no list `records`"),
        (r#"{"format": 1, "records": [{"type": "a", "schema_version": 1}]}"#, "has an invalid entry"),
    ] {
        let path = tool.file("damaged.lock");
        fs::write(&path, text).unwrap();
        let run = tool.run(&["lock", "diff", "--lock", path.to_str().unwrap()]);
        assert_eq!((run.status, run.out.as_str()), (3, ""));
        assert!(run.err.contains(reason), "{}", run.err);
    }
}

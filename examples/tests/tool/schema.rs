//! `schema`, `ddl` and `completions`.

use crate::process::Tool;
use serde_json::Value;
use store_record::{ddl, json_schema};
use store_record_examples::directory::{Account, MembershipV1};

pub(crate) fn the_json_schema_is_that_of_the_type(tool: &mut Tool) {
    let run = tool.run(&["schema", "account"]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    assert_eq!(serde_json::from_str::<Value>(&run.out).unwrap(), json_schema::<Account>());
    let old = tool.json(&["schema", "membership", "--version", "1"], 0);
    assert_eq!(old, [json_schema::<MembershipV1>()]);
    let all = tool.json(&["schema"], 0);
    assert_eq!(all[0]["account"], json_schema::<Account>());
    let bundle = tool.json(&["schema", "--bundle"], 0);
    assert_eq!(bundle[0]["$defs"]["account"]["properties"], json_schema::<Account>()["properties"]);
    assert_eq!(tool.run(&["schema", "account", "--bundle"]).status, 2);
    let run = tool.run(&["schema", "membership", "--version", "4"]);
    assert_eq!(run.status, 2);
    assert_eq!(run.err, "error: `membership` has no schema version 4 in this program; it has 3, 2, 1\n");
}

pub(crate) fn the_statements_create_the_table(tool: &mut Tool) {
    let run =
        tool.run(&["ddl", "postgres", "--schema", "app", "--partitions", "4", "--digest", "--row-level-security"]);
    let table = ddl::postgres("record").schema("app").hash_partitions(4).digest().row_level_security();
    assert_eq!((run.status, run.out), (0, table.to_string()));
    let run = tool.run(&["ddl", "postgres", "--distributed-by-scope"]);
    assert_eq!((run.status, run.out), (0, ddl::postgres("record").distributed_by_scope().to_string()));
    let run = tool.run(&["ddl", "postgres", "--distributed-by-scope", "--partitions", "4"]);
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    let run = tool.run(&["ddl", "postgres", "--engine", "cockroachdb"]);
    assert_eq!((run.status, run.out), (0, ddl::postgres("record").engine(ddl::Engine::CockroachDb).to_string()));
    let json = tool.json(&["ddl", "sqlite", "--table", "rows"], 0);
    assert_eq!(json[0]["sql"], ddl::sqlite("rows").to_string());
    let run = tool.run(&["ddl", "mariadb", "--digest"]);
    assert_eq!((run.status, run.out), (0, ddl::mariadb("record").digest().to_string()));
    for database in ["sqlite", "mariadb"] {
        let run = tool.run(&["ddl", database, "--schema", "app"]);
        assert_eq!((run.status, run.out.as_str()), (2, ""));
    }
}

pub(crate) fn completions_are_those_of_the_program(tool: &mut Tool) {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let run = tool.run(&["completions", shell]);
        assert_eq!(run.status, 0, "{run:?}");
        for word in ["directory", "completions", "types", "database"] {
            assert!(run.out.contains(word), "{shell}: {word}");
        }
    }
    assert_eq!(tool.json(&["completions", "bash"], 0)[0]["shell"], "bash");
}

//! The requests and responses of both versions.

#![allow(clippy::unwrap_used)]

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header::{CONTENT_TYPE, ETAG, IF_MATCH, LOCATION, RETRY_AFTER};
use axum::http::{Request, StatusCode};
use rusqlite::Connection;
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;
use store_record_service::database::Database;
use store_record_service::resource::{Service, Writes};
use store_record_service::{v1, v2};
use tokio::sync::Mutex;
use tower::ServiceExt as _;

/// A program in this process.
struct Program(Router);

struct Answer {
    status: StatusCode,
    tag: String,
    body: Value,
    location: String,
    is_temporary: bool,
}

impl Program {
    async fn start(database: &Path, writes: Writes, routes: Router<Arc<Service>>) -> Self {
        let database = Mutex::new(Database::open(database.to_str().unwrap()).await.unwrap());
        Self(routes.with_state(Arc::new(Service { database, writes })))
    }

    async fn send(&self, method: &str, path: &str, tag: Option<&str>, body: Value) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header(CONTENT_TYPE, "application/json");
        if let Some(tag) = tag {
            request = request.header(IF_MATCH, tag);
        }
        let request = request.body(Body::from(body.to_string())).unwrap();
        let response = self.0.clone().oneshot(request).await.unwrap();
        let header = |name| response.headers().get(name).map_or("", |value| value.to_str().unwrap()).to_owned();
        let (status, tag, location) = (response.status(), header(ETAG), header(LOCATION));
        let is_temporary = response.headers().contains_key(RETRY_AFTER);
        let body = to_bytes(response.into_body(), 1 << 20).await.unwrap();
        Answer { status, tag, location, is_temporary, body: serde_json::from_slice(&body).unwrap_or_default() }
    }

    async fn get(&self, path: &str) -> Answer {
        self.send("GET", path, None, Value::Null).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_needs_the_revision_that_was_read() {
    let folder = tempfile::tempdir().unwrap();
    let program = Program::start(&folder.path().join("rows.sqlite"), Writes::Newest, v1::routes()).await;
    let created = program.send("POST", "/acme/tickets", None, json!({ "title": "printer", "assignee": "ada" })).await;
    assert_eq!((created.status, created.tag.as_str()), (StatusCode::CREATED, "\"1\""));
    let path = created.location.as_str();
    for (tag, status, minutes) in [
        (None, StatusCode::PRECONDITION_REQUIRED, 0),
        (Some("\"0\""), StatusCode::PRECONDITION_FAILED, 0),
        (Some("*"), StatusCode::PRECONDITION_FAILED, 0),
        (Some("\"1\""), StatusCode::OK, 5),
        (Some("\"1\""), StatusCode::PRECONDITION_FAILED, 5),
        (Some("\"2\""), StatusCode::OK, 5),
    ] {
        let changed = program.send("PATCH", path, tag, json!({ "minutes": 5 })).await;
        assert_eq!(changed.status, status, "{tag:?}");
        assert_eq!(program.get(path).await.body["minutes"], minutes, "{tag:?}");
    }
    let read = program.get(path).await;
    assert_eq!((read.tag.as_str(), &read.body["assignee"]), ("\"3\"", &json!("ada")));
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_have_every_record_once_and_of_one_team() {
    let folder = tempfile::tempdir().unwrap();
    let program = Program::start(&folder.path().join("rows.sqlite"), Writes::Newest, v2::routes()).await;
    let mut created = Vec::new();
    for number in 0..5 {
        let new = json!({ "name": format!("name {number}"), "email": "", "phone": "1" });
        created.push(program.send("POST", "/acme/customers", None, new.clone()).await.body["id"].clone());
        program.send("POST", "/acme2/customers", None, new).await;
    }
    created.sort_by_key(Value::to_string);
    let (mut found, mut query) = (Vec::new(), "?limit=2".to_owned());
    loop {
        let page = program.get(&format!("/acme/customers{query}")).await.body;
        found.extend(page["items"].as_array().unwrap().iter().map(|item| item["id"].clone()));
        let Some(next) = page["next"].as_str() else { break };
        query = format!("?limit=2&after={next}");
    }
    assert_eq!(found, created);
}

#[tokio::test(flavor = "multi_thread")]
async fn errors_have_a_status_and_no_stored_data() {
    const CANARY: &str = "canary";
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("rows.sqlite");
    let old = Program::start(&file, Writes::Newest, v1::routes()).await;
    let new = Program::start(&file, Writes::Newest, v2::routes()).await;
    let missing = "/acme/tickets/01ARZ3NDEKTSV4RRFFQ69G5FAV";
    assert_eq!(old.get(missing).await.status, StatusCode::NOT_FOUND);
    assert_eq!(old.send("PATCH", missing, Some("\"1\""), json!({})).await.status, StatusCode::NOT_FOUND);
    let long = format!("/{}/tickets", "long".repeat(200));
    assert_eq!(old.send("POST", &long, None, json!({ "title": "" })).await.status, StatusCode::UNPROCESSABLE_ENTITY);

    // A row of the newer schema version.
    let created = new.send("POST", "/acme/tickets", None, json!({ "title": CANARY, "assignees": [CANARY] })).await;
    let path = created.location.as_str();
    for answer in [
        old.get(path).await,
        old.get("/acme/tickets").await,
        old.send("PATCH", path, Some(&created.tag), json!({ "minutes": 1 })).await,
    ] {
        assert_eq!((answer.status, answer.is_temporary), (StatusCode::SERVICE_UNAVAILABLE, true));
        assert!(answer.body["error"].is_string() && !answer.body.to_string().contains(CANARY), "{}", answer.body);
    }
    assert_eq!(new.get(path).await.body["assignees"], json!([CANARY]));

    // A row that was edited by hand.
    let edit = format!("UPDATE record SET payload = '{{\"{CANARY}\": 1}}'");
    assert_eq!(Connection::open(&file).unwrap().execute(&edit, []).unwrap(), 1);
    for answer in [new.get(path).await, new.get("/acme/tickets").await] {
        assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
        assert!(answer.body["error"].is_string() && !answer.body.to_string().contains(CANARY), "{}", answer.body);
    }
}

/// Requests of the first version are requests of the second one.
#[tokio::test(flavor = "multi_thread")]
async fn both_versions_change_the_same_ticket() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("rows.sqlite");
    let old = Program::start(&file, Writes::Newest, v1::routes()).await;
    let new = Program::start(&file, Writes::Old, v2::routes()).await;
    let created = old.send("POST", "/acme/tickets", None, json!({ "title": "printer", "assignee": "ada" })).await;
    let path = created.location.as_str();
    let steps = [
        (&new, json!({ "assignees": ["ada", "grace", "edsger"] }), json!(["ada", "grace", "edsger"])),
        (&old, json!({ "assignee": "grace" }), json!(["grace", "edsger"])),
        (&new, json!({ "assignee": "edsger" }), json!(["edsger"])),
        (&old, json!({ "title": "fire" }), json!(["edsger"])),
    ];
    for (number, (program, change, assignees)) in steps.into_iter().enumerate() {
        let changed = program.send("PATCH", path, Some(&format!("\"{}\"", number + 1)), change).await;
        assert_eq!(changed.status, StatusCode::OK, "{}", changed.body);
        for program in [&old, &new] {
            assert_eq!(program.get(path).await.body["assignee"], assignees[0]);
        }
        assert_eq!(new.get(path).await.body["assignees"], assignees);
    }
}

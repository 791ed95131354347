//! Clients that write through a deploy, and note what the service has acknowledged.

use super::programs::{Kind, Program, Programs};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};
use std::sync::{Mutex, MutexGuard};
use std::thread::{self, Scope, ScopedJoinHandle};
use std::time::{Duration, Instant};
use ureq::Agent;
use ureq::http::Response;

/// How long all clients may take for the requests of a step.
const PATIENCE: Duration = Duration::from_secs(30);

/// More than a client makes in a test.
const MAX_ROUNDS: usize = 100_000;

/// More conflicts than one change meets.
const MAX_CONFLICTS: usize = 10_000;

const TICKETS: usize = 3;

/// What the service has acknowledged.
#[derive(Default, Clone)]
pub(crate) struct Facts {
    /// The expected members of each record, by its path.
    records: BTreeMap<String, BTreeMap<&'static str, Value>>,
    /// The expected assignees of each shared ticket, by its path.
    assignees: BTreeMap<String, BTreeSet<String>>,
    conflicts: usize,
    /// The number of changes, by the version that made them.
    changes: BTreeMap<&'static str, usize>,
}

pub(crate) struct Clients<'a> {
    programs: &'a Programs,
    agent: Agent,
    facts: Mutex<Facts>,
    is_stopped: AtomicBool,
    rounds: [AtomicUsize; 5],
}

fn every(_: Kind) -> bool {
    true
}

fn is_new(kind: Kind) -> bool {
    kind != Kind::V1
}

impl<'a> Clients<'a> {
    pub(crate) fn new(programs: &'a Programs) -> Self {
        Self {
            programs,
            agent: agent(),
            facts: Mutex::default(),
            is_stopped: AtomicBool::new(false),
            rounds: Default::default(),
        }
    }

    /// Starts the clients. Programs must serve.
    pub(crate) fn start<'scope>(&'scope self, scope: &'scope Scope<'scope, '_>) -> Running<'scope, 'a> {
        for number in 0..TICKETS {
            let path = self.post("tickets", &json!({ "title": "shared", "assignee": "first" }));
            let mut facts = self.facts();
            facts.note(&path, "title", json!(format!("shared {number}")));
            facts.note(&path, "minutes", json!(0));
            facts.assignees.insert(path.clone(), BTreeSet::from(["first".to_owned()]));
            drop(facts);
            self.patch(0, every, &path, |_| json!({ "title": format!("shared {number}") }));
        }
        let clients: [fn(&Self, usize); 5] =
            [Self::count, Self::count_anywhere, Self::create, Self::use_new_fields, Self::list];
        let start = |(index, client): (usize, fn(&Self, usize))| {
            scope.spawn(move || {
                for number in 0..MAX_ROUNDS {
                    if self.is_stopped.load(Relaxed) {
                        return;
                    }
                    client(self, number);
                    self.rounds[index].fetch_add(1, Relaxed);
                }
            })
        };
        Running { clients: self, handles: clients.into_iter().enumerate().map(start).collect() }
    }

    /// Adds a minute to a ticket that all clients change.
    fn count(&self, number: usize) {
        self.add_minute(number, &self.shared(number));
    }

    /// Adds a minute to any ticket, also while it is rewritten.
    fn count_anywhere(&self, number: usize) {
        let path = self.facts().pick("tickets", number * 7, |_| true).unwrap();
        self.add_minute(number, &path);
    }

    /// A lost update is a lost minute.
    fn add_minute(&self, number: usize, path: &str) {
        self.patch(number, every, path, |ticket| json!({ "minutes": ticket["minutes"].as_u64().unwrap() + 1 }));
        let mut facts = self.facts();
        let minutes = facts.records[path].get("minutes").map_or(0, |minutes| minutes.as_u64().unwrap());
        facts.note(path, "minutes", json!(minutes + 1));
    }

    /// Creates records, and changes fields that both versions know.
    fn create(&self, number: usize) {
        let text = |what: &str| json!(format!("{what} {number}"));
        let (kind, new) = match number % 3 {
            0 => ("tickets", [("title", text("title")), ("assignee", text("assignee"))]),
            1 => ("customers", [("name", text("name")), ("email", text("email"))]),
            _ => ("articles", [("title", text("title")), ("text", text("text"))]),
        };
        let path = self.post(kind, &new.iter().cloned().collect());
        let mut facts = self.facts();
        new.into_iter().for_each(|(name, value)| facts.note(&path, name, value));
        // Mostly a record with a field or a variant that version 1 doesn't know.
        let changed = facts.pick(kind, number, |record| record.keys().any(|name| is_new_field(name)));
        let changed = changed.or_else(|| facts.pick(kind, number, |record| !record.contains_key("minutes")));
        drop(facts);
        let (path, name) = (changed.unwrap_or(path), if kind == "customers" { "name" } else { "title" });
        self.patch(number, every, &path, |_| json!({ name: text("changed") }));
        self.facts().note(&path, name, text("changed"));
    }

    /// Writes the fields and the variant that only version 2 knows.
    fn use_new_fields(&self, number: usize) {
        let (path, name) = match number % 4 {
            0 => (Some(self.shared(number / 4)), "assignees"),
            1 => (self.facts().pick("articles", number, |_| true), "archived_because"),
            _ => (self.facts().pick("customers", number, |_| true), "phone"),
        };
        let (Some(path), value) = (path, format!("new {number}")) else { return };
        let is_changed = self.patch(number, is_new, &path, |record| match record["assignees"].as_array() {
            Some(assignees) => json!({ name: assignees.iter().chain([&json!(value)]).collect::<Vec<_>>() }),
            None => json!({ name: value }),
        });
        if !is_changed {
            // Only version 1 serves.
            self.list(number);
        } else if name == "assignees" {
            self.facts().assignees.get_mut(&path).unwrap().insert(value);
        } else {
            self.facts().note(&path, name, json!(value));
        }
    }

    /// Reads all pages: each record opens, and none is missing.
    fn list(&self, number: usize) {
        let known = self.facts().records.keys().cloned().collect::<BTreeSet<_>>();
        let mut found = BTreeSet::new();
        for kind in ["articles", "customers", "tickets"] {
            let mut after = String::new();
            while let Some(page) = self.page(number, kind, &after) {
                let ids = page["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap());
                found.extend(ids.map(|id| format!("/acme/{kind}/{id}")));
                match page["next"].as_str() {
                    Some(next) => after = format!("&after={next}"),
                    None => break,
                }
            }
        }
        assert!(known.is_subset(&found), "{} records are missing", known.difference(&found).count());
    }

    fn page(&self, number: usize, kind: &str, after: &str) -> Option<Value> {
        self.programs.with(number, every, |by, address| {
            let url = format!("{address}/acme/{kind}?limit=40{after}");
            let (status, _, page) = answer(self.agent.get(url).call().unwrap());
            assert_eq!(status, 200, "{by:?}: {page}");
            page
        })
    }

    fn shared(&self, number: usize) -> String {
        self.facts().assignees.keys().nth(number % TICKETS).unwrap().clone()
    }

    fn facts(&self) -> MutexGuard<'_, Facts> {
        self.facts.lock().unwrap()
    }

    /// Creates a record, and returns its path.
    fn post(&self, kind: &str, new: &Value) -> String {
        let created = self.programs.with(new.to_string().len(), every, |by, address| {
            let (status, _, body) = answer(self.agent.post(format!("{address}/acme/{kind}")).send_json(new).unwrap());
            assert_eq!(status, 201, "{by:?}: {body}");
            format!("/acme/{kind}/{}", body["id"].as_str().unwrap())
        });
        created.unwrap()
    }

    /// Changes a record by what was read from it, until no other client was faster. Returns false if no program is suitable.
    fn patch(&self, number: usize, suits: fn(Kind) -> bool, path: &str, change: impl Fn(&Value) -> Value) -> bool {
        for attempt in number..number + MAX_CONFLICTS {
            let read = self.programs.with(attempt, suits, |by, address| {
                let (status, tag, body) = answer(self.agent.get(format!("{address}{path}")).call().unwrap());
                assert_eq!(status, 200, "{by:?}: {body}");
                (tag, body)
            });
            let Some((tag, record)) = read else { return false };
            // Another program than the one that was read from.
            let written = self.programs.with(attempt + 1, suits, |by, address| {
                let request = self.agent.patch(format!("{address}{path}")).header("If-Match", &tag);
                let (status, _, body) = answer(request.send_json(change(&record)).unwrap());
                assert!(status == 200 || status == 412, "{by:?}: {status}: {body}");
                (by, status)
            });
            match written {
                Some((by, 200)) => {
                    let by = if is_new(by) { "version 2" } else { "version 1" };
                    *self.facts().changes.entry(by).or_default() += 1;
                    return true;
                }
                Some(_) => self.facts().conflicts += 1,
                None => return false,
            }
        }
        panic!("every change of a record met a conflict");
    }
}

fn agent() -> Agent {
    // Only local programs are asked. A connection isn't used again, because programs stop.
    let config = Agent::config_builder().http_status_as_error(false).proxy(None).max_idle_connections(0);
    config.timeout_global(Some(PATIENCE)).build().into()
}

/// Returns the status, the `ETag` and the body.
fn answer(mut response: Response<ureq::Body>) -> (u16, String, Value) {
    let tag = response.headers().get("ETag").map_or(String::new(), |tag| tag.to_str().unwrap().to_owned());
    (response.status().as_u16(), tag, response.body_mut().read_json().unwrap())
}

/// The running clients. Dropping it stops them.
pub(crate) struct Running<'scope, 'a> {
    clients: &'scope Clients<'a>,
    handles: Vec<ScopedJoinHandle<'scope, ()>>,
}

impl Running<'_, '_> {
    /// Waits until each client has made this number of rounds.
    pub(crate) fn wait(&self, rounds: usize) {
        let goals = self.clients.rounds.each_ref().map(|done| done.load(Relaxed) + rounds);
        let start = Instant::now();
        while self.clients.rounds.iter().zip(goals).any(|(done, goal)| done.load(Relaxed) < goal) {
            assert!(!self.handles.iter().any(ScopedJoinHandle::is_finished), "a client has failed");
            assert!(start.elapsed() < PATIENCE, "a client can't make {rounds} rounds");
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Stops the clients, and returns what they know.
    pub(crate) fn stop(mut self) -> Facts {
        self.clients.is_stopped.store(true, Relaxed);
        for handle in self.handles.drain(..) {
            handle.join().unwrap();
        }
        self.clients.facts().clone()
    }
}

impl Drop for Running<'_, '_> {
    fn drop(&mut self) {
        self.clients.is_stopped.store(true, Relaxed);
    }
}

impl Facts {
    fn note(&mut self, path: &str, name: &'static str, value: Value) {
        self.records.entry(path.to_owned()).or_default().insert(name, value);
    }

    /// Returns the path of a record of a kind, another one for each number.
    fn pick(&self, kind: &str, number: usize, suits: fn(&BTreeMap<&'static str, Value>) -> bool) -> Option<String> {
        let suitable = self.records.iter().filter(|(path, record)| path.contains(kind) && suits(record));
        let suitable: Vec<_> = suitable.map(|(path, _)| path).collect();
        suitable.get(number.checked_rem(suitable.len())?).map(|path| (*path).clone())
    }

    /// Both versions have changed records, clients have met conflicts, and each new field was written.
    pub(crate) fn assert_tested(&self) {
        assert!(self.changes.len() == 2 && self.conflicts > 0, "{:?}, {} conflicts", self.changes, self.conflicts);
        for name in ["phone", "archived_because"] {
            assert!(self.records.values().any(|record| record.contains_key(name)), "{name}");
        }
        assert!(self.assignees.values().all(|assignees| assignees.len() > 2));
    }

    /// Compares every record with what was acknowledged, as the program shows it.
    pub(crate) fn check(&self, program: &Program) {
        let agent = agent();
        for (path, expected) in &self.records {
            let (status, _, record) = answer(agent.get(format!("{}{path}", program.address)).call().unwrap());
            assert_eq!(status, 200, "{:?}: {path}: {record}", program.kind);
            let known = expected.iter().filter(|(name, _)| is_new(program.kind) || !is_new_field(name));
            for (name, value) in known {
                assert_eq!(record[name], *value, "{:?}: {path}: {name}", program.kind);
            }
            if let (true, Some(assignees)) = (is_new(program.kind), self.assignees.get(path)) {
                let found: Vec<String> = serde_json::from_value(record["assignees"].clone()).unwrap();
                assert_eq!(found.len(), assignees.len(), "{path}: {found:?}");
                assert_eq!(&found.into_iter().collect::<BTreeSet<_>>(), assignees, "{path}");
            }
        }
    }
}

fn is_new_field(name: &str) -> bool {
    ["phone", "archived_because"].contains(&name)
}

//! The records of the second version: an article can be archived, a customer has a phone number, and several people can work on a
//! ticket.

#![allow(missing_docs)]

use crate::resource::{Stored, Writes};
use store_record::{EncodeError, Envelope, Json, RecordManifest, StoreRecord, StoreValue, UnknownFields};
use ulid::Ulid;

/// The record types of the second version.
#[derive(Debug, Clone, PartialEq, RecordManifest)]
#[manifest(file = "migrations/record-types.json", lock = "v2.lock")]
pub enum HelpDeskRecord {
    Article(Article),
    Customer(Customer),
    Ticket(Ticket),
}

/// An article.
#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(type = "article", scope = team, key = id, revision = revision, manifest = HelpDeskRecord)]
pub struct Article {
    pub team: String,
    pub id: Ulid,
    pub title: String,
    pub text: String,
    pub state: State,
    pub revision: u32,
    /// The fields of a later version.
    #[store_record(rest)]
    pub rest: UnknownFields,
}

/// The state of an article, which says who can read it.
#[derive(Debug, Clone, PartialEq, StoreValue)]
#[store_record(rename_all = "snake_case")]
pub enum State {
    Draft,
    Published,
    /// New in this version. Programs of the first version keep it.
    Archived {
        reason: String,
    },
    /// A variant of a later version.
    #[store_record(other)]
    Other(Json),
}

/// A customer.
#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(type = "customer", scope = team, key = id, revision = revision, manifest = HelpDeskRecord)]
pub struct Customer {
    pub team: String,
    pub id: Ulid,
    pub name: String,
    pub email: String,
    /// New in this version. Stored rows don't have it, and programs of the first version keep it.
    #[store_record(default)]
    pub phone: Option<String>,
    pub revision: u32,
    /// The fields of a later version.
    #[store_record(rest)]
    pub rest: UnknownFields,
}

/// A ticket.
#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(
    type = "ticket", schema_version = 2, previous = TicketV1, scope = team, key = id, revision = revision,
    manifest = HelpDeskRecord,
)]
pub struct Ticket {
    pub team: String,
    pub id: Ulid,
    pub title: String,
    pub assignees: Vec<String>,
    pub minutes: u32,
    pub revision: u32,
    /// The fields of a later version.
    #[store_record(rest)]
    pub rest: UnknownFields,
}

/// A ticket in the schema version that programs of the first version read.
#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(type = "ticket", scope = team, key = id, revision = revision)]
pub struct TicketV1 {
    pub team: String,
    pub id: Ulid,
    pub title: String,
    pub assignee: Option<String>,
    /// The assignees after the first one. Programs of the first version don't know the field. They keep it.
    #[store_record(default)]
    pub other_assignees: Vec<String>,
    pub minutes: u32,
    pub revision: u32,
    #[store_record(rest)]
    pub rest: UnknownFields,
}

impl From<TicketV1> for Ticket {
    fn from(old: TicketV1) -> Self {
        let TicketV1 { team, id, title, assignee, other_assignees, minutes, revision, rest } = old;
        // A program of the first version may have changed the first assignee to one of the others.
        let others = other_assignees.into_iter().filter(|other| Some(other) != assignee.as_ref());
        let assignees = assignee.iter().cloned().chain(others).collect();
        Self { team, id, title, assignees, minutes, revision, rest }
    }
}

impl From<&Ticket> for TicketV1 {
    fn from(new: &Ticket) -> Self {
        let Ticket { team, id, title, assignees, minutes, revision, rest } = new.clone();
        let mut assignees = assignees.into_iter();
        let (assignee, other_assignees) = (assignees.next(), assignees.collect());
        Self { team, id, title, assignee, other_assignees, minutes, revision, rest }
    }
}

/// While programs of the first version run, this one writes rows that they read.
impl Stored for Ticket {
    fn to_row(&self, writes: Writes) -> Result<Envelope, EncodeError> {
        match writes {
            Writes::Old => TicketV1::from(self).to_envelope(),
            Writes::Newest => self.to_envelope(),
        }
    }
}

impl Stored for Article {}
impl Stored for Customer {}

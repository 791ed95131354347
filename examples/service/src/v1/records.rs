//! The records of the first version.
//!
//! They keep the fields (`rest`) and variants (`other`) of a later version, so that a later version can be rolled out while this one
//! is running.

#![allow(missing_docs)]

use crate::resource::Stored;
use store_record::{Json, RecordManifest, StoreRecord, StoreValue, UnknownFields};
use ulid::Ulid;

/// The record types of the first version.
#[derive(Debug, Clone, PartialEq, RecordManifest)]
#[manifest(file = "migrations/record-types.json", lock = "v1.lock")]
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
    pub revision: u32,
    /// The fields of a later version.
    #[store_record(rest)]
    pub rest: UnknownFields,
}

/// A ticket.
#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(type = "ticket", scope = team, key = id, revision = revision, manifest = HelpDeskRecord)]
pub struct Ticket {
    pub team: String,
    pub id: Ulid,
    pub title: String,
    pub assignee: Option<String>,
    pub minutes: u32,
    pub revision: u32,
    /// The fields of a later version.
    #[store_record(rest)]
    pub rest: UnknownFields,
}

impl Stored for Article {}
impl Stored for Customer {}
impl Stored for Ticket {}

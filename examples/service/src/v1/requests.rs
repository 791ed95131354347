//! The requests and responses of the first version.

#![allow(missing_docs)]

use super::records::{Article, Customer, State, Ticket};
use crate::resource::{Resource, key_and_revision};
use serde::Deserialize;
use serde_json::{Value, json};
use store_record::UnknownFields;
use ulid::Ulid;

/// The body of a request that creates an article, which is a draft.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewArticle {
    pub title: String,
    pub text: String,
}

/// The body of a request that changes an article.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArticleChange {
    pub title: Option<String>,
    pub text: Option<String>,
    pub is_published: Option<bool>,
}

impl Resource for Article {
    key_and_revision!();

    type New = NewArticle;
    type Change = ArticleChange;

    fn create(team: String, id: Ulid, new: NewArticle) -> Self {
        let NewArticle { title, text } = new;
        Self { team, id, title, text, state: State::Draft, revision: 1, rest: UnknownFields::new() }
    }

    fn change(&mut self, change: ArticleChange) {
        self.title = change.title.unwrap_or_else(|| self.title.clone());
        self.text = change.text.unwrap_or_else(|| self.text.clone());
        match change.is_published {
            Some(true) => self.state = State::Published,
            Some(false) => self.state = State::Draft,
            // A state that this version doesn't know stays as it is.
            None => {}
        }
    }

    fn to_json(&self) -> Value {
        let Self { id, title, text, state, revision, .. } = self;
        let state = match state {
            State::Draft => "draft",
            State::Published => "published",
            State::Other(_) => "unknown",
        };
        json!({ "id": id, "title": title, "text": text, "state": state, "revision": revision })
    }
}

/// The body of a request that creates a customer.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewCustomer {
    pub name: String,
    pub email: String,
}

/// The body of a request that changes a customer.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CustomerChange {
    pub name: Option<String>,
    pub email: Option<String>,
}

impl Resource for Customer {
    key_and_revision!();

    type New = NewCustomer;
    type Change = CustomerChange;

    fn create(team: String, id: Ulid, new: NewCustomer) -> Self {
        let NewCustomer { name, email } = new;
        Self { team, id, name, email, revision: 1, rest: UnknownFields::new() }
    }

    fn change(&mut self, change: CustomerChange) {
        self.name = change.name.unwrap_or_else(|| self.name.clone());
        self.email = change.email.unwrap_or_else(|| self.email.clone());
    }

    fn to_json(&self) -> Value {
        json!({ "id": self.id, "name": self.name, "email": self.email, "revision": self.revision })
    }
}

/// The body of a request that creates a ticket.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewTicket {
    pub title: String,
    pub assignee: Option<String>,
}

/// The body of a request that changes a ticket.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TicketChange {
    pub title: Option<String>,
    pub assignee: Option<String>,
    pub minutes: Option<u32>,
}

impl Resource for Ticket {
    key_and_revision!();

    type New = NewTicket;
    type Change = TicketChange;

    fn create(team: String, id: Ulid, new: NewTicket) -> Self {
        let NewTicket { title, assignee } = new;
        Self { team, id, title, assignee, minutes: 0, revision: 1, rest: UnknownFields::new() }
    }

    fn change(&mut self, change: TicketChange) {
        self.title = change.title.unwrap_or_else(|| self.title.clone());
        self.assignee = change.assignee.or_else(|| self.assignee.take());
        self.minutes = change.minutes.unwrap_or(self.minutes);
    }

    fn to_json(&self) -> Value {
        let Self { id, title, assignee, minutes, revision, .. } = self;
        json!({ "id": id, "title": title, "assignee": assignee, "minutes": minutes, "revision": revision })
    }
}

//! The requests and responses of the second version.

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
    /// Archives the article.
    pub archived_because: Option<String>,
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
        match (change.archived_because, change.is_published) {
            (Some(reason), _) => self.state = State::Archived { reason },
            (None, Some(true)) => self.state = State::Published,
            (None, Some(false)) => self.state = State::Draft,
            // A state that this version doesn't know stays as it is.
            (None, None) => {}
        }
    }

    fn to_json(&self) -> Value {
        let Self { id, title, text, state, revision, .. } = self;
        let (state, reason) = match state {
            State::Draft => ("draft", None),
            State::Published => ("published", None),
            State::Archived { reason } => ("archived", Some(reason)),
            State::Other(_) => ("unknown", None),
        };
        json!({
            "id": id, "title": title, "text": text, "state": state, "archived_because": reason, "revision": revision,
        })
    }
}

/// The body of a request that creates a customer.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewCustomer {
    pub name: String,
    pub email: String,
    pub phone: Option<String>,
}

/// The body of a request that changes a customer.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CustomerChange {
    pub name: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
}

impl Resource for Customer {
    key_and_revision!();

    type New = NewCustomer;
    type Change = CustomerChange;

    fn create(team: String, id: Ulid, new: NewCustomer) -> Self {
        let NewCustomer { name, email, phone } = new;
        Self { team, id, name, email, phone, revision: 1, rest: UnknownFields::new() }
    }

    fn change(&mut self, change: CustomerChange) {
        self.name = change.name.unwrap_or_else(|| self.name.clone());
        self.email = change.email.unwrap_or_else(|| self.email.clone());
        self.phone = change.phone.or_else(|| self.phone.take());
    }

    fn to_json(&self) -> Value {
        let Self { id, name, email, phone, revision, .. } = self;
        json!({ "id": id, "name": name, "email": email, "phone": phone, "revision": revision })
    }
}

/// The body of a request that creates a ticket.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewTicket {
    pub title: String,
    /// Clients of the first version send it.
    pub assignee: Option<String>,
    #[serde(default)]
    pub assignees: Vec<String>,
}

/// The body of a request that changes a ticket.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TicketChange {
    pub title: Option<String>,
    /// Clients of the first version send it: the first assignee.
    pub assignee: Option<String>,
    pub assignees: Option<Vec<String>>,
    pub minutes: Option<u32>,
}

impl Resource for Ticket {
    type New = NewTicket;
    type Change = TicketChange;

    key_and_revision!();

    fn create(team: String, id: Ulid, new: NewTicket) -> Self {
        let assignees = new.assignee.into_iter().chain(new.assignees).collect();
        Self { team, id, title: new.title, assignees, minutes: 0, revision: 1, rest: UnknownFields::new() }
    }

    fn change(&mut self, change: TicketChange) {
        self.title = change.title.unwrap_or_else(|| self.title.clone());
        self.minutes = change.minutes.unwrap_or(self.minutes);
        if let Some(assignees) = change.assignees {
            self.assignees = assignees;
        }
        if let Some(first) = change.assignee {
            let others = self.assignees.drain(..).skip(1).filter(|other| *other != first).collect::<Vec<_>>();
            self.assignees = [vec![first], others].concat();
        }
    }

    fn to_json(&self) -> Value {
        let Self { id, title, assignees, minutes, revision, .. } = self;
        json!({
            "id": id, "title": title, "assignee": assignees.first(), "assignees": assignees, "minutes": minutes,
            "revision": revision,
        })
    }
}

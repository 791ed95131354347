//! Six kinds of records of a user directory, with 389 to 842 bytes of JSON on average. Each has our derives and serde's on the same
//! fields.

mod account;
mod audit_event;
mod membership;
mod outbox_event;
mod preferences;
mod sample;
mod session;

pub use account::{Account, AccountStatus, Address, ContactMethod, LoginEvent};
pub use audit_event::{Actor, AuditEvent, FieldChange, Severity};
pub use membership::{Membership, Role};
pub use outbox_event::OutboxEvent;
pub use preferences::{NotificationSetting, Preferences, Theme};
pub use sample::Sample;
pub use session::{Device, Session};

use crate::texts::Texts;
use serde::{Serialize, de::DeserializeOwned};
use std::fmt::Debug;
use store_record::StoreValue;

/// A value with our codec and with serde's.
pub trait Subject: StoreValue + Serialize + DeserializeOwned + Clone + PartialEq + Debug {}

impl<T: StoreValue + Serialize + DeserializeOwned + Clone + PartialEq + Debug> Subject for T {}

/// Values of one type, with their texts.
#[derive(Debug)]
pub struct Batch<T> {
    /// The name in a report.
    pub name: &'static str,
    /// The values.
    pub values: Vec<T>,
    /// The text of each value, in the three orders.
    pub texts: Texts,
}

impl<T: Subject> Batch<T> {
    /// Writes the texts of `values`.
    #[must_use]
    pub fn new(name: &'static str, values: Vec<T>) -> Self {
        let texts = Texts::of(&values);
        Self { name, values, texts }
    }

    pub(crate) fn sampled(name: &'static str, count: usize, one: fn(&mut Sample) -> T) -> Self {
        let mut sample = Sample::new(name);
        Self::new(name, (0..count).map(|_| one(&mut sample)).collect())
    }
}

/// Records of all kinds.
#[derive(Debug)]
pub struct Directory {
    /// The accounts.
    pub accounts: Batch<Account>,
    /// The memberships in groups.
    pub memberships: Batch<Membership>,
    /// The audit events.
    pub audit_events: Batch<AuditEvent>,
    /// The outbox events.
    pub outbox_events: Batch<OutboxEvent>,
    /// The sessions.
    pub sessions: Batch<Session>,
    /// The preferences.
    pub preferences: Batch<Preferences>,
}

/// An operation on values of any type.
pub trait Visitor {
    /// Processes the values of one type.
    fn visit<T: Subject>(&mut self, batch: &Batch<T>);
}

impl Directory {
    /// Returns `count` records of every kind. They are equal in every run.
    #[must_use]
    pub fn even(count: usize) -> Self {
        Self::new([count; 6])
    }

    /// Returns about `count` records in the proportions of a directory: a quarter accounts, a quarter audit events, a fifth
    /// memberships, and a tenth of each other kind.
    #[must_use]
    pub fn mixed(count: usize) -> Self {
        Self::new([25, 20, 25, 10, 10, 10].map(|percent| count * percent / 100))
    }

    fn new([accounts, memberships, audit_events, outbox_events, sessions, preferences]: [usize; 6]) -> Self {
        Self {
            accounts: Batch::sampled("account", accounts, Account::sample),
            memberships: Batch::sampled("membership", memberships, Membership::sample),
            audit_events: Batch::sampled("audit event", audit_events, AuditEvent::sample),
            outbox_events: Batch::sampled("outbox event", outbox_events, OutboxEvent::sample),
            sessions: Batch::sampled("session", sessions, Session::sample),
            preferences: Batch::sampled("preferences", preferences, Preferences::sample),
        }
    }

    /// Visits the kinds in order.
    pub fn visit(&self, visitor: &mut impl Visitor) {
        visitor.visit(&self.accounts);
        visitor.visit(&self.memberships);
        visitor.visit(&self.audit_events);
        visitor.visit(&self.outbox_events);
        visitor.visit(&self.sessions);
        visitor.visit(&self.preferences);
    }
}

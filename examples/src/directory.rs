//! A *user directory* as a team would write it: tenants, people, permissions and events.
//!
//! `migrations/manifest.json` lists the record types. A listed type without a variant here doesn't compile, nor does a variant
//! without an entry there. `store-record.lock` has the released shapes. A change after which stored rows wouldn't open doesn't
//! compile either.

use store_record::{RecordManifest, StoreKey, StoreValue};

mod access;
mod activity;
mod history;
mod people;
mod plumbing;
mod reference;
mod tenancy;

pub use access::{
    Consent, Coordinates, Credential, CredentialKind, Grant, Group, Invitation, Level, Membership, Role, Session,
};
pub use activity::{Actor, AuditEvent, Change, ChangeSize};
pub use history::{MembershipV1, MembershipV2, ProfileV1, ProfileV2, RoleInGroup, SessionV1, SessionV2, old_rows};
pub use people::{Account, AccountStatus, Address, Contact, ExternalIdentity, Preferences, Profile, Theme};
pub use plumbing::{Checkpoint, IdempotencyRecord, OutboxEvent};
pub use reference::reference_records;
pub use tenancy::{Application, Tenant};

/// The closed set of record types of the directory.
#[derive(Debug, Clone, PartialEq, RecordManifest)]
#[manifest(file = "migrations/manifest.json", lock = "store-record.lock")]
#[allow(missing_docs)]
pub enum DirectoryRecord {
    Tenant(Tenant),
    Application(Application),
    Account(Box<Account>),
    ExternalIdentity(ExternalIdentity),
    Profile(Profile),
    Preferences(Preferences),
    Group(Group),
    Membership(Membership),
    Role(Role),
    Grant(Grant),
    Invitation(Invitation),
    Session(Session),
    Credential(Credential),
    Consent(Consent),
    AuditEvent(Box<AuditEvent>),
    OutboxEvent(OutboxEvent),
    IdempotencyRecord(IdempotencyRecord),
    Checkpoint(Checkpoint),
}

/// A tenant's short name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, StoreValue, StoreKey)]
pub struct TenantId(pub String);

/// The number of an account in its tenant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, StoreValue, StoreKey)]
pub struct AccountId(pub u64);

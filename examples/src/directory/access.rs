//! Permissions, sessions and credentials.

use super::{AccountId, DirectoryRecord, MembershipV2, SessionV2, TenantId};
use std::collections::{BTreeSet, HashMap};
use std::net::IpAddr;
use store_record::{StoreKey, StoreRecord, StoreValue};
use time::{Date, OffsetDateTime, PrimitiveDateTime};

/// A group of accounts. Groups can contain groups.
#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(type = "group", scope = tenant_id, key = path, manifest = DirectoryRecord)]
#[allow(missing_docs)]
pub struct Group {
    pub tenant_id: TenantId,
    /// The names from the root to the group, with `/` between them.
    pub path: String,
    pub tree: Option<Box<GroupNode>>,
}

/// A group and the groups inside it.
#[derive(Debug, Clone, PartialEq, StoreValue)]
#[allow(missing_docs)]
pub struct GroupNode {
    pub name: String,
    pub below: Vec<GroupNode>,
}

/// The membership of an account in a group.
#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(
    type = "membership",
    schema_version = 3,
    previous = MembershipV2,
    scope = tenant_id,
    key = (account_id, group),
    created_at = joined_at,
    metadata(level),
    manifest = DirectoryRecord
)]
#[allow(missing_docs)]
pub struct Membership {
    pub tenant_id: TenantId,
    pub account_id: AccountId,
    pub group: String,
    /// The rights of the account in the group.
    pub level: Level,
    pub joined_at: OffsetDateTime,
    /// The last day. A membership without it has no end.
    pub until: Option<Date>,
}

/// The role of a member in a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, StoreValue, StoreKey)]
#[store_record(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Level {
    /// Reads.
    Viewer,
    /// Reads and writes.
    Member,
    /// Also adds and removes members.
    Owner,
}

/// A named set of permissions.
#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(type = "role", scope = (tenant_id, application), key = name, manifest = DirectoryRecord)]
#[allow(missing_docs)]
pub struct Role {
    pub tenant_id: TenantId,
    pub application: String,
    pub name: String,
    pub permissions: BTreeSet<String>,
    /// Requests per minute, and per day if there is a limit.
    pub limits: HashMap<Level, (u32, Option<u32>)>,
}

/// The assignment of a role.
#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(
    type = "grant",
    scope = (tenant_id, application),
    key = (role, holder.id: AccountId, from),
    metadata(holder = holder.id),
    manifest = DirectoryRecord
)]
#[allow(missing_docs)]
pub struct Grant {
    pub tenant_id: TenantId,
    pub application: String,
    pub role: String,
    pub holder: Holder,
    /// The first day.
    pub from: Date,
    /// The end, in the time zone of the tenant.
    pub until: Option<PrimitiveDateTime>,
}

/// The holder of a grant.
#[derive(Debug, Clone, PartialEq, StoreValue)]
#[allow(missing_docs)]
pub struct Holder {
    pub id: AccountId,
    pub granted_by: Option<AccountId>,
}

/// An invitation to join.
#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(type = "invitation", scope = tenant_id, key = token_hash, created_at = sent_at, manifest = DirectoryRecord)]
#[allow(missing_docs)]
pub struct Invitation {
    pub tenant_id: TenantId,
    /// The hash of the token in the link. The token itself is never stored.
    pub token_hash: [u8; 16],
    #[store_record(sensitive)]
    pub email: String,
    pub sent_at: OffsetDateTime,
    /// Counts from `sent_at`.
    pub valid_for: time::Duration,
    pub answer: Answer,
}

/// The state of an invitation.
#[derive(Debug, Clone, PartialEq, StoreValue)]
#[store_record(tag = "answer", rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Answer {
    Waiting,
    Accepted {
        by: AccountId,
        at: OffsetDateTime,
    },
    #[store_record(rename = "declined", alias = "refused")]
    Declined {
        #[store_record(default)]
        reason: Option<String>,
    },
}

/// The session of a person who is signed in.
#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(
    type = "session",
    schema_version = 3,
    previous = SessionV2,
    scope = (tenant_id, application),
    key = id,
    created_at = created_at,
    updated_at = last_seen_at,
    manifest = DirectoryRecord
)]
#[allow(missing_docs)]
pub struct Session {
    pub tenant_id: TenantId,
    pub application: String,
    pub id: u128,
    pub account_id: AccountId,
    /// The SHA-256 of the token. The token itself is never stored.
    #[store_record(sensitive)]
    pub token_hash: Vec<u8>,
    #[store_record(sensitive)]
    pub address: IpAddr,
    /// The location of the address, if it is known.
    pub place: Option<Coordinates>,
    pub created_at: OffsetDateTime,
    pub last_seen_at: OffsetDateTime,
}

/// A location on Earth, in degrees.
#[derive(Debug, Clone, Copy, PartialEq, StoreValue)]
#[allow(missing_docs)]
pub struct Coordinates {
    pub latitude: f64,
    pub longitude: f64,
}

/// The description of a credential, never the credential itself.
#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(type = "credential", scope = tenant_id, key = (account_id, kind, number), manifest = DirectoryRecord)]
#[allow(missing_docs)]
pub struct Credential {
    pub tenant_id: TenantId,
    pub account_id: AccountId,
    pub kind: CredentialKind,
    /// Tells credentials of one kind apart.
    pub number: i32,
    /// Memory in KiB, passes and lanes of Argon2id.
    pub hash_parameters: Option<(u32, u32, u8)>,
    pub public_key: Option<Vec<u8>>,
    /// Failed attempts since the last success.
    pub failures: u8,
}

/// The kinds of credentials.
#[derive(Debug, Clone, Copy, PartialEq, Eq, StoreValue, StoreKey)]
#[store_record(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum CredentialKind {
    Password,
    Passkey,
    RecoveryCode,
}

/// The consent of a person to a document.
#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(type = "consent", scope = tenant_id, key = (account_id, purpose, given_at), manifest = DirectoryRecord)]
#[allow(missing_docs)]
pub struct Consent {
    pub tenant_id: TenantId,
    pub account_id: AccountId,
    pub purpose: String,
    pub given_at: OffsetDateTime,
    /// Major and minor version of the document.
    pub text_version: (u16, u16),
    pub withdrawn: bool,
}

//! The record types of earlier releases. Each type is the shape of one schema version, and its conversion creates the next.

use super::{AccountId, Coordinates, Level, Membership, Profile, Session, TenantId};
use std::net::{AddrParseError, IpAddr};
use store_record::{EncodeError, Envelope, StoreRecord, StoreValue};
use time::OffsetDateTime;

/// A membership of the first release: a flag for owners.
#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(type = "membership", scope = tenant_id, key = (account_id, group), created_at = joined_at)]
#[allow(missing_docs)]
pub struct MembershipV1 {
    pub tenant_id: TenantId,
    pub account_id: AccountId,
    pub group: String,
    pub is_owner: bool,
    pub joined_at: OffsetDateTime,
}

/// A membership of the second release: a role instead of a flag.
#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(
    type = "membership", schema_version = 2, previous = MembershipV1, scope = tenant_id, key = (account_id, group),
    created_at = joined_at, metadata(role)
)]
#[allow(missing_docs)]
pub struct MembershipV2 {
    pub tenant_id: TenantId,
    pub account_id: AccountId,
    pub group: String,
    pub role: RoleInGroup,
    pub joined_at: OffsetDateTime,
}

/// The roles of the second release. The third release added one.
#[derive(Debug, Clone, Copy, PartialEq, StoreValue)]
#[allow(missing_docs)]
pub enum RoleInGroup {
    Member,
    Owner,
}

impl From<MembershipV1> for MembershipV2 {
    fn from(old: MembershipV1) -> Self {
        let role = if old.is_owner { RoleInGroup::Owner } else { RoleInGroup::Member };
        let MembershipV1 { tenant_id, account_id, group, joined_at, .. } = old;
        Self { tenant_id, account_id, group, role, joined_at }
    }
}

impl From<MembershipV2> for Membership {
    fn from(old: MembershipV2) -> Self {
        let level = match old.role {
            RoleInGroup::Member => Level::Member,
            RoleInGroup::Owner => Level::Owner,
        };
        let MembershipV2 { tenant_id, account_id, group, joined_at, .. } = old;
        Self { tenant_id, account_id, group, level, joined_at, until: None }
    }
}

/// A profile of the first release: the name as one string.
#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(type = "profile", scope = tenant, key = account)]
#[allow(missing_docs)]
pub struct ProfileV1 {
    pub tenant: String,
    pub account: u64,
    pub name: String,
}

/// A profile of the second release: the name as two strings, which doesn't fit every name.
#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(type = "profile", schema_version = 2, previous = ProfileV1, scope = tenant, key = account)]
#[allow(missing_docs)]
pub struct ProfileV2 {
    pub tenant: String,
    pub account: u64,
    pub given_name: String,
    pub family_name: Option<String>,
}

impl From<ProfileV1> for ProfileV2 {
    fn from(old: ProfileV1) -> Self {
        let (given_name, family_name) = match old.name.rsplit_once(' ') {
            Some((given, family)) => (given.to_owned(), Some(family.to_owned())),
            None => (old.name, None),
        };
        Self { tenant: old.tenant, account: old.account, given_name, family_name }
    }
}

impl From<ProfileV2> for Profile {
    fn from(old: ProfileV2) -> Self {
        let full_name = match old.family_name {
            Some(family) => format!("{} {family}", old.given_name),
            None => old.given_name,
        };
        Self {
            tenant: old.tenant,
            account: old.account,
            full_name: full_name.into(),
            pronouns: None,
            born: None,
            links: Vec::new(),
        }
    }
}

/// A session of the first release: its address as any string.
#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(
    type = "session", scope = (tenant_id, application), key = id, created_at = created_at, updated_at = last_seen_at
)]
#[allow(missing_docs)]
pub struct SessionV1 {
    pub tenant_id: TenantId,
    pub application: String,
    pub id: u128,
    pub account_id: AccountId,
    pub token_hash: Vec<u8>,
    pub address: String,
    pub created_at: OffsetDateTime,
    pub last_seen_at: OffsetDateTime,
}

/// Returns rows of the first release that the conversions accept. The kit generates none: its strings aren't addresses.
///
/// # Errors
///
/// Returns an error if a row can't be sealed.
pub fn old_rows() -> Result<Vec<Envelope>, EncodeError> {
    let session = SessionV1 {
        tenant_id: TenantId("acme".into()),
        application: "wiki".into(),
        id: 7,
        account_id: AccountId(42),
        token_hash: vec![0; 32],
        address: "127.0.0.1".into(),
        created_at: OffsetDateTime::UNIX_EPOCH,
        last_seen_at: OffsetDateTime::UNIX_EPOCH,
    };
    Ok(vec![session.to_envelope()?])
}

/// A session of the second release: an address, and the location as two numbers.
#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(
    type = "session", schema_version = 2, previous = SessionV1, scope = (tenant_id, application), key = id,
    created_at = created_at, updated_at = last_seen_at
)]
#[allow(missing_docs)]
pub struct SessionV2 {
    pub tenant_id: TenantId,
    pub application: String,
    pub id: u128,
    pub account_id: AccountId,
    pub token_hash: Vec<u8>,
    pub address: IpAddr,
    pub place: Option<(f64, f64)>,
    pub created_at: OffsetDateTime,
    pub last_seen_at: OffsetDateTime,
}

/// Some strings weren't addresses. Such a row doesn't open, and the error doesn't quote the string.
impl TryFrom<SessionV1> for SessionV2 {
    type Error = AddrParseError;

    fn try_from(old: SessionV1) -> Result<Self, AddrParseError> {
        Ok(Self {
            tenant_id: old.tenant_id,
            application: old.application,
            id: old.id,
            account_id: old.account_id,
            token_hash: old.token_hash,
            address: old.address.parse()?,
            place: None,
            created_at: old.created_at,
            last_seen_at: old.last_seen_at,
        })
    }
}

impl From<SessionV2> for Session {
    fn from(old: SessionV2) -> Self {
        Self {
            tenant_id: old.tenant_id,
            application: old.application,
            id: old.id,
            account_id: old.account_id,
            token_hash: old.token_hash,
            address: old.address,
            place: old.place.map(|(latitude, longitude)| Coordinates { latitude, longitude }),
            created_at: old.created_at,
            last_seen_at: old.last_seen_at,
        }
    }
}

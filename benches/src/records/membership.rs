//! A membership in a group.

use super::Sample;
use serde::{Deserialize, Serialize};
use store_record::{StoreKey, StoreRecord, StoreValue};
use time::OffsetDateTime;

/// A membership: numbers, short strings and a list of strings.
#[derive(Debug, Clone, PartialEq, StoreRecord, Serialize, Deserialize)]
#[store_record(
    type = "membership", scope = tenant_id, key = (user_id, role),
    created_at = joined_at, metadata(role, active),
)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Membership {
    pub tenant_id: String,
    pub membership_id: u64,
    pub user_id: u64,
    pub group_id: String,
    pub role: Role,
    pub permissions: Vec<String>,
    pub invited_by: Option<u64>,
    #[serde(with = "time::serde::rfc3339")]
    pub joined_at: OffsetDateTime,
    #[serde(with = "time::serde::rfc3339::option")]
    pub expires_at: Option<OffsetDateTime>,
    pub active: bool,
    pub note: Option<String>,
}

/// The role of a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, StoreValue, StoreKey, Serialize, Deserialize)]
#[store_record(rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Role {
    Owner,
    Admin,
    Member,
    Viewer,
    BillingManager,
}

impl Membership {
    pub(super) fn sample(sample: &mut Sample) -> Self {
        const PERMISSIONS: &[&str] = &[
            "invoices:read",
            "invoices:write",
            "projects:read",
            "projects:write",
            "members:invite",
            "audit:read",
            "settings:admin",
        ];
        Self {
            tenant_id: sample.tenant(),
            membership_id: sample.id(),
            user_id: sample.id(),
            group_id: sample.uuid(),
            role: Role::sample(sample),
            permissions: sample.between(1, 6, |sample| sample.text_of(PERMISSIONS)),
            invited_by: sample.maybe(60, Sample::id),
            joined_at: sample.instant(),
            expires_at: sample.maybe(30, Sample::instant),
            active: sample.percent(90),
            note: sample.maybe(30, Sample::sentence),
        }
    }
}

impl Role {
    pub(super) fn sample(sample: &mut Sample) -> Self {
        *sample.one_of(&[Self::Owner, Self::Admin, Self::Member, Self::Viewer, Self::BillingManager])
    }
}

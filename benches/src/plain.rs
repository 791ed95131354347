//! A membership with types that the small derives support.

// nanoserde's expanded code triggers these lints.
#![allow(clippy::question_mark)]

use crate::records::Membership;
use miniserde::{Deserialize as MiniDe, Serialize as MiniSer};
use nanoserde::{DeJson, SerJson};
use serde::{Deserialize, Serialize};
use store_record::StoreValue;
use time::format_description::well_known::Rfc3339;

/// A [`Membership`] with its role and its instants as strings. Only our codec rejects unknown fields here. nanoserde
/// omits `None`.
#[derive(Debug, Clone, PartialEq, StoreValue, Serialize, Deserialize, MiniSer, MiniDe, SerJson, DeJson)]
#[allow(missing_docs)]
pub struct PlainMembership {
    pub tenant_id: String,
    pub membership_id: u64,
    pub user_id: u64,
    pub group_id: String,
    pub role: String,
    pub permissions: Vec<String>,
    #[store_record(default)]
    pub invited_by: Option<u64>,
    pub joined_at: String,
    #[store_record(default)]
    pub expires_at: Option<String>,
    pub active: bool,
    #[store_record(default)]
    pub note: Option<String>,
}

impl From<Membership> for PlainMembership {
    fn from(membership: Membership) -> Self {
        let text = |instant: time::OffsetDateTime| instant.format(&Rfc3339).expect("the year has four digits");
        Self {
            role: format!("{:?}", membership.role),
            joined_at: text(membership.joined_at),
            expires_at: membership.expires_at.map(text),
            tenant_id: membership.tenant_id,
            membership_id: membership.membership_id,
            user_id: membership.user_id,
            group_id: membership.group_id,
            permissions: membership.permissions,
            invited_by: membership.invited_by,
            active: membership.active,
            note: membership.note,
        }
    }
}

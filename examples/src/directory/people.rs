//! Accounts, identities, profiles and preferences of people.

use super::{AccountId, DirectoryRecord, ProfileV2, TenantId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use store_record::{Json, StoreKey, StoreRecord, StoreValue, UnknownFields};
use time::{Date, OffsetDateTime, Time, UtcOffset, Weekday};

/// The account of a person.
#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(
    type = "account",
    alias = "user",
    scope = tenant_id,
    key = id,
    created_at = created_at,
    updated_at = updated_at,
    revision = revision,
    metadata(email, state = status),
    reserved("login"),
    manifest = DirectoryRecord
)]
#[allow(missing_docs)]
pub struct Account {
    pub tenant_id: TenantId,
    pub id: AccountId,
    /// The address for sign-in, unique in the tenant.
    pub email: String,
    /// The name that pages show instead of the email address.
    #[store_record(alias = "nick")]
    pub display_name: Option<String>,
    pub status: AccountStatus,
    /// The contacts, the preferred one first.
    pub contacts: Vec<Contact>,
    pub created_at: OffsetDateTime,
    pub updated_at: Option<OffsetDateTime>,
    pub revision: u64,
    /// The balance in hundredths of the currency.
    pub balance: i128,
    /// Free text of administrators.
    #[store_record(default)]
    pub labels: BTreeMap<String, String>,
    /// Isn't stored.
    #[store_record(skip)]
    pub cached_greeting: Option<String>,
}

/// The state of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, StoreValue, StoreKey)]
#[store_record(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum AccountStatus {
    #[store_record(alias = "pending")]
    PendingVerification,
    Active,
    Suspended,
    Closed,
}

/// A contact of a person.
#[derive(Debug, Clone, PartialEq, StoreValue)]
#[store_record(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Contact {
    Email {
        #[store_record(sensitive)]
        address: String,
        verified: bool,
    },
    Phone(u16, String),
    Postal(Address),
    Unreachable,
}

/// A postal address.
#[derive(Debug, Clone, PartialEq, StoreValue)]
#[allow(missing_docs)]
pub struct Address {
    #[store_record(sensitive)]
    pub street: String,
    pub city: String,
    pub region: Option<String>,
    pub country: [char; 2],
}

/// An account at an identity provider.
#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(
    type = "external_identity",
    scope = (tenant_id, provider),
    key = subject,
    created_at = linked_at,
    metadata(account_id),
    manifest = DirectoryRecord
)]
#[allow(missing_docs)]
pub struct ExternalIdentity {
    pub tenant_id: TenantId,
    pub provider: String,
    /// The identifier of the person at the provider.
    pub subject: String,
    /// The account that this identity signs in to.
    pub account_id: AccountId,
    pub linked_at: OffsetDateTime,
    /// The claims of the first sign-in, as the provider sent them.
    pub claims: serde_json::Value,
}

/// The public profile of a person. It also derives serde's traits, for an API.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, StoreRecord)]
#[store_record(
    type = "profile",
    schema_version = 3,
    previous = ProfileV2,
    scope = tenant,
    key = account,
    unknown_fields = "ignore",
    manifest = DirectoryRecord
)]
#[allow(missing_docs)]
pub struct Profile {
    pub tenant: String,
    pub account: u64,
    pub full_name: Box<str>,
    pub pronouns: Option<String>,
    #[serde(skip)]
    pub born: Option<Date>,
    #[store_record(with = serde)]
    pub links: Vec<Link>,
}

/// A type of an API, with serde's traits only.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Link {
    pub rel: String,
    pub href: String,
    pub weight: Option<f32>,
}

/// The preferences of a person.
#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(
    type = "preferences",
    scope = tenant_id,
    key = account_id,
    updated_at = updated_at,
    metadata(look = display.theme),
    manifest = DirectoryRecord
)]
#[allow(missing_docs)]
pub struct Preferences {
    pub tenant_id: TenantId,
    pub account_id: AccountId,
    pub display: Display,
    /// The time of the digest, by the state of the account.
    pub digest_at: BTreeMap<AccountStatus, Time>,
    pub week_begins: Weekday,
    /// The offset for dates and times on pages.
    pub zone: UtcOffset,
    /// Accounts at the top of lists.
    pub pinned: Vec<AccountId>,
    pub extra: Json,
    pub updated_at: std::time::SystemTime,
    #[store_record(rest)]
    pub rest: UnknownFields,
}

/// The appearance of pages.
#[derive(Debug, Clone, PartialEq, StoreValue)]
#[allow(missing_docs)]
pub struct Display {
    pub theme: Theme,
    pub scale: f32,
    #[store_record(with = colour)]
    pub accent: u32,
}

/// The color theme.
#[derive(Debug, Clone, Copy, PartialEq, StoreValue)]
#[store_record(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Theme {
    Light,
    Dark,
    FollowSystem,
}

/// A custom codec for colors: `#rrggbb`.
mod colour {
    use store_record::{DecodeError, Decoder, Encoder, StoreValue};

    pub(super) fn encode(colour: &u32, encoder: &mut Encoder) {
        if *colour > 0xff_ffff {
            encoder.reject("a colour has 24 bits");
        }
        format!("#{colour:06x}").encode(encoder);
    }

    pub(super) fn decode(decoder: &mut Decoder<'_>) -> Result<u32, DecodeError> {
        let text = String::decode(decoder)?;
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6);
        digits
            .and_then(|digits| u32::from_str_radix(digits, 16).ok())
            .ok_or_else(|| decoder.invalid("a colour such as #00ff7f"))
    }
}

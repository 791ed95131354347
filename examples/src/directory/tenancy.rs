//! Tenants and the applications that they use.

use super::{DirectoryRecord, TenantId};
use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU32;
use store_record::{StoreRecord, StoreValue, UnknownFields};
use time::{Date, OffsetDateTime};

/// A customer. Its scope is global.
#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(
    type = "tenant",
    scope = global,
    key = id,
    created_at = created_at,
    revision = revision,
    metadata(plan, city = billing.0),
    manifest = DirectoryRecord
)]
#[allow(missing_docs)]
pub struct Tenant {
    pub id: TenantId,
    /// The name on invoices.
    pub name: String,
    pub plan: Plan,
    /// City and country.
    pub billing: (String, [char; 2]),
    /// The first day of the contract, in the time zone of the city.
    pub contract_from: Date,
    /// The limit of accounts. A tenant without it has no limit.
    pub seats: Option<NonZeroU32>,
    pub created_at: OffsetDateTime,
    pub revision: u64,
    /// The fields of a newer program.
    #[store_record(rest)]
    pub rest: UnknownFields,
}

impl Tenant {
    /// Creates a tenant on the free plan for a history that begins at `first`.
    #[must_use]
    pub fn on_free_plan(id: TenantId, first: OffsetDateTime) -> Self {
        Self {
            name: id.0.clone(),
            id,
            plan: Plan::Free,
            billing: (String::new(), ['Z', 'Z']),
            contract_from: first.date(),
            seats: None,
            created_at: first,
            revision: 1,
            rest: UnknownFields::new(),
        }
    }
}

/// The plan of a tenant.
#[derive(Debug, Clone, PartialEq, StoreValue)]
#[store_record(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Plan {
    Free,
    /// A price per seat.
    Team {
        seats: u32,
        price_per_seat: f64,
    },
    Enterprise(Box<str>, u128),
    /// A plan of a newer program.
    #[store_record(other)]
    Unknown(store_record::Json),
}

/// An application of a tenant.
#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(
    type = "application",
    alias = "client",
    scope = tenant_id,
    key = name,
    rename_all = "camelCase",
    reserved("secret"),
    manifest = DirectoryRecord
)]
#[allow(missing_docs)]
pub struct Application {
    pub tenant_id: TenantId,
    pub name: String,
    /// The only URIs that a sign-in may return to.
    pub redirect_uris: Vec<String>,
    /// The scopes of OAuth that the application may ask for.
    pub allowed_scopes: BTreeSet<String>,
    /// Requests per minute, by HTTP status class.
    pub rate_limits: BTreeMap<u16, u32>,
    #[store_record(default = Application::default_lifetime)]
    pub token_lifetime: std::time::Duration,
}

impl Application {
    /// Returns an hour.
    #[must_use]
    pub fn default_lifetime() -> std::time::Duration {
        std::time::Duration::from_secs(3_600)
    }
}

//! The account of a person.

use super::{Role, Sample};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::net::IpAddr;
use store_record::{StoreRecord, StoreValue};
use time::OffsetDateTime;

/// An account: a nested address, lists, a map, an enum with data.
#[derive(Debug, Clone, PartialEq, StoreRecord, Serialize, Deserialize)]
#[store_record(
    type = "account", scope = tenant_id, key = user_id,
    created_at = created_at, updated_at = updated_at, metadata(email, status),
)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Account {
    pub tenant_id: String,
    pub user_id: u64,
    pub email: String,
    pub display_name: Option<String>,
    pub status: AccountStatus,
    pub roles: Vec<Role>,
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
    #[serde(with = "time::serde::rfc3339")]
    pub updated_at: OffsetDateTime,
    pub address: Address,
    pub limits: (u32, u32),
    pub attributes: BTreeMap<String, String>,
    pub login_history: Vec<LoginEvent>,
    pub balance: f64,
    pub contact: ContactMethod,
}

/// The state of an account.
#[derive(Debug, Clone, Copy, PartialEq, StoreValue, Serialize, Deserialize)]
#[store_record(rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum AccountStatus {
    PendingVerification,
    Active,
    Suspended,
    Closed,
}

/// A postal address.
#[derive(Debug, Clone, PartialEq, StoreValue, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Address {
    pub street: String,
    pub city: String,
    pub region: Option<String>,
    pub postal_code: String,
    pub country: String,
}

/// One attempt to sign in.
#[derive(Debug, Clone, PartialEq, StoreValue, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct LoginEvent {
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    pub ip: IpAddr,
    pub success: bool,
}

/// A contact of a person.
#[derive(Debug, Clone, PartialEq, StoreValue, Serialize, Deserialize)]
#[store_record(rename_all = "snake_case")]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[allow(missing_docs)]
pub enum ContactMethod {
    Email { address: String, verified: bool },
    Phone { country_code: u16, number: String },
    Postal(Address),
    Unreachable,
}

impl Account {
    pub(super) fn sample(sample: &mut Sample) -> Self {
        use AccountStatus::{Active, Closed, PendingVerification, Suspended};
        Self {
            tenant_id: sample.tenant(),
            user_id: sample.id(),
            email: sample.email(),
            display_name: sample.maybe(80, Sample::full_name),
            status: *sample.one_of(&[PendingVerification, Active, Active, Active, Suspended, Closed]),
            roles: sample.up_to(3, Role::sample),
            created_at: sample.instant(),
            updated_at: sample.instant(),
            address: Address::sample(sample),
            limits: (sample.below(1_000) as u32, sample.below(1_000_000) as u32),
            attributes: sample.attributes(6),
            login_history: sample.up_to(5, |sample| LoginEvent {
                at: sample.instant(),
                ip: sample.ip(),
                success: sample.percent(90),
            }),
            balance: sample.amount(),
            contact: match sample.below(4) {
                0 => ContactMethod::Email { address: sample.email(), verified: sample.percent(70) },
                1 => ContactMethod::Phone {
                    country_code: sample.below(1_000) as u16,
                    number: sample.below(10_000_000_000).to_string(),
                },
                2 => ContactMethod::Postal(Address::sample(sample)),
                _ => ContactMethod::Unreachable,
            },
        }
    }
}

impl Address {
    fn sample(sample: &mut Sample) -> Self {
        const STREETS: &[&str] =
            &["Mill Lane", "Überseeallee", "Rue de la Gaîté", "Station Road", "Calle Núñez", "Harbour View"];
        const CITIES: &[&str] = &["Hamburg", "Curitiba", "Leeds", "Łódź", "Denver", "大阪"];
        let number = 1 + sample.below(400);
        Self {
            street: format!("{number} {}", sample.one_of(STREETS)),
            city: sample.text_of(CITIES),
            region: sample.maybe(50, |sample| sample.text_of(&["HH", "PR", "West Yorkshire", "CO"])),
            postal_code: format!("{:05}", sample.below(100_000)),
            country: sample.text_of(&["DE", "BR", "GB", "PL", "US", "JP"]),
        }
    }
}

//! The preferences of a person.

use super::Sample;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use store_record::{StoreRecord, StoreValue};
use time::OffsetDateTime;

/// Preferences: a map of small structs and a map of strings.
#[derive(Debug, Clone, PartialEq, StoreRecord, Serialize, Deserialize)]
#[store_record(type = "preferences", scope = tenant_id, key = user_id, updated_at = updated_at, metadata(locale, theme))]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Preferences {
    pub tenant_id: String,
    pub user_id: u64,
    pub locale: String,
    pub time_zone: String,
    pub theme: Theme,
    pub notifications: BTreeMap<String, NotificationSetting>,
    pub settings: BTreeMap<String, String>,
    pub pinned: Vec<u64>,
    pub font_scale: f64,
    #[serde(with = "time::serde::rfc3339")]
    pub updated_at: OffsetDateTime,
}

/// The color theme.
#[derive(Debug, Clone, Copy, PartialEq, StoreValue, Serialize, Deserialize)]
#[store_record(rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Theme {
    Light,
    Dark,
    FollowSystem,
}

/// The notification settings of a topic.
#[derive(Debug, Clone, PartialEq, StoreValue, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct NotificationSetting {
    pub email: bool,
    pub push: bool,
    pub digest_hours: u8,
}

impl Preferences {
    pub(super) fn sample(sample: &mut Sample) -> Self {
        const SUBJECTS: &[&str] = &["billing", "security", "product_news", "mentions", "weekly_digest", "incident"];
        let setting = |sample: &mut Sample| {
            let name = sample.text_of(SUBJECTS);
            let (email, push) = (sample.percent(50), sample.percent(50));
            (name, NotificationSetting { email, push, digest_hours: sample.below(48) as u8 })
        };
        Self {
            tenant_id: sample.tenant(),
            user_id: sample.id(),
            locale: sample.text_of(&["en-GB", "de-DE", "pt-BR", "ja-JP"]),
            time_zone: sample.text_of(&["Europe/Berlin", "America/Sao_Paulo", "Asia/Tokyo", "UTC"]),
            theme: *sample.one_of(&[Theme::Light, Theme::Dark, Theme::FollowSystem]),
            notifications: sample.between(2, 5, setting).into_iter().collect(),
            settings: sample.attributes(8),
            pinned: sample.up_to(5, Sample::id),
            font_scale: *sample.one_of(&[0.9, 1.0, 1.25, 1.5]),
            updated_at: sample.instant(),
        }
    }
}

//! A chat protocol: events in rooms, with content of many kinds.

use super::{instant, ports, text, web_address};
use proptest::prelude::*;
use proptest_derive::Arbitrary;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::net::IpAddr;
use store_record::{StoreKey, StoreValue};
use time::OffsetDateTime;
use url::Url;

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, StoreValue, StoreKey, Arbitrary)]
struct UserId(#[proptest(strategy = "\"@[a-z]{1,5}:[a-z]{2,5}\"")] String);

/// An event with content of one kind, and what the server adds.
#[derive(Debug, PartialEq, Serialize, Deserialize, StoreValue, Arbitrary)]
struct Event<C> {
    event_id: u64,
    sender: UserId,
    #[serde(with = "milliseconds")]
    #[store_record(with = unix_millis)]
    #[proptest(strategy = "instant()")]
    origin_server_ts: OffsetDateTime,
    content: C,
    #[serde(flatten)]
    #[store_record(flatten)]
    unsigned: Unsigned,
}

/// The form of the timestamps, as an application with serde writes it by hand.
mod milliseconds {
    use serde::{Deserialize, Deserializer, Serializer};
    use time::OffsetDateTime;

    pub(super) fn serialize<S: Serializer>(at: &OffsetDateTime, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(at.unix_timestamp() * 1_000)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<OffsetDateTime, D::Error> {
        let milliseconds = i64::deserialize(deserializer)?;
        OffsetDateTime::from_unix_timestamp(milliseconds / 1_000).map_err(serde::de::Error::custom)
    }
}

#[derive(Debug, PartialEq, Serialize, Deserialize, StoreValue, Arbitrary)]
#[store_record(absent = "none")]
struct Unsigned {
    #[serde(skip_serializing_if = "Option::is_none")]
    age: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[proptest(strategy = "proptest::option::of(text())")]
    transaction_id: Option<String>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize, StoreValue, Arbitrary)]
#[serde(tag = "msgtype")]
#[store_record(tag = "msgtype")]
enum Message {
    #[serde(rename = "m.text")]
    #[store_record(rename = "m.text")]
    Text(Text),
    #[serde(rename = "m.image")]
    #[store_record(rename = "m.image")]
    Image {
        #[proptest(strategy = "text()")]
        body: String,
        source: Source,
        info: Option<ImageInfo>,
    },
    #[serde(rename = "m.location")]
    #[store_record(rename = "m.location")]
    Location { geo: Coordinates },
}

#[derive(Debug, PartialEq, Serialize, Deserialize, StoreValue, Arbitrary)]
#[store_record(absent = "none")]
struct Text {
    #[proptest(strategy = "text()")]
    body: String,
    #[serde(rename = "m.relates_to", skip_serializing_if = "Option::is_none")]
    #[store_record(rename = "m.relates_to")]
    relates_to: Option<Relation>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize, StoreValue, Arbitrary)]
#[serde(tag = "rel_type", rename_all = "kebab-case")]
#[store_record(tag = "rel_type", rename_all = "kebab-case")]
enum Relation {
    Replace { event_id: u64 },
    InReplyTo { event_id: u64, is_falling_back: bool },
}

/// A plain file is its address, an encrypted one has a key too.
#[derive(Debug, PartialEq, Serialize, Deserialize, StoreValue, Arbitrary)]
#[serde(untagged)]
#[store_record(untagged)]
enum Source {
    Plain(#[proptest(strategy = "web_address()")] Url),
    Encrypted {
        #[proptest(strategy = "web_address()")]
        url: Url,
        #[proptest(strategy = "text()")]
        key: String,
    },
}

#[derive(Debug, PartialEq, Serialize, Deserialize, StoreValue, Arbitrary)]
struct ImageInfo {
    #[serde(rename = "w")]
    #[store_record(rename = "w")]
    width: u32,
    #[serde(rename = "h")]
    #[store_record(rename = "h")]
    height: u32,
}

#[derive(Debug, PartialEq, Serialize, Deserialize, StoreValue, Arbitrary)]
#[serde(try_from = "(f64, f64)", into = "(f64, f64)")]
#[store_record(try_from = (f64, f64), into = (f64, f64))]
struct Coordinates {
    #[proptest(strategy = "-90.0..90.0_f64")]
    latitude: f64,
    #[proptest(strategy = "-180.0..180.0_f64")]
    longitude: f64,
}

impl TryFrom<(f64, f64)> for Coordinates {
    type Error = &'static str;

    fn try_from((latitude, longitude): (f64, f64)) -> Result<Self, Self::Error> {
        if latitude.abs() > 90.0 || longitude.abs() > 180.0 {
            return Err("not on the earth");
        }
        Ok(Self { latitude, longitude })
    }
}

impl From<Coordinates> for (f64, f64) {
    fn from(of: Coordinates) -> Self {
        (of.latitude, of.longitude)
    }
}

impl From<&Coordinates> for (f64, f64) {
    fn from(of: &Coordinates) -> Self {
        (of.latitude, of.longitude)
    }
}

impl Clone for Coordinates {
    fn clone(&self) -> Self {
        Self { latitude: self.latitude, longitude: self.longitude }
    }
}

#[derive(Debug, Default, PartialEq, Serialize, Deserialize, StoreValue, Arbitrary)]
#[serde(default)]
#[store_record(default)]
struct PowerLevels {
    ban: i64,
    invite: i64,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[proptest(strategy = "proptest::collection::btree_map(any::<UserId>(), any::<i64>(), 0..3)")]
    users: BTreeMap<UserId, i64>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize, StoreValue, Arbitrary)]
#[serde(tag = "membership", content = "details", rename_all = "lowercase")]
#[store_record(tag = "membership", content = "details", rename_all = "lowercase")]
enum Membership {
    Join,
    Leave,
    Ban(BanReason),
}

#[derive(Debug, PartialEq, Serialize, Deserialize, StoreValue, Arbitrary)]
struct BanReason {
    #[proptest(strategy = "text()")]
    reason: String,
    #[proptest(strategy = "any::<[u8; 4]>().prop_map(IpAddr::from)")]
    address: IpAddr,
}

/// A part of a timeline, with the place at which the next part begins.
#[derive(Debug, PartialEq, Serialize, Deserialize, StoreValue)]
struct Chunk<T> {
    chunk: Vec<T>,
    end: Option<String>,
}

impl<T: Arbitrary + 'static> Arbitrary for Chunk<T> {
    type Parameters = ();
    type Strategy = BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        let parts = (proptest::collection::vec(any::<T>(), 0..3), proptest::option::of(text()));
        parts.prop_map(|(chunk, end)| Self { chunk, end }).boxed()
    }
}

#[test]
fn rows_of_a_chat_open() {
    ports::<Message>();
    ports::<Relation>();
    ports::<Source>();
    ports::<PowerLevels>();
    ports::<Membership>();
    ports::<Event<Message>>();
    ports::<Event<PowerLevels>>();
    ports::<Chunk<Event<Membership>>>();
}

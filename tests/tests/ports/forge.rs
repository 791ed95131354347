//! A code forge: issues, labels, pages of results, deliveries of a webhook.

use super::{instant, ports, text, web_address};
use proptest::prelude::*;
use proptest_derive::Arbitrary;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::marker::PhantomData;
use store_record::{StoreKey, StoreValue};
use time::OffsetDateTime;
use url::Url;
use uuid::Uuid;

/// An identifier of one kind of object.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, StoreValue, StoreKey, Arbitrary)]
#[serde(transparent, bound = "")]
struct Id<K>(u64, #[store_record(skip)] PhantomData<K>);

/// The tag of identifiers of users.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Arbitrary)]
struct OfUser;

#[derive(Debug, PartialEq, Serialize, Deserialize, StoreValue, Arbitrary)]
struct User {
    id: Id<OfUser>,
    #[proptest(strategy = "text()")]
    login: String,
    #[proptest(strategy = "web_address()")]
    avatar_url: Url,
    #[serde(rename = "type")]
    #[store_record(rename = "type")]
    kind: UserKind,
}

#[derive(Debug, PartialEq, Serialize, Deserialize, StoreValue, Arbitrary)]
enum UserKind {
    User,
    Organization,
    Bot,
}

/// Old versions of the interface return names, new ones objects.
#[derive(Debug, PartialEq, Serialize, Deserialize, StoreValue, Arbitrary)]
#[serde(untagged)]
#[store_record(untagged)]
enum Label {
    Name(#[proptest(strategy = "text()")] String),
    Described(DescribedLabel),
}

#[derive(Debug, PartialEq, Serialize, Deserialize, StoreValue, Arbitrary)]
struct DescribedLabel {
    #[proptest(strategy = "text()")]
    name: String,
    #[serde(default)]
    #[store_record(default)]
    #[proptest(strategy = "proptest::option::of(text())")]
    description: Option<String>,
}

/// The counts of reactions are beside their sum.
#[derive(Debug, PartialEq, Serialize, Deserialize, StoreValue, Arbitrary)]
struct Reactions {
    total_count: u32,
    #[serde(flatten)]
    #[store_record(flatten)]
    #[proptest(strategy = "proptest::collection::btree_map(\"[+-]1|heart|eyes\", any::<u32>(), 0..3)")]
    counts: BTreeMap<String, u32>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize, StoreValue, Arbitrary)]
struct History {
    #[serde(with = "time::serde::rfc3339")]
    #[proptest(strategy = "instant()")]
    created_at: OffsetDateTime,
    #[serde(with = "time::serde::rfc3339::option")]
    #[proptest(strategy = "proptest::option::of(instant())")]
    closed_at: Option<OffsetDateTime>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize, StoreValue, Arbitrary)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[store_record(rename_all = "SCREAMING_SNAKE_CASE")]
enum Association {
    Owner,
    FirstTimeContributor,
    None,
}

#[derive(Debug, PartialEq, Serialize, Deserialize, StoreValue, Arbitrary)]
#[store_record(absent = "none")]
struct Issue {
    number: u64,
    #[proptest(strategy = "text()")]
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[proptest(strategy = "proptest::option::of(text())")]
    body: Option<String>,
    user: Option<User>,
    author_association: Association,
    #[proptest(strategy = "proptest::collection::vec(any::<Label>(), 0..3)")]
    labels: Vec<Label>,
    reactions: Reactions,
    #[serde(flatten)]
    #[store_record(flatten)]
    history: History,
}

/// One page of a list.
#[derive(Debug, PartialEq, Serialize, Deserialize, StoreValue)]
struct Page<T> {
    items: Vec<T>,
    next: Option<Url>,
}

impl<T: Arbitrary + 'static> Arbitrary for Page<T> {
    type Parameters = ();
    type Strategy = BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        let parts = (proptest::collection::vec(any::<T>(), 0..3), proptest::option::of(web_address()));
        parts.prop_map(|(items, next)| Self { items, next }).boxed()
    }
}

#[derive(Debug, PartialEq, Serialize, Deserialize, StoreValue, Arbitrary)]
#[serde(tag = "event", content = "payload", rename_all = "snake_case")]
#[store_record(tag = "event", content = "payload", rename_all = "snake_case")]
enum Event {
    Ping,
    Opened(Box<Issue>),
    Renamed {
        #[proptest(strategy = "text()")]
        from: String,
        #[proptest(strategy = "text()")]
        to: String,
    },
    Moved(u64, u64),
}

#[derive(Debug, PartialEq, Serialize, Deserialize, StoreValue, Arbitrary)]
struct Delivery {
    #[proptest(strategy = "any::<u128>().prop_map(Uuid::from_u128)")]
    guid: Uuid,
    #[serde(flatten)]
    #[store_record(flatten)]
    attempt: Attempt,
    event: Event,
}

#[derive(Debug, PartialEq, Serialize, Deserialize, StoreValue, Arbitrary)]
struct Attempt {
    status_code: u16,
    #[proptest(strategy = "0.0..1e6_f64")]
    duration: f64,
    redelivery: bool,
}

#[test]
fn rows_of_a_forge_open() {
    ports::<User>();
    ports::<Label>();
    ports::<Reactions>();
    ports::<Issue>();
    ports::<Page<Issue>>();
    ports::<Page<Label>>();
    ports::<Event>();
    ports::<Delivery>();
}

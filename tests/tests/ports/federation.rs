//! A federated social network: actors, notes, questions, and activities about them.

use super::{instant, ports, text, web_address};
use proptest::prelude::*;
use proptest_derive::Arbitrary;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use store_record::StoreValue;
use time::OffsetDateTime;
use url::Url;

/// One value, or a list.
#[derive(Debug, PartialEq, Serialize, Deserialize, StoreValue, Arbitrary)]
#[serde(untagged)]
#[store_record(untagged)]
enum OneOrMany<T: std::fmt::Debug + 'static> {
    Many(#[proptest(strategy = "proptest::collection::vec(any::<T>(), 0..3)")] Vec<T>),
    One(T),
}

/// The address of an object, or the object.
#[derive(Debug, PartialEq, Serialize, Deserialize, StoreValue, Arbitrary)]
#[serde(untagged)]
#[store_record(untagged)]
enum LinkOr<T> {
    Link(Link),
    Object(Box<T>),
}

#[derive(Debug, PartialEq, Serialize, Deserialize, StoreValue, Arbitrary)]
struct Link(#[proptest(strategy = "web_address()")] Url);

/// A vocabulary: its address, or the meaning of some terms.
#[derive(Debug, PartialEq, Serialize, Deserialize, StoreValue, Arbitrary)]
#[serde(untagged)]
#[store_record(untagged)]
enum Context {
    Vocabulary(Link),
    Terms(
        #[proptest(strategy = "proptest::collection::btree_map(\"[a-z]{1,5}\", text(), 0..3)")]
        BTreeMap<String, String>,
    ),
}

#[derive(Debug, PartialEq, Serialize, Deserialize, StoreValue, Arbitrary)]
#[serde(rename_all = "camelCase")]
#[store_record(rename_all = "camelCase")]
struct PublicKey {
    id: Link,
    owner: Link,
    #[proptest(strategy = "text()")]
    public_key_pem: String,
}

/// What every object has.
#[derive(Debug, PartialEq, Serialize, Deserialize, StoreValue, Arbitrary)]
#[serde(rename_all = "camelCase")]
#[store_record(rename_all = "camelCase", absent = "none")]
struct Common {
    id: Link,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[proptest(strategy = "proptest::option::of(text())")]
    summary: Option<String>,
    attributed_to: OneOrMany<Link>,
    #[serde(with = "time::serde::rfc3339")]
    #[proptest(strategy = "instant()")]
    published: OffsetDateTime,
}

#[derive(Debug, PartialEq, Serialize, Deserialize, StoreValue, Arbitrary)]
#[serde(rename_all = "camelCase")]
#[store_record(rename_all = "camelCase")]
struct Actor {
    #[serde(flatten)]
    #[store_record(flatten)]
    common: Common,
    #[proptest(strategy = "text()")]
    preferred_username: String,
    inbox: Link,
    public_key: PublicKey,
    manually_approves_followers: bool,
}

#[derive(Debug, PartialEq, Serialize, Deserialize, StoreValue, Arbitrary)]
#[serde(rename_all = "camelCase")]
#[store_record(rename_all = "camelCase")]
struct Note {
    #[serde(flatten)]
    #[store_record(flatten)]
    common: Common,
    #[proptest(strategy = "text()")]
    content: String,
    #[proptest(strategy = "proptest::collection::vec(any::<Attachment>(), 0..2)")]
    attachment: Vec<Attachment>,
    in_reply_to: Option<Link>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize, StoreValue, Arbitrary)]
#[serde(rename_all = "camelCase")]
#[store_record(rename_all = "camelCase")]
struct Attachment {
    #[proptest(strategy = "\"(image|video)/[a-z]{3}\"")]
    media_type: String,
    url: Link,
    focal_point: Option<(i32, i32)>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize, StoreValue, Arbitrary)]
#[serde(rename_all = "camelCase")]
#[store_record(rename_all = "camelCase")]
struct Question {
    #[serde(flatten)]
    #[store_record(flatten)]
    common: Common,
    #[proptest(strategy = "proptest::collection::vec(any::<Answer>(), 0..3)")]
    one_of: Vec<Answer>,
    closed: Closed,
}

#[derive(Debug, PartialEq, Serialize, Deserialize, StoreValue, Arbitrary)]
struct Answer {
    #[proptest(strategy = "text()")]
    name: String,
    replies: u32,
}

/// Some servers write whether it is closed, others when.
#[derive(Debug, PartialEq, Serialize, Deserialize, StoreValue, Arbitrary)]
#[serde(untagged)]
#[store_record(untagged)]
enum Closed {
    Is(bool),
    At(
        #[serde(with = "time::serde::rfc3339")]
        #[proptest(strategy = "instant()")]
        OffsetDateTime,
    ),
}

/// The members of the object are beside its type.
#[derive(Debug, PartialEq, Serialize, Deserialize, StoreValue, Arbitrary)]
#[serde(tag = "type")]
#[store_record(tag = "type")]
enum Object {
    Note(Note),
    Question(Question),
    Tombstone { deleted: bool },
}

#[derive(Debug, PartialEq, Serialize, Deserialize, StoreValue, Arbitrary)]
enum Verb {
    Create,
    Announce,
    Undo,
}

#[derive(Debug, PartialEq, Serialize, Deserialize, StoreValue, Arbitrary)]
struct Activity {
    #[serde(rename = "@context")]
    #[store_record(rename = "@context")]
    context: OneOrMany<Context>,
    #[serde(rename = "type")]
    #[store_record(rename = "type")]
    verb: Verb,
    actor: LinkOr<Actor>,
    to: OneOrMany<Link>,
    object: LinkOr<Object>,
}

#[test]
fn rows_of_a_federation_open() {
    ports::<OneOrMany<Link>>();
    ports::<Context>();
    ports::<Actor>();
    ports::<Note>();
    ports::<Question>();
    ports::<Object>();
    ports::<LinkOr<Object>>();
    ports::<Activity>();
}

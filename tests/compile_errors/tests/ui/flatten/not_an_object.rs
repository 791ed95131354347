use std::collections::BTreeMap;
use store_record::{Json, StoreValue, UnknownFields};

#[derive(StoreValue)]
enum Level {
    Low,
}

#[derive(StoreValue)]
struct Wrapped(Option<Home>);

#[derive(StoreValue)]
struct Home {
    city: String,
}

#[derive(StoreValue)]
struct List {
    #[store_record(flatten)]
    list: Vec<u8>,
}

#[derive(StoreValue)]
struct Name {
    #[store_record(flatten)]
    level: Level,
}

#[derive(StoreValue)]
struct Any {
    #[store_record(flatten)]
    json: Json,
}

#[derive(StoreValue)]
struct Newtype {
    #[store_record(flatten)]
    wrapped: Wrapped,
}

#[derive(StoreValue)]
struct Itself {
    #[store_record(flatten)]
    itself: Option<Box<Itself>>,
}

#[derive(StoreValue)]
struct Maps {
    #[store_record(flatten)]
    one: BTreeMap<String, u8>,
    #[store_record(flatten)]
    other: BTreeMap<String, u8>,
}

#[derive(StoreValue)]
struct MapAndRest {
    #[store_record(flatten)]
    map: BTreeMap<String, u8>,
    #[store_record(rest)]
    rest: UnknownFields,
}

#[derive(StoreValue)]
struct OfRest {
    #[store_record(flatten)]
    map_and_rest: Option<Rest>,
}

#[derive(StoreValue)]
struct Rest {
    #[store_record(rest)]
    rest: UnknownFields,
}

fn main() {}

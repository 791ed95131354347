use std::collections::BTreeMap;
use store_record::StoreValue;

#[derive(StoreValue)]
struct Named {
    kind: u8,
}

#[derive(StoreValue)]
#[store_record(tag = "kind")]
enum HasTheName {
    One(Named),
}

#[derive(StoreValue)]
#[store_record(tag = "kind")]
enum Text {
    One(String),
}

#[derive(StoreValue)]
#[store_record(tag = "kind", unknown_fields = "ignore")]
enum TwoCatchAlls {
    One(BTreeMap<String, u8>),
}

fn main() {}

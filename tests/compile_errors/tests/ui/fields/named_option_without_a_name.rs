use store_record::{StoreValue, UnknownFields};

#[derive(StoreValue)]
struct Id(#[store_record(skip)] u64);

#[derive(StoreValue)]
struct Rest(#[store_record(rest)] UnknownFields);

#[derive(StoreValue)]
struct Pair(#[store_record(rename = "first")] u64, #[store_record(default)] u64);

#[derive(StoreValue)]
enum Contact { Phone(#[store_record(sensitive)] String, #[store_record(alias = "extension")] u8) }

fn main() {}

use store_record::*;

#[derive(StoreValue)]
struct Order { #[store_record(skip, with = serde)] id: u64 }

fn main() {}

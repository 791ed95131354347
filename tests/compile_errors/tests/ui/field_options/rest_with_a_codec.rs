use store_record::*;

#[derive(StoreValue)]
struct Order { id: u64, #[store_record(rest, with = serde)] rest: UnknownFields }

fn main() {}

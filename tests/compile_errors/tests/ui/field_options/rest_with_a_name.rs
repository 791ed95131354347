use store_record::*;

#[derive(StoreValue)]
struct Order { id: u64, #[store_record(rest, rename = "other")] rest: UnknownFields }

fn main() {}

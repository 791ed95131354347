use store_record::*;

#[derive(StoreValue)]
struct Order { #[store_record(skip = "yes")] id: u64 }

fn main() {}

use store_record::*;

#[derive(StoreRecord)]
#[store_record(type = "order", scope = global, key = id.part: 7)]
struct Order { id: u64 }

fn main() {}

use store_record::*;

#[derive(StoreRecord)]
#[store_record(type = "order", scope = global, key = id, metadata("id"))]
struct Order { id: u64 }

fn main() {}

use store_record::*;

#[derive(StoreRecord)]
#[store_record(type = "order", scope = global, metadata(id) key = id)]
struct Order { id: u64 }

fn main() {}

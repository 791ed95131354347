use store_record::*;

#[derive(StoreRecord)]
#[store_record(type, scope = global, key = id)]
struct Order { id: u64 }

fn main() {}

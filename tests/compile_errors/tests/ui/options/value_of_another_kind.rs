use store_record::*;

#[derive(StoreRecord)]
#[store_record(type = 7, scope = global, key = id)]
struct Order { id: u64 }

fn main() {}

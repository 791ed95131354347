use store_record::*;

#[derive(StoreRecord)]
#[store_record(type = "order", scope = global, key = (id, unit))]
struct Order { id: u64, unit: () }

fn main() {}

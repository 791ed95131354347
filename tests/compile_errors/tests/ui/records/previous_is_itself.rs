use store_record::StoreRecord;

#[derive(StoreRecord)]
#[store_record(type = "order", schema_version = 2, previous = Order, scope = global, key = id)]
struct Order { id: u64 }

fn main() {}

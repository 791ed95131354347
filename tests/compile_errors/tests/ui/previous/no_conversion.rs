use store_record::StoreRecord;

#[derive(StoreRecord)]
#[store_record(type = "order", scope = global, key = id)]
struct OrderV1 { id: u64, part: u8 }

#[derive(StoreRecord)]
#[store_record(type = "order", schema_version = 2, previous = OrderV1, scope = global, key = id)]
struct Order { id: u64, part: u8 }

fn main() {}

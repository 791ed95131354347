use store_record::StoreRecord;

#[derive(StoreRecord)]
#[store_record(type = "account", scope = global, key = id, metadata(id, id = other))]
struct Account { id: u64, other: u64 }

fn main() {}

use store_record::StoreRecord;

#[derive(StoreRecord)]
#[store_record(type = "account", scope = global, key = id, key = id)]
struct Account { id: u64 }

fn main() {}

use store_record::StoreRecord;

#[derive(StoreRecord)]
#[store_record(type = "account", scope = global, key = id.self: u64, revision = _)]
struct Account { id: u64 }

fn main() {}

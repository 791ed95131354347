use store_record::StoreRecord;

#[derive(StoreRecord)]
#[store_record(type = "account", scope = global, key = id, revision = name)]
struct Account { id: u64, name: String }

fn main() {}

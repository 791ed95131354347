use store_record::StoreRecord;

#[derive(StoreRecord)]
#[store_record(type = "account", alias = "account", alias = "konto", alias = "konto", scope = global, key = id)]
struct Account { id: u64 }

fn main() {}

use store_record::{StoreRecord, StoreValue};

#[derive(StoreRecord, StoreValue)]
#[store_record(type = "account", scope = global, key = id)]
struct Account { id: u64 }

fn main() {}

use store_record::{StoreRecord, StoreValue};

#[derive(StoreValue)]
struct Home { city: String }

#[derive(StoreRecord)]
#[store_record(type = "account", scope = global, key = id, metadata(home.city))]
struct Account { id: u64, home: Home }

fn main() {}

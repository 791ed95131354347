use store_record::{StoreRecord, StoreValue};

#[derive(StoreValue)]
struct Home { city: String }

#[derive(StoreRecord)]
#[store_record(type = "account", scope = global, key = home.city)]
struct Account { home: Home }

fn main() {}

use store_record::{StoreRecord, StoreValue};

#[derive(StoreValue)]
struct Times { changed: String }

#[derive(StoreRecord)]
#[store_record(type = "account", scope = global, key = id, updated_at = times.changed)]
struct Account { id: u64, times: Times }

fn main() {}

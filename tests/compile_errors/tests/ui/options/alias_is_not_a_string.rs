use store_record::{StoreRecord, StoreValue};

#[derive(StoreRecord)]
#[store_record(type = "account", alias = 7, alias, alias("konto"), scope = global, key = id)]
struct Account { #[store_record(alias = number)] id: u64 }

#[derive(StoreValue)]
enum State { #[store_record(alias)] Open }

fn main() {}

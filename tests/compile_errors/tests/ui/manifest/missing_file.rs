use store_record::{RecordManifest, StoreRecord};

#[derive(StoreRecord)]
#[store_record(type = "account", scope = global, key = id)]
struct Account { id: u64 }

#[derive(RecordManifest)]
enum Directory { Account(Account) }

fn main() {}

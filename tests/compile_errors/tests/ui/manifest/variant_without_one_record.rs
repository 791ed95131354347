use store_record::{RecordManifest, StoreRecord};

#[derive(StoreRecord)]
#[store_record(type = "account", scope = global, key = id)]
struct Account { id: u64 }

#[derive(RecordManifest)]
#[manifest(file = "record-types.json")]
enum Directory { Account { account: Account }, Two(Account, Account), Nothing }

fn main() {}

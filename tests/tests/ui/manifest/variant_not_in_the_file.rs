use store_record::{RecordManifest, StoreRecord};

#[derive(StoreRecord)]
#[store_record(type = "account", scope = global, key = id)]
struct Account { id: u64 }

#[derive(StoreRecord)]
#[store_record(type = "group", scope = global, key = id)]
struct Group { id: u64 }

#[derive(RecordManifest)]
#[manifest(file = "tests/ui/manifest/one.json")]
enum Directory { Account(Account), Group(Group) }

fn main() {}

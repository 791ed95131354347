use store_record::{RecordManifest, StoreRecord};

#[derive(StoreRecord)]
#[store_record(type = "account", scope = global, key = id)]
struct Account { id: u64 }

#[derive(RecordManifest)]
#[manifest(
    file = "record-types.json",
    relax(type = "account", schema_version = 1, change = "field-added", at = ".name", reason = "no row has it"),
)]
enum Directory { Account(Account) }

fn main() {}

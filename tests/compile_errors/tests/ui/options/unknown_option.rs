use store_record::{RecordManifest, StoreKey, StoreRecord, StoreValue};

#[derive(StoreRecord)]
#[store_record(tpye = "account", type = "account", scope = global, key = id)]
struct Account { #[store_record(renam = "x")] id: u64 }

#[derive(StoreValue)]
#[store_record(flatten)]
enum State { #[store_record(others)] Open }

#[derive(StoreKey)]
#[store_record(renameall = "snake_case")]
enum Level { Low }

#[derive(RecordManifest)]
#[manifest(file = "record-types.json", lock = "store-record.lock", locked, relax(kind = "field-added"))]
enum Directory { Account(Account) }

fn main() {}

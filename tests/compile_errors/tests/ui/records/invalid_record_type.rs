use store_record::StoreRecord;

#[derive(StoreRecord)]
#[store_record(type = "acc\nount", scope = global, key = id)]
struct ControlCharacter { id: u64 }

#[derive(StoreRecord)]
#[store_record(type = "", scope = global, key = id)]
struct Empty { id: u64 }

#[derive(StoreRecord)]
#[store_record(type = "account", alias = " account", scope = global, key = id)]
struct Space { id: u64 }

#[derive(StoreRecord)]
#[store_record(
    type = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    scope = global, key = id,
)]
struct Of129Bytes { id: u64 }

fn main() {}

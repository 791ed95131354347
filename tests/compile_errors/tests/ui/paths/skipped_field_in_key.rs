use store_record::StoreRecord;

#[derive(StoreRecord)]
#[store_record(type = "account", scope = global, key = id)]
struct Account { #[store_record(skip)] id: u64 }

fn main() {}

use store_record::StoreValue;

#[derive(StoreValue)]
#[store_record(type = "account", scope = global, key = id)]
struct Account { id: u64 }

fn main() {}

use store_record::StoreRecord;

#[derive(StoreRecord)]
#[store_record(type = "account", scope = global, key = id)]
struct Account<T> { id: u64, inside: T }

fn main() {}

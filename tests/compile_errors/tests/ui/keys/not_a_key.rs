use store_record::StoreRecord;

#[derive(StoreRecord)]
#[store_record(type = "account", scope = global, key = id)]
struct Account { id: Vec<String> }

fn main() {}

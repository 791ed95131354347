use store_record::StoreRecord;

#[derive(StoreRecord)]
#[store_record(type = account, alias = konto, scope = global, key = id)]
struct Account { id: u64, name: String }

fn main() {}

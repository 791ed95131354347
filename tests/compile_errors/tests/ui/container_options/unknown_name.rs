use store_record::StoreRecord;

#[derive(StoreRecord)]
#[store_record(tpye = "account", type = "account", scope = global, key = id)]
struct Account { id: u64 }

fn main() {}

use store_record::StoreRecord;

#[derive(StoreRecord)]
#[store_record(type = "acc\nount", scope = global, key = id)]
struct Account { id: u64 }

fn main() {}

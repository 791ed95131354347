use store_record::StoreRecord;

#[derive(StoreRecord)]
struct Account { id: u64 }

fn main() {}

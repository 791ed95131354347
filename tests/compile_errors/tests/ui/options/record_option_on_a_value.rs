use store_record::StoreValue;

#[derive(StoreValue)]
#[store_record(key = id)]
struct Address { id: u64 }

fn main() {}

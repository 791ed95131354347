use store_record::*;

#[derive(StoreValue)]
#[store_record(reserved(old))]
struct Order { id: u64 }

fn main() {}

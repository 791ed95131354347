use store_record::*;

#[derive(StoreValue)]
#[store_record("order")]
struct Order { id: u64 }

fn main() {}

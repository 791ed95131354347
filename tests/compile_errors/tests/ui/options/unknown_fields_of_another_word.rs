use store_record::*;

#[derive(StoreValue)]
#[store_record(unknown_fields = "keep")]
struct Order { id: u64 }

fn main() {}

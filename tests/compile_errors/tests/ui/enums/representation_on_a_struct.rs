use store_record::StoreValue;

#[derive(StoreValue)]
#[store_record(tag = "kind")]
struct State { id: u64 }

fn main() {}

use store_record::StoreValue;

#[derive(StoreValue)]
#[store_record(tag = "kind")]
enum State { Open { kind: u64 } }

fn main() {}

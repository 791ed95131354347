use store_record::StoreValue;

#[derive(StoreValue)]
#[store_record(tag = "kind", content = "value")]
struct State { id: u64 }

#[derive(StoreValue)]
#[store_record(repr = "integer")]
struct Level(u8);

#[derive(StoreValue)]
#[store_record(untagged)]
struct Choice { id: u64 }

fn main() {}

use store_record::StoreValue;

#[derive(StoreValue)]
struct Pair(u64, #[store_record(default)] u64);

fn main() {}

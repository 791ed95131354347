use store_record::StoreValue;

struct NoValue;

#[derive(StoreValue)]
struct Pair(u8, #[store_record(with = serde)] NoValue);

fn main() {}

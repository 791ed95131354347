use store_record::StoreValue;

struct NoValue;

#[derive(StoreValue)]
struct One(#[store_record(with = serde)] NoValue);

fn main() {}

use store_record::{StoreKey, StoreValue};

#[derive(StoreValue)]
#[store_record(transparent)]
struct Named {
    id: u64,
}

#[derive(StoreValue)]
#[store_record(transparent)]
enum Level {
    Low,
}

#[derive(StoreValue, StoreKey)]
#[store_record(transparent)]
struct Id(u64);

fn main() {}

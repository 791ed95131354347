use store_record::*;

#[derive(StoreValue)]
#[store_record(bound = "StoreValue")]
struct Order<T> { id: T }

fn main() {}

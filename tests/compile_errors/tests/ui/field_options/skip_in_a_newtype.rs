use store_record::*;

#[derive(StoreValue)]
struct Order(#[store_record(skip)] u64);

fn main() {}

use store_record::StoreKey;

#[derive(StoreKey)]
struct Id { one: u64, other: u64 }

fn main() {}

use store_record::StoreKey;

#[derive(StoreKey)]
enum Id { Number(u64), None }

fn main() {}

use store_record::StoreValue;

#[derive(StoreValue)]
struct Net { #[store_record(with = nett)] net: u32 }

fn main() {}

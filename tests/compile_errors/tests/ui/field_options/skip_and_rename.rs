use store_record::StoreValue;

#[derive(StoreValue)]
struct Address { #[store_record(skip, rename = "town")] city: String }

fn main() {}

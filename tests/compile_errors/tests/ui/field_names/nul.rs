use store_record::StoreValue;

#[derive(StoreValue)]
struct Address { #[store_record(rename = "a\0b")] city: String }

fn main() {}

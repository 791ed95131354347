use store_record::StoreValue;

#[derive(StoreValue)]
struct Address { #[store_record(rename = "a\0b")] city: String }

#[derive(StoreValue)]
enum State { Open, #[store_record(alias = "\0")] Closed }

fn main() {}

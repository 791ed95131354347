use store_record::StoreValue;

#[derive(StoreValue)]
struct Address { city: String, #[store_record(rename = "city")] town: String }

fn main() {}

use store_record::StoreValue;

#[derive(StoreValue)]
struct Address { city: String, #[store_record(alias = "city")] town: String }

fn main() {}

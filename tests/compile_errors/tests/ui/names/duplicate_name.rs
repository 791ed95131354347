use store_record::{StoreKey, StoreValue};

#[derive(StoreValue)]
struct Address { city: String, #[store_record(rename = "city")] town: String, #[store_record(alias = "city")] place: String }

#[derive(StoreValue)]
enum State { Open, #[store_record(rename = "Open")] Closed { id: u64, #[store_record(rename = "id")] other: u64 } }

#[derive(StoreKey)]
enum Level { High, #[store_record(alias = "High")] Top }

fn main() {}

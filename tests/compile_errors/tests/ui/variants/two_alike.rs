use store_record::StoreValue;

#[derive(StoreValue)]
enum State { Open, #[store_record(rename = "Open")] Closed }

fn main() {}

use store_record::StoreValue;

#[derive(StoreValue)]
enum State { Open, #[store_record(other)] Unknown(u64) }

fn main() {}

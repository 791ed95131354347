use store_record::StoreValue;

#[derive(StoreValue)]
enum State { #[store_record(other)] One(String), #[store_record(other)] Other(String) }

fn main() {}

use store_record::StoreValue;

#[derive(StoreValue)]
struct Profile { extra: Option<store_record::Json> }

fn main() {}

use store_record::StoreValue;

#[derive(StoreValue)]
struct Address { #[store_record(rest)] rest: std::collections::BTreeMap<String, String> }

fn main() {}

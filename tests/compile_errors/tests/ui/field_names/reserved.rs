use store_record::StoreValue;

#[derive(StoreValue)]
#[store_record(reserved("city"))]
struct Address { city: String }

fn main() {}

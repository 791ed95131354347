use store_record::StoreValue;

#[derive(StoreValue)]
#[store_record(absent = "default")]
struct Order {
    id: Option<u64>,
}

fn main() {}

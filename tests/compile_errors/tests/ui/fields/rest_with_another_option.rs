use store_record::{StoreValue, UnknownFields};

#[derive(StoreValue)]
struct Order {
    id: u64,
    #[store_record(rest, rename = "other", default, with = serde, sensitive, unverified)]
    rest: UnknownFields,
}

fn main() {}

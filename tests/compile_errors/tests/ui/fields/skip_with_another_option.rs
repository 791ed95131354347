use store_record::{StoreValue, UnknownFields};

#[derive(StoreValue)]
struct Address {
    #[store_record(skip, rename = "town", alias = "place", sensitive)]
    city: String,
    #[store_record(skip, with = serde, unverified)]
    cached: u64,
    #[store_record(skip, rest)]
    rest: UnknownFields,
}

fn main() {}

use store_record::StoreValue;

#[derive(StoreValue)]
struct Address {
    city: String,
}

#[derive(StoreValue)]
struct Person {
    #[store_record(flatten, rename = "home", alias = "address", default, with = serde, unverified, recursive)]
    address: Address,
}

fn main() {}

#[derive(store_record::StoreValue)]
struct Profile {
    #[store_record(skip, unverified)]
    cached: u8,
    #[store_record(rest, unverified)]
    rest: store_record::UnknownFields,
}

fn main() {}

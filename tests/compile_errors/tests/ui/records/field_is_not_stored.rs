use store_record::{StoreRecord, UnknownFields};

#[derive(StoreRecord)]
#[store_record(type = "account", scope = global, key = id, metadata(rest))]
struct Account {
    #[store_record(skip)]
    id: u64,
    #[store_record(rest)]
    rest: UnknownFields,
}

fn main() {}

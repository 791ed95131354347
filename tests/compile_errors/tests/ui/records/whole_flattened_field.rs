use store_record::{StoreRecord, StoreValue};

#[derive(StoreValue)]
struct Part {
    id: u64,
}

#[derive(StoreRecord)]
#[store_record(type = "account", scope = global, key = part, metadata(part))]
struct Account {
    #[store_record(flatten)]
    part: Part,
}

fn main() {}

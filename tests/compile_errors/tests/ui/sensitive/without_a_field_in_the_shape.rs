use store_record::{StoreValue, UnknownFields};

#[derive(StoreValue)]
struct Patient {
    #[store_record(sensitive, skip)]
    cache: u32,
    #[store_record(rest, sensitive)]
    rest: UnknownFields,
}

#[derive(StoreValue)]
struct Number(#[store_record(sensitive)] String);

#[derive(StoreValue)]
enum Contact {
    Phone(#[store_record(sensitive)] String, u8),
    Mail {
        #[store_record(sensitive = true)]
        address: String,
    },
}

fn main() {}

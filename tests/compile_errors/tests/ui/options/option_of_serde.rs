use store_record::StoreValue;

#[derive(StoreValue)]
#[store_record(deny_unknown_fields)]
struct Account {
    #[store_record(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[store_record(deserialize_with = "read")]
    level: u8,
    #[store_record(getter = "rest")]
    rest: Rest,
}

#[derive(StoreValue)]
#[store_record(remote = "Other")]
struct Rest {
    note: String,
}

#[derive(StoreValue)]
#[store_record(expecting = "a choice")]
enum Choice {
    One(u8),
    Two(String),
}

fn main() {}

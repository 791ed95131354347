use store_record::{Json, StoreValue};

#[derive(StoreValue)]
#[store_record(untagged)]
enum Nullable {
    Nothing,
    Text(String),
}

#[derive(StoreValue)]
#[store_record(untagged)]
enum Any<T> {
    Text(T),
    Other(Json),
}

#[derive(StoreValue)]
#[store_record(untagged)]
enum Never {
    Text(String),
    Many(Vec<Option<u8>>),
}

#[derive(StoreValue)]
struct Holder {
    never: Option<Never>,
    nullable: Option<Nullable>,
    any: Option<Any<String>>,
}

fn main() {}

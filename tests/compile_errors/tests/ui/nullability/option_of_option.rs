use store_record::StoreValue;

#[derive(StoreValue)]
struct Profile { nickname: Option<Option<String>> }

fn main() {}

use store_record::*;

#[derive(StoreValue)]
enum State { Open, #[store_record(other, alias = "old")] Unknown(Json) }

fn main() {}

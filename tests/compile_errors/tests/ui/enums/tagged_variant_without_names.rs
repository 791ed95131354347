use store_record::StoreValue;

#[derive(StoreValue)]
#[store_record(tag = "kind")]
enum State { Open, Closed(String, u8) }

fn main() {}

use store_record::StoreValue;

#[derive(StoreValue)]
#[store_record(tag = "kind", content = "kind")]
enum State {
    Open(u8),
}

fn main() {}

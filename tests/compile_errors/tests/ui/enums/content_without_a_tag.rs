use store_record::StoreValue;

#[derive(StoreValue)]
#[store_record(content = "value")]
enum State {
    Open(u8),
}

fn main() {}

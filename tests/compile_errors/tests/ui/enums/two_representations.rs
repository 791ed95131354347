use store_record::StoreValue;

#[derive(StoreValue)]
#[store_record(repr = "integer", tag = "kind")]
enum Level {
    Low,
    High,
}

fn main() {}

use store_record::StoreValue;

#[derive(StoreValue)]
#[store_record(repr = "integer", tag = "kind")]
enum Level {
    Low,
    High,
}

#[derive(StoreValue)]
#[store_record(untagged, tag = "kind")]
enum State {
    Open(u8),
}

#[derive(StoreValue)]
#[store_record(untagged, repr = "integer")]
enum Choice {
    One,
}

fn main() {}

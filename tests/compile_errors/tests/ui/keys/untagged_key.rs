use store_record::StoreKey;

#[derive(StoreKey)]
#[store_record(untagged)]
enum Level {
    Low,
    High,
}

fn main() {}

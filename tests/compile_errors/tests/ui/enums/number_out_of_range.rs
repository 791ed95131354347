use store_record::StoreValue;

#[derive(StoreValue)]
#[store_record(repr = "integer")]
#[repr(u64)]
enum Level {
    Low = 1,
    High = u64::MAX,
}

fn main() {}

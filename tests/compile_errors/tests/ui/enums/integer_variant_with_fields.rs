use store_record::StoreValue;

#[derive(StoreValue)]
#[store_record(repr = "integer")]
#[repr(u8)]
enum Level {
    Low = 1,
    High,
    Other(u8),
}

fn main() {}

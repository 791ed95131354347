use store_record::StoreValue;

struct NoValue;

#[derive(StoreValue)]
enum Either {
    One(#[store_record(with = serde)] NoValue),
    Two(u8, #[store_record(with = serde)] NoValue),
    Three { one: u8, #[store_record(with = serde)] two: NoValue },
}

fn main() {}

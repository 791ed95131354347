use store_record::StoreValue;

#[derive(StoreValue)]
union Either { one: u32, other: u32 }

fn main() {}

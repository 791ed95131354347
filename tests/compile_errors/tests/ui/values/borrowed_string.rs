use store_record::StoreValue;

#[derive(StoreValue)]
struct Order<'a> { name: &'a str }

fn main() {}

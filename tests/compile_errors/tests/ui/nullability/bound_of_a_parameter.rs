use store_record::StoreValue;

#[derive(StoreValue)]
#[store_record(bound = "T: StoreValue")]
struct Page<T> { next: Option<Box<T>> }

fn main() {}

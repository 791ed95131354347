use store_record::{Payload, StoreValue};

#[derive(StoreValue)]
struct Page<T> { next: Option<Box<T>> }

fn main() {
    let page = Page { next: Some(Box::new(None::<u8>)) };
    let _ = Payload::new(&page);
}

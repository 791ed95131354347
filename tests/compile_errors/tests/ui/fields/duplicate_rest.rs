use store_record::StoreValue;

use store_record::UnknownFields;

#[derive(StoreValue)]
struct Address { #[store_record(rest)] one: UnknownFields, #[store_record(rest)] other: UnknownFields }

fn main() {}

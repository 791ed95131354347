use store_record::StoreValue;

use store_record::UnknownFields;

#[derive(StoreValue)]
#[store_record(unknown_fields = "ignore")]
struct Address { #[store_record(rest)] rest: UnknownFields }

fn main() {}

use store_record::*;

#[derive(StoreKey)]
enum State { Open, #[store_record(other)] Unknown(String) }

fn main() {}

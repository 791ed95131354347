use store_record::StoreRecord;

#[derive(StoreRecord)]
#[store_record(type = "account", scope = global, key = (id, part), functions(parse_key = of_text, parse_key = from_text))]
struct Account { id: u64, part: u8 }

fn main() {}

use store_record::StoreRecord;

#[derive(StoreRecord)]
#[store_record(type = "account", scope = global, key = (id, part), functions(parse_key = key_range_by_id, record_key_for = key_of))]
struct Account { id: u64, part: u8 }

#[derive(StoreRecord)]
#[store_record(type = "group", scope = global, key = (id, part), functions(parse_key = key, record_key_for = key))]
struct Group { id: u64, part: u8 }

fn main() {}

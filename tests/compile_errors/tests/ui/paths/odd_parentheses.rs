use store_record::*;

#[derive(StoreRecord)]
#[store_record(type = "nested unit", scope = global, key = (()))]
struct NestedUnit { id: u64 }

#[derive(StoreRecord)]
#[store_record(type = "nested", scope = global, key = ((id, part), other))]
struct Nested { id: u64, part: u8, other: u8 }

#[derive(StoreRecord)]
#[store_record(type = "in a scope", scope = ((id)), key = ())]
struct InAScope { id: u64 }

#[derive(StoreRecord)]
#[store_record(type = "comma", scope = global, key = (,))]
struct Comma { id: u64 }

#[derive(StoreRecord)]
#[store_record(type = "commas", scope = global, key = (id,, part), metadata(, part))]
struct Commas { id: u64, part: u8 }

#[derive(StoreRecord)]
#[store_record(type = "brackets", scope = global, key = [])]
struct Brackets { id: u64 }

fn main() {}

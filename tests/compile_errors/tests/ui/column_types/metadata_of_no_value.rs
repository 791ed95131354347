use store_record::StoreRecord;

#[derive(serde::Serialize, serde::Deserialize)]
struct Part { inside: u8, other: Inside }

#[derive(serde::Serialize, serde::Deserialize)]
struct Inside;

#[derive(StoreRecord)]
#[store_record(type = "account", scope = global, key = id, metadata(inside = part.inside, other = part.other))]
struct Account { id: u64, #[store_record(with = serde)] part: Part }

fn main() {}

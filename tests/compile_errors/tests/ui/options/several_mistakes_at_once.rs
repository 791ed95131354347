use store_record::StoreRecord;

#[derive(StoreRecord)]
#[store_record(type = "", schema_version = 0, scope = tenat, key = id, rename_all = "snakecase")]
struct Account { tenant: String, #[store_record(renam = "x")] id: u64 }

fn main() {}

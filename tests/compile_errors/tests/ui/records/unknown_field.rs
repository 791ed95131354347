use store_record::StoreRecord;

#[derive(StoreRecord)]
#[store_record(type = "account", scope = tenant, key = idd, created_at = at.time)]
struct Account { tenant: String, id: u64 }

fn main() {}

use store_record::StoreRecord;

#[derive(StoreRecord)]
#[store_record(type = "account", schema_version = 2, manifest = Directory, previous = json(), scope = global, key = id)]
struct Account { id: u64, name: String }

#[derive(StoreRecord)]
#[store_record(type = "group", schema_version = 2, manifest = Directory, previous = json("add_name"), scope = global, key = id)]
struct Group { id: u64, name: String }

fn main() {}

use store_record::StoreRecord;

#[derive(StoreRecord)]
#[store_record(type = "account", scope = "name", key = ("id", name), created_at = "id", metadata("name", n = "id"), revision = "id", manifest = "Directory", previous = "AccountV1", functions(parse_key = "of"))]
struct Account { id: u64, name: String }

fn main() {}

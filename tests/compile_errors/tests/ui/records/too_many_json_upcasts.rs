use store_record::StoreRecord;

#[derive(StoreRecord)]
#[store_record(
    type = "account", schema_version = 2, manifest = Directory, previous = json(add_name, add_mail), scope = global, key = id
)]
struct Account { id: u64, name: String }

fn add_name<T>(old: T) -> T { old }
fn add_mail<T>(old: T) -> T { old }

fn main() {}

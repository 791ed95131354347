use store_record::StoreRecord;
use store_record::store::MetadataField;

#[derive(StoreRecord)]
#[store_record(type = "account", scope = global, key = id, metadata(email))]
struct Account { id: u64, email: Option<String> }

const EMAIL: MetadataField<Account, String> = MetadataField::new("email");

fn main() {
    let _ = EMAIL;
}

use store_record::StoreRecord;
use store_record::store::MetadataField;

#[derive(StoreRecord)]
#[store_record(type = "account", scope = global, key = id, metadata(email))]
struct Account { id: u64, email: String, plan: String }

const PLAN: MetadataField<Account, String> = MetadataField::new("plan");

fn main() {
    let _ = PLAN;
}

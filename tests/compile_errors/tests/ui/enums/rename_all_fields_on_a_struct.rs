use store_record::StoreValue;

#[derive(StoreValue)]
#[store_record(rename_all_fields = "camelCase")]
struct Account {
    full_name: String,
}

fn main() {}

use store_record::StoreValue;

#[derive(StoreValue)]
#[store_record(repr = "integer", rename_all = "snake_case")]
enum Level {
    #[store_record(rename = "low")]
    Low = 1,
    #[store_record(alias = "highest")]
    High,
}

fn main() {}

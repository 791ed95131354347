use store_record::StoreValue;

#[derive(StoreValue)]
#[store_record(repr = "integer", rename_all = "snake_case")]
enum Level {
    #[store_record(rename = "low")]
    Low = 1,
    #[store_record(alias = "highest")]
    High,
}

#[derive(StoreValue)]
#[store_record(untagged, rename_all = "snake_case")]
enum Choice {
    #[store_record(rename = "one")]
    One(u8),
    #[store_record(alias = "second")]
    Two(String),
    #[store_record(other)]
    Other(store_record::Json),
}

fn main() {}

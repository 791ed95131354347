use store_record::StoreValue;
use time::OffsetDateTime;

struct NoText;

#[derive(StoreValue)]
struct Values {
    #[store_record(with = text)]
    list: Vec<NoText>,
    #[store_record(with = unix_seconds)]
    at: Option<String>,
}

#[derive(StoreValue)]
struct Newtype(#[store_record(with = unix_millis)] Option<OffsetDateTime>);

fn main() {}

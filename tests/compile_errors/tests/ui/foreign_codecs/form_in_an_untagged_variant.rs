use store_record::StoreValue;
use time::OffsetDateTime;

#[derive(StoreValue)]
#[store_record(untagged)]
enum Seen {
    Never(bool),
    At(#[store_record(with = unix_millis)] Option<OffsetDateTime>),
}

fn main() {}

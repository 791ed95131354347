use store_record::*;

#[derive(StoreRecord)]
#[store_record(type = "order", scope = global, key = id, created_at = (at, id), revision = (), updated_at = (at))]
struct Order { id: u64, at: time::OffsetDateTime }

fn main() {}

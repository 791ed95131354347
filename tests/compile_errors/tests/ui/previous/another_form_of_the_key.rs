use store_record::StoreRecord;

#[derive(StoreRecord)]
#[store_record(type = "order", scope = global, key = id)]
struct OrderV1 { id: u64 }

#[derive(StoreRecord)]
#[store_record(type = "order", schema_version = 2, previous = OrderV1, scope = global, key = id)]
struct Order { id: String }

impl From<OrderV1> for Order {
    fn from(old: OrderV1) -> Self { Order { id: old.id.to_string() } }
}

fn main() {}

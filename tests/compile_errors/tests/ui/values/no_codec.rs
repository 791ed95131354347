use store_record::StoreValue;

struct Money;

#[derive(StoreValue)]
struct Order { total: Money }

fn main() {}

use store_record::StoreRecord;

#[derive(StoreRecord)]
#[store_record(
    type = "account", scope = self, key = (id.self: u64, Self, crate.id: u64), revision = _, created_at = super,
    metadata(self), functions(parse_key = crate),
)]
struct Account { id: u64 }

fn main() {}

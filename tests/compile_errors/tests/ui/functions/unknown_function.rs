use store_record::StoreRecord;

#[derive(StoreRecord)]
#[store_record(type = "account", scope = global, key = (id, part), functions(pars_key = of_text, scope_for = scope_of))]
struct Account { id: u64, part: u8 }

fn main() {}

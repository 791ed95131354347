use store_record::StoreValue;

#[derive(StoreValue)]
#[store_record(reserved("city", "former"))]
struct Address { city: String, #[store_record(alias = "former")] street: String }

#[derive(StoreValue)]
#[store_record(reserved("Open", "closed"))]
enum State { Open, #[store_record(alias = "closed")] Done { reason: String } }

fn main() {}

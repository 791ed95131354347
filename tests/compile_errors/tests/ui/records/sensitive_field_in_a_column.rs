use store_record::StoreRecord;

#[derive(StoreRecord)]
#[store_record(
    type = "patient", scope = clinic, key = (number, ward.0: String),
    created_at = born, metadata(name, diagnosis),
)]
struct Patient {
    clinic: u32,
    #[store_record(sensitive)]
    number: String,
    #[store_record(sensitive)]
    ward: (String, u8),
    #[store_record(sensitive)]
    born: time::OffsetDateTime,
    name: String,
    #[store_record(sensitive)]
    diagnosis: String,
}

fn main() {}

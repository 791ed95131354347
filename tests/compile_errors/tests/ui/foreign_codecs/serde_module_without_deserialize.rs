use store_record::StoreValue;

mod codec {
    pub fn serialize<S: serde::Serializer>(value: &u8, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u8(*value)
    }
}

#[derive(StoreValue)]
struct Field {
    #[store_record(with = serde(codec))]
    field: u8,
}

fn main() {}

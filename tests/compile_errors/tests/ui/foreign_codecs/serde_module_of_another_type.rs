use store_record::StoreValue;

mod codec {
    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(value: &u8, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u8(*value)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u8, D::Error> {
        u8::deserialize(deserializer)
    }
}

#[derive(StoreValue)]
struct Field {
    #[store_record(with = serde(codec))]
    field: u16,
}

#[derive(StoreValue)]
struct Quoted {
    #[store_record(with = serde("codec"))]
    field: u8,
}

fn main() {}

use store_record::StoreValue;

mod module {
    pub(crate) fn serialize<S: serde::Serializer>(_: &u8, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_none()
    }
    pub(crate) fn deserialize<'de, D: serde::Deserializer<'de>>(_: D) -> Result<u8, D::Error> { Ok(0) }
}

#[derive(StoreValue)]
#[store_record(untagged)]
enum Count {
    Text(String),
    Number(#[store_record(with = serde(module))] u8),
}

#[derive(StoreValue)]
struct Holder { count: Option<Count> }

fn main() {}

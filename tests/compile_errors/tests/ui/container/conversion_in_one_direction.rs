use store_record::StoreValue;

#[derive(Clone, StoreValue)]
#[store_record(into = String)]
struct Written(u8);

impl From<Written> for String {
    fn from(value: Written) -> Self {
        value.0.to_string()
    }
}

#[derive(Clone, StoreValue)]
#[store_record(from = u8, into = u16)]
struct Other(u8);

fn main() {}

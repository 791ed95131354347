use store_record::{StoreValue, UnknownFields};

mod codec {
    use store_record::{DecodeError, Decoder, Encoder, StoreValue};

    pub fn encode(value: &u8, encoder: &mut Encoder) {
        value.encode(encoder);
    }

    pub fn decode(decoder: &mut Decoder<'_>) -> Result<u8, DecodeError> {
        u8::decode(decoder)
    }
}

struct NoValue;

#[derive(StoreValue)]
struct One {
    first: u8,
    #[store_record(with = codec)]
    coded: u16,
    #[store_record(with = serde)]
    foreign: NoValue,
    #[store_record(default)]
    absent: u8,
    #[store_record(rest)]
    rest: UnknownFields,
}

fn main() {}

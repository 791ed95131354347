use store_record::StoreValue;

mod codec {
    use store_record::{DecodeError, Decoder, Encoder, StoreValue};

    pub fn encode(value: &u8, encoder: &mut Encoder) {
        value.encode(encoder);
    }

    pub fn decode(decoder: &mut Decoder<'_>) -> Result<u8, DecodeError> {
        u8::decode(decoder)
    }
}

#[derive(StoreValue)]
struct One(#[store_record(with = codec)] u16);

fn main() {}

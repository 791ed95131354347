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
struct Wide {
    f01: u8,
    f02: u8,
    f03: u8,
    f04: u8,
    f05: u8,
    f06: u8,
    f07: u8,
    f08: u8,
    f09: u8,
    f10: u8,
    #[store_record(with = codec)] middle: u16,
    g01: u8,
    g02: u8,
    g03: u8,
    g04: u8,
    g05: u8,
    g06: u8,
    g07: u8,
    g08: u8,
    g09: u8,
    g10: u8,
}

fn main() {}

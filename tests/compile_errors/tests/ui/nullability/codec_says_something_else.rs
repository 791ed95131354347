use store_record::StoreValue;

mod net {
    use store_record::{DecodeError, Decoder, Encoder, StoreValue};

    pub type Nullability = bool;

    pub fn encode(net: &u32, encoder: &mut Encoder) {
        net.encode(encoder);
    }

    pub fn decode(decoder: &mut Decoder<'_>) -> Result<u32, DecodeError> {
        u32::decode(decoder)
    }
}

#[derive(StoreValue)]
struct Net(#[store_record(with = net)] u32);

fn main() {}

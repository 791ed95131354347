//! Addresses, in the standard library's text.

use crate::codec::decoder::Decoder;
use crate::codec::encoder::Encoder;
use crate::error::DecodeError;
use crate::{NotNull, Shape, StoreValue, TextForm};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4, SocketAddrV6};

macro_rules! addresses {
    ($($address:ident, $expected:literal;)*) => {$(
        impl StoreValue for $address {
            type Nullability = NotNull;

            const SHAPE: &'static Shape = &Shape::Text(TextForm::Standard($expected));

            fn encode(&self, encoder: &mut Encoder) {
                if loses_flow(self) {
                    encoder.refuse("the text of a socket address doesn't hold its flow information");
                }
                encoder.string(&self.to_string());
            }

            fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
                let start = decoder.mark();
                let text = decoder.string()?;
                match text.parse() {
                    Ok(address) => Ok(address),
                    Err(_) => {
                        decoder.reset(start);
                        Err(decoder.invalid($expected))
                    }
                }
            }
        }
    )*};
}

addresses! {
    IpAddr, "an IP address";
    Ipv4Addr, "an IPv4 address";
    Ipv6Addr, "an IPv6 address";
    SocketAddr, "a socket address";
    SocketAddrV4, "an IPv4 socket address";
    SocketAddrV6, "an IPv6 socket address";
}

fn loses_flow(address: &dyn std::any::Any) -> bool {
    let v6 = match address.downcast_ref::<SocketAddr>() {
        Some(SocketAddr::V6(v6)) => Some(v6),
        _ => address.downcast_ref::<SocketAddrV6>(),
    };
    v6.is_some_and(|v6| v6.flowinfo() != 0)
}

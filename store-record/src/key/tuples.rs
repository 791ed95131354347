//! Tuples as keys: the key text of the elements, joined as the components of a record key are, as one string.
//!
//! The joined text sorts as the tuples do, and a string's text sorts as the string does. So the component is ordered, and it
//! has no separator and isn't empty, whatever the elements are.

use super::{KeyDecoder, KeyEncoder, KeyEncoding, StoreKey};
use crate::error::KeyError;

macro_rules! tuple {
    ($($element:ident $index:tt),*) => {
        impl<$($element: StoreKey),*> StoreKey for ($($element,)*) {
            type Borrowed = Self;

            const ENCODING: KeyEncoding = KeyEncoding::tuple(&[$($element::ENCODING),*]);

            fn borrowed(&self) -> &Self {
                self
            }

            fn encode_key(value: &Self, key: &mut KeyEncoder) {
                key.tuple(|key| {
                    $(value.$index.write_component(stringify!($index), key);)*
                });
            }

            fn decode_key(key: &mut KeyDecoder<'_>) -> Result<Self, KeyError> {
                key.tuple(|key| Ok(($(key.component(stringify!($index), $element::decode_key)?,)*)))
            }
        }
    };
}

tuple!(A 0);
tuple!(A 0, B 1);
tuple!(A 0, B 1, C 2);
tuple!(A 0, B 1, C 2, D 3);
tuple!(A 0, B 1, C 2, D 3, E 4);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5, G 6);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11);

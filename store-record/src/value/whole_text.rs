//! Reading a whole JSON text as one value.

use super::StoreValue;
use crate::codec::decoder::Decoder;
use crate::error::DecodeError;

/// Reads the whole of `text` as one value.
pub(crate) fn decode_text<T: StoreValue>(text: &str) -> Result<T, DecodeError> {
    read_text(text, T::decode)
}

/// Reads the whole of `text` by a function, which is called again if the text isn't canonical.
#[inline]
pub(crate) fn read_text<T>(
    text: &str,
    read: impl Fn(&mut Decoder<'_>) -> Result<T, DecodeError>,
) -> Result<T, DecodeError> {
    let mut decoder = Decoder::for_whole_text(text);
    loop {
        let failure = match read(&mut decoder) {
            Ok(value) => match decoder.finish() {
                Ok(()) => return Ok(value),
                Err(error) => error,
            },
            Err(error) => error,
        };
        decoder.read_again(failure)?;
    }
}

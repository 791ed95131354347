//! Bytes: a base64 string with the standard alphabet and padding. In keys they are lower-case hexadecimal.

use super::numbers::{decode_u8, encode_u8};
use crate::codec::decoder::Decoder;
use crate::codec::encoder::Encoder;
use crate::error::{DecodeError, DecodeErrorKind, KeyError};
use crate::key::{KeyDecoder, KeyEncoder, KeyEncoding, StoreKey};
use crate::shape::{Shape, TextForm};
use crate::value::{NotNull, StoreValue};

/// One `u8` is a number. A list of them, such as a `Vec<u8>` or `[u8; N]`, is one base64 string.
impl StoreValue for u8 {
    type Nullability = NotNull;

    const SHAPE: &'static Shape = &Shape::integer(8, false);

    const LIST_SHAPE: &'static Shape = &Shape::Text(TextForm::Bytes(None));

    fn encode(&self, encoder: &mut Encoder) {
        encode_u8(*self, encoder);
    }

    fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        decode_u8(decoder)
    }

    fn encode_slice(slice: &[Self], encoder: &mut Encoder) {
        encoder.literal(b"\"");
        // A multiple of three bytes has no padding, so the pieces can be joined. 24 bytes are 32 letters.
        for piece in slice.chunks(24) {
            encoder.reserve_array(|out| write_base64(piece, out));
        }
        encoder.literal(b"\"");
    }

    fn encode_halves(front: &[Self], back: &[Self], encoder: &mut Encoder) {
        Self::encode_slice(&[front, back].concat(), encoder);
    }

    fn decode_vec(decoder: &mut Decoder<'_>) -> Result<Vec<Self>, DecodeError> {
        decode_bytes(decoder, |text| {
            let mut bytes = vec![0; decoded_length(text)];
            read_base64(text, &mut bytes).then_some(bytes)
        })
    }

    fn decode_array<const N: usize>(decoder: &mut Decoder<'_>) -> Result<[Self; N], DecodeError> {
        let start = decoder.offset();
        let bytes = decode_bytes(decoder, |text| {
            let mut bytes = [0; N];
            if decoded_length(text) == N {
                return read_base64(text, &mut bytes).then_some(Some(bytes));
            }
            let mut others = vec![0; decoded_length(text)];
            read_base64(text, &mut others).then_some(None)
        })?;
        bytes.ok_or_else(|| DecodeError::new(DecodeErrorKind::Length(N), start))
    }
}

fn decode_bytes<T>(decoder: &mut Decoder<'_>, read: impl FnOnce(&[u8]) -> Option<T>) -> Result<T, DecodeError> {
    let start = decoder.mark();
    let text = decoder.string()?;
    read(text.as_bytes()).ok_or_else(|| {
        decoder.reset(start);
        decoder.invalid("bytes as base64")
    })
}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The value of each letter, and 0xff for all other bytes.
static VALUES: [u8; 256] = {
    let mut values = [0xff; 256];
    let mut at = 0;
    while at < ALPHABET.len() {
        values[ALPHABET[at] as usize] = at as u8;
        at += 1;
    }
    values
};

fn write_base64(bytes: &[u8], out: &mut [u8; 32]) -> usize {
    let letter = |bits: u32| ALPHABET[(bits & 63) as usize];
    let mut length = 0;
    for (three, four) in bytes.chunks(3).zip(out.as_chunks_mut::<4>().0) {
        let byte = |at: usize| three.get(at).copied().map_or(0, u32::from);
        let bits = (byte(0) << 16) | (byte(1) << 8) | byte(2);
        *four = [
            letter(bits >> 18),
            letter(bits >> 12),
            if three.len() > 1 { letter(bits >> 6) } else { b'=' },
            if three.len() > 2 { letter(bits) } else { b'=' },
        ];
        length += 4;
    }
    length
}

/// Returns the number of bytes that the text decodes to if it is base64.
fn decoded_length(text: &[u8]) -> usize {
    let padding = text.iter().rev().take(2).take_while(|letter| **letter == b'=').count();
    (text.len() / 4 * 3).saturating_sub(padding)
}

/// Reads the text into `bytes`, whose length is that of [`decoded_length`], and returns false if it isn't base64. The
/// padding must be there, and the unused bits of the last letter must be zero.
fn read_base64(text: &[u8], bytes: &mut [u8]) -> bool {
    let (fours, []) = text.as_chunks::<4>() else { return false };
    let Some((last, whole)) = fours.split_last() else { return true };
    let (threes, rest) = bytes.as_chunks_mut::<3>();
    // Without padding, the last group is three bytes.
    let (threes, rest) = match rest {
        [] => match threes.split_last_mut() {
            Some((last, threes)) => (threes, &mut last[..]),
            None => return false,
        },
        rest => (threes, rest),
    };
    let mut misfits = 0;
    for (three, four) in threes.iter_mut().zip(whole) {
        let (bits, misfit) = bits_of(*four);
        misfits |= misfit;
        *three = [(bits >> 16) as u8, (bits >> 8) as u8, bits as u8];
    }
    let mut filled = *last;
    for letter in filled.iter_mut().skip(rest.len() + 1) {
        if *letter != b'=' {
            return false;
        }
        *letter = b'A';
    }
    let (bits, misfit) = bits_of(filled);
    let [_, last_bytes @ ..] = bits.to_be_bytes();
    let (read, left_over) = last_bytes.split_at(rest.len());
    rest.copy_from_slice(read);
    misfits | misfit <= MAX_VALUE && left_over.iter().all(|byte| *byte == 0)
}

/// The greatest value of a letter. Bytes that aren't letters have a greater one.
const MAX_VALUE: u8 = 63;

/// Returns the bits of four letters, and the bitwise OR of their values. It is greater than [`MAX_VALUE`] if one isn't
/// a letter.
#[inline(always)]
fn bits_of(four: [u8; 4]) -> (u32, u8) {
    let values = four.map(|letter| VALUES[usize::from(letter)]);
    let [a, b, c, d] = values.map(u32::from);
    ((a << 18) | (b << 12) | (c << 6) | d, values.into_iter().fold(0, |all, value| all | value))
}

impl StoreKey for Vec<u8> {
    type Borrowed = [u8];

    const ENCODING: KeyEncoding = KeyEncoding::new("bytes");

    fn borrowed(&self) -> &[u8] {
        self
    }

    fn encode_key(value: &[u8], key: &mut KeyEncoder) {
        key.bytes(value);
    }

    fn decode_key(key: &mut KeyDecoder<'_>) -> Result<Self, KeyError> {
        key.bytes()
    }
}

impl<const N: usize> StoreKey for [u8; N] {
    type Borrowed = Self;

    const ENCODING: KeyEncoding = KeyEncoding::new("bytes");

    fn borrowed(&self) -> &Self {
        self
    }

    fn encode_key(value: &Self, key: &mut KeyEncoder) {
        key.bytes(value);
    }

    fn decode_key(key: &mut KeyDecoder<'_>) -> Result<Self, KeyError> {
        Self::try_from(key.bytes()?).map_err(|_| key.invalid("bytes of this length"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;

    #[test]
    fn texts_are_those_of_the_base64_crate() {
        for length in 0..200u8 {
            let bytes: Vec<u8> = (0..length).map(|at| at.wrapping_mul(151).wrapping_add(length)).collect();
            let payload = crate::payload::Payload::new(&bytes).unwrap();
            assert_eq!(payload.expose_json(), format!("\"{}\"", STANDARD.encode(&bytes)));
            assert_eq!(payload.decode::<Vec<u8>>().unwrap(), bytes);
        }
    }

    #[test]
    fn what_the_base64_crate_refuses_is_refused() {
        let letters = b"AB/+=Q9*";
        for seed in 0..8u32.pow(5) {
            for length in 0..=5 {
                let text: Vec<u8> = (0..length).map(|at| letters[(seed >> (3 * at)) as usize & 7]).collect();
                let mut bytes = vec![0; decoded_length(&text)];
                let read = read_base64(&text, &mut bytes).then_some(bytes);
                assert_eq!(read, STANDARD.decode(&text).ok(), "{}", String::from_utf8_lossy(&text));
            }
        }
    }
}

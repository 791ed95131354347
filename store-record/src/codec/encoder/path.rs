//! The path of an encode error, read back from the text that was written before it.
//!
//! Names of struct fields are in the program, so they may be shown. Objects with stored names are known by their
//! offsets, and their names show as `[*]`.

use crate::error::Path;

enum Frame {
    Object { name: String, is_map: bool, in_value: bool },
    Array { index: usize },
}

/// Returns the path to the end of `text`: canonical text that was cut off while it was written.
pub(super) fn to_end(text: &[u8], map_starts: &[usize]) -> Path {
    let mut frames = Vec::new();
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        match byte {
            b'{' => {
                frames.push(Frame::Object { name: String::new(), is_map: map_starts.contains(&at), in_value: false });
            }
            b'[' => frames.push(Frame::Array { index: 0 }),
            b'}' | b']' => {
                frames.pop();
            }
            b':' => {
                if let Some(Frame::Object { in_value, .. }) = frames.last_mut() {
                    *in_value = true;
                }
            }
            b',' => match frames.last_mut() {
                Some(Frame::Object { in_value, .. }) => *in_value = false,
                Some(Frame::Array { index }) => *index += 1,
                None => {}
            },
            b'"' => {
                let end = end_of_string(text, at + 1);
                if let Some(Frame::Object { name, in_value: false, .. }) = frames.last_mut() {
                    // A name without a closing quote is the last one, and its object isn't in a value.
                    *name = serde_json::from_slice(text.get(at..=end).unwrap_or(&[])).unwrap_or_default();
                }
                at = end;
            }
            _ => {}
        }
        at += 1;
    }
    let mut path = Path::default();
    for frame in frames.into_iter().rev() {
        match frame {
            Frame::Object { is_map: true, .. } => path.in_map_key(),
            Frame::Object { name, in_value: true, .. } => path.in_field(name),
            Frame::Object { .. } => {}
            Frame::Array { index } => path.in_index(index),
        }
    }
    path
}

/// Returns the index of the closing quote, or the length of the text.
fn end_of_string(text: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(&byte) = text.get(at) {
        match byte {
            b'"' => return at,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    text.len()
}

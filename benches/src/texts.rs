//! The input of the decoders.

use crate::records::{Sample, Subject};
use serde_json::Value;
use store_record::Payload;

/// The JSON of some values, in three orders.
#[derive(Debug)]
pub struct Texts {
    /// Canonical text, as ours writes it and PostgreSQL returns it.
    pub canonical: Vec<Payload>,
    /// Compact text, as serde_json writes it: in the order of the fields, without white space.
    pub compact: Vec<Payload>,
    /// Compact text with the members of each object in a random order, as other programs may write it.
    pub shuffled: Vec<Payload>,
}

impl Texts {
    /// Writes each value in the three orders.
    #[must_use]
    pub fn of<T: Subject>(values: &[T]) -> Self {
        let mut sample = Sample::new("order of members");
        Self {
            canonical: values.iter().map(|value| Payload::new(value).expect("the value encodes")).collect(),
            compact: values.iter().map(|value| Payload::from_stored(compact(value))).collect(),
            shuffled: values.iter().map(|value| Payload::from_stored(shuffled(value, &mut sample))).collect(),
        }
    }
}

fn compact<T: Subject>(value: &T) -> String {
    serde_json::to_string(value).expect("the value encodes")
}

fn shuffled<T: Subject>(value: &T, sample: &mut Sample) -> String {
    let tree = serde_json::to_value(value).expect("the value encodes");
    let mut text = String::new();
    write_shuffled(&tree, sample, &mut text);
    text
}

fn write_shuffled(tree: &Value, sample: &mut Sample, text: &mut String) {
    match tree {
        Value::Array(elements) => {
            text.push('[');
            for (index, element) in elements.iter().enumerate() {
                text.push_str(if index == 0 { "" } else { "," });
                write_shuffled(element, sample, text);
            }
            text.push(']');
        }
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            sample.shuffle(&mut members);
            text.push('{');
            for (index, (name, member)) in members.into_iter().enumerate() {
                text.push_str(if index == 0 { "" } else { "," });
                text.push_str(&Value::from(name.as_str()).to_string());
                text.push(':');
                write_shuffled(member, sample, text);
            }
            text.push('}');
        }
        scalar => text.push_str(&scalar.to_string()),
    }
}

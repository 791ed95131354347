//! Generates payloads from a shape, so that no sample is written by hand.

use crate::key::KeyEncoding;
use crate::shape::{EnumRepr, EnumShape, IntegerShape, Shape, StructShape, TextForm, UnknownFieldPolicy, VariantShape};
use fastrand::Rng;
use serde_json::{Map, Value, json};

/// The number of values for each version of a record type.
pub(super) const VALUES: usize = 48;
/// The number of attempts to generate them.
pub(super) const TRIES: usize = 4_000;

/// Below this depth only what can't be left out is generated.
const DEPTH: usize = 5;

/// Strings that a database or a driver may confuse with something else.
const TEXTS: [&str; 14] =
    ["", "a", "A", "7", "null", "a b", "#", "$23", "\"\\/", "\n\t\u{1}", "é", "e\u{301}", "山田", "\u{10ffff}"];

/// Texts of types that are often stored by them: versions, networks, media types, languages, numbers.
const TEXTS_OF_TYPES: [&str; 8] = ["1.0.0", "10.0.0.0/8", "127.0.0.1", "text/plain", "en-US", "GET", "7", "a"];

/// Generates JSON that a shape describes. What a codec written by hand reads is guessed.
pub(super) struct Generator {
    pub(super) rng: Rng,
    /// Is in every string that can hold any text.
    pub(super) canary: &'static str,
}

/// The shapes around the current one, for recursion.
type Enclosing<'a> = &'a [&'static Shape];

impl Generator {
    pub(super) fn value(&mut self, shape: &'static Shape) -> Value {
        self.nested(shape, &[])
    }

    fn nested(&mut self, shape: &'static Shape, enclosing: Enclosing<'_>) -> Value {
        let is_deep = enclosing.len() >= DEPTH;
        let within = &[enclosing, &[shape]].concat();
        match shape {
            Shape::Bool => self.rng.bool().into(),
            Shape::Integer(shape) => self.integer(*shape),
            Shape::UnixTime { .. } => self.pick(&[0, -1, 1_781_613_000]).into(),
            Shape::Float { bits: 32 } => {
                // Through its shortest digits: those of the equal 64-bit float would be rejected.
                self.pick(&[0.0_f32, 0.1, -1.5, f32::MAX, f32::MIN_POSITIVE])
                    .to_string()
                    .parse::<f64>()
                    .map_or(Value::Null, Value::from)
            }
            Shape::Float { .. } => self.pick(&[0.0, 0.1 + 0.2, -1.5, f64::MAX, 5e-324, 1e21]).into(),
            Shape::Text(form) => self.text(*form),
            Shape::Optional(_) if is_deep || self.rng.bool() => Value::Null,
            Shape::Optional(inside) => self.nested(inside, within),
            Shape::List(_) | Shape::Set(_) | Shape::OrderedSet(_) | Shape::Pairs(..) | Shape::Map { .. } if is_deep => {
                empty(shape)
            }
            Shape::List(element) => self.several(element, within),
            Shape::Set(element) | Shape::OrderedSet(element) => {
                let Value::Array(mut elements) = self.several(element, within) else { return json!([]) };
                elements.sort_by_key(ToString::to_string);
                elements.dedup();
                elements.into()
            }
            Shape::Pairs(key, value) => json!([[self.nested(key, within), self.nested(value, within)]]),
            Shape::Array(element, length) => (0..*length).map(|_| self.nested(element, within)).collect(),
            Shape::Tuple(elements) => elements.iter().map(|element| self.nested(element, within)).collect(),
            Shape::Map { key, value } => self.map(*key, value, within),
            Shape::Struct(shape) => self.object(shape, within).into(),
            Shape::Enum(shape) => self.choice(shape, within, is_deep),
            Shape::Json => self.pick(&[json!({}), json!([1, null, "a"]), json!({ "b": true, "a": {} })]),
            Shape::Custom => {
                self.pick(&[json!(""), json!(0), json!([]), json!({}), json!(null), json!(true), json!("#00ff7f")])
            }
            Shape::Recursive(_, inside) | Shape::Converted(inside) | Shape::Unverified(inside) => {
                self.nested(inside, within)
            }
            Shape::Recursion(_) => {
                // A cycle without an end has no value. What is generated is rejected when it is read.
                let again = enclosing.iter().rposition(|shape| matches!(shape, Shape::Recursive(..)));
                match again.filter(|_| enclosing.len() < 4 * DEPTH) {
                    Some(at) => enclosing.get(at).map_or(Value::Null, |shape| self.nested(shape, within)),
                    None => Value::Null,
                }
            }
        }
    }

    fn several(&mut self, element: &'static Shape, within: Enclosing<'_>) -> Value {
        (0..self.rng.usize(..3)).map(|_| self.nested(element, within)).collect()
    }

    fn map(&mut self, key: KeyEncoding, value: &'static Shape, within: Enclosing<'_>) -> Value {
        let name = match key.name() {
            _ if key.is_optional() => return json!({}),
            "text" => self.pick(&TEXTS).to_owned(),
            "unsigned" | "signed" | "unsigned_128" | "signed_128" => self.pick(&["0", "7", "100"]).to_owned(),
            "a boolean" => self.rng.bool().to_string(),
            "bytes" => self.pick(&["", "00ff"]).to_owned(),
            "a UUID" => "67e55044-10b1-426f-9247-bb680e5fe0c8".to_owned(),
            _ => return json!({}),
        };
        // A name of text may be that of an enum, which accepts none of these. Then an empty map is accepted.
        if self.rng.bool() {
            return json!({});
        }
        Map::from_iter([(name, self.nested(value, within))]).into()
    }

    fn object(&mut self, shape: &'static StructShape, within: Enclosing<'_>) -> Map<String, Value> {
        let fields = shape.fields.iter().map(|field| (field.name.to_owned(), self.nested(field.shape, within)));
        let mut members: Map<String, Value> = fields.collect();
        if let UnknownFieldPolicy::Collect(map) = shape.unknown
            && let Value::Object(entries) = self.nested(map, within)
        {
            let others = entries.into_iter().filter(|(name, _)| !shape.has_name(name));
            members.extend(others);
        }
        members
    }

    fn choice(&mut self, shape: &'static EnumShape, within: Enclosing<'_>, is_deep: bool) -> Value {
        let flat: Vec<&VariantShape> = shape.variants.iter().filter(|variant| variant.content.is_none()).collect();
        let all: Vec<&VariantShape> = shape.variants.iter().collect();
        let variants = if is_deep && !flat.is_empty() { flat } else { all };
        let Some(variant) = self.rng.choice(variants) else { return Value::Null };
        match (shape.repr, variant.content) {
            (EnumRepr::Integer, _) => variant.number().into(),
            (EnumRepr::Untagged, Some(content)) => self.nested(content, within),
            (EnumRepr::Untagged, None) => Value::Null,
            (EnumRepr::External, None) => variant.name.into(),
            (EnumRepr::External, Some(content)) => json!({ variant.name: self.nested(content, within) }),
            (EnumRepr::Adjacent { tag, content: name }, Some(content)) => {
                json!({ tag: variant.name, name: self.nested(content, within) })
            }
            (EnumRepr::Adjacent { tag, .. }, None) => json!({ tag: variant.name }),
            (EnumRepr::Internal { tag }, content) => {
                let mut object = match content {
                    Some(Shape::Struct(content)) => self.object(content, within),
                    _ => Map::new(),
                };
                object.insert(tag.to_owned(), variant.name.into());
                object.into()
            }
        }
    }

    fn integer(&mut self, shape: IntegerShape) -> Value {
        let least = if shape.is_not_zero { 1_u64 } else { 0 };
        if shape.is_signed {
            let (min, max) = (i64::MIN >> (64 - shape.bits), i64::MAX >> (64 - shape.bits));
            return self.pick(&[least.cast_signed(), 7, -7, min, max]).into();
        }
        self.pick(&[least, 7, 99, u64::MAX >> (64 - shape.bits)]).into()
    }

    fn text(&mut self, form: TextForm) -> Value {
        let text: String = match form {
            TextForm::Any => self.canary.to_owned() + self.pick(&TEXTS),
            TextForm::Char => self.pick(&["a", "#", "é", "\n"]).to_owned(),
            TextForm::WideInteger { is_signed: true, .. } => self.pick(&["-1", "7"]).to_owned(),
            TextForm::WideInteger { .. } => self.pick(&["1", "340282366920938463463374607431768211455"]).to_owned(),
            TextForm::Bytes(None) => self.pick(&["", "AA==", "/wA="]).to_owned(),
            TextForm::Bytes(Some(length)) => {
                let (whole, rest) = (length / 3, length % 3);
                "AAAA".repeat(whole) + ["", "AA==", "AAA="].get(rest).copied().unwrap_or_default()
            }
            TextForm::Instant => {
                let instants =
                    ["2026-06-16T12:30:00Z", "1969-12-31T23:59:59.999999999-09:30", "2000-02-29T00:00:00.1+05:45"];
                self.pick(&instants).to_owned()
            }
            TextForm::Date => self.pick(&["2026-06-16", "0000-01-01", "9999-12-31"]).to_owned(),
            TextForm::Time => self.pick(&["00:00:00", "23:59:59.5"]).to_owned(),
            TextForm::DateTime => self.pick(&["2026-06-16T12:30:00", "0001-02-03T04:05:06.789"]).to_owned(),
            TextForm::Offset => self.pick(&["Z", "+05:45", "-09:30"]).to_owned(),
            TextForm::Duration(false) => self.pick(&["PT0S", "PT1.5S"]).to_owned(),
            TextForm::Duration(true) => self.pick(&["PT0S", "-PT1.5S"]).to_owned(),
            TextForm::Month => "May".to_owned(),
            TextForm::Weekday => "Monday".to_owned(),
            TextForm::Standard("the text of a type") => self.pick(&TEXTS_OF_TYPES).to_owned(),
            TextForm::Standard(name) => standard(name).to_owned(),
        };
        text.into()
    }

    fn pick<T: Clone + Default>(&mut self, all: &[T]) -> T {
        self.rng.choice(all).cloned().unwrap_or_default()
    }
}

fn empty(shape: &Shape) -> Value {
    if matches!(shape, Shape::Map { .. }) { json!({}) } else { json!([]) }
}

/// Returns a string of each standard form.
fn standard(name: &str) -> &'static str {
    match name {
        "UUID" => "67e55044-10b1-426f-9247-bb680e5fe0c8",
        "ULID" => "01ARZ3NDEKTSV4RRFFQ69G5FAV",
        "URL" => "https://example.com/",
        "decimal" | "decimal without bounds" => "1.10",
        "an IP address" | "an IPv4 address" => "127.0.0.1",
        "an IPv6 address" => "::1",
        "a socket address" | "an IPv4 socket address" => "127.0.0.1:80",
        "an IPv6 socket address" => "[::1]:80",
        _ => "",
    }
}

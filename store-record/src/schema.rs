//! JSON Schema (2020-12) of a stored form.

use crate::shape::{
    EnumRepr, EnumShape, FieldShape, IntegerShape, Shape, StructShape, TextForm, UnknownFieldPolicy, VariantShape,
};
use crate::value::StoreValue;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

mod bundle;
pub(crate) use bundle::json_schema_of_lines;

const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";

/// Returns the JSON Schema, draft 2020-12, of what a value writes, for programs in other languages.
///
/// Every payload that the value writes is valid, and an invalid payload is rejected when it is read. A valid payload
/// may be rejected, too: a schema can't say that a date exists, that an integer is written without a fraction, that
/// elements of a set differ as text although they are equal as values (`1` and `1.0` in a set of
/// [`Json`](crate::Json)), or which form a custom codec has. The schema has the aliases, because they are read. A field
/// that is `sensitive` has the annotation `"x-sensitive": true`, which validators ignore. With the feature `descriptions` the doc
/// comments of structs, enums, variants and fields are in `description`. A newtype is stored as its field, so its own comment isn't.
///
/// ```
/// use store_record::{StoreValue, json_schema};
///
/// #[derive(StoreValue)]
/// struct Address { city: String, lines: Vec<String> }
///
/// let schema = json_schema::<Address>();
/// assert_eq!(schema["properties"]["city"]["type"], "string");
/// assert_eq!(schema["required"], serde_json::json!(["city", "lines"]));
/// assert_eq!(schema["additionalProperties"], false);
/// ```
#[must_use]
pub fn json_schema<T: StoreValue>() -> Value {
    json_schema_of(T::SHAPE)
}

/// Returns the JSON Schema of a shape.
pub(crate) fn json_schema_of(shape: &Shape) -> Value {
    let mut definitions = Definitions::default();
    let mut schema = definitions.of(shape);
    if let Value::Object(schema) = &mut schema {
        schema.insert("$schema".to_owned(), DRAFT.into());
        if !definitions.named.is_empty() {
            let named = definitions.named.into_iter().map(|(name, (_, schema))| (name, schema));
            schema.insert("$defs".to_owned(), named.collect::<Map<_, _>>().into());
        }
    }
    schema
}

/// The definitions of recursive types, and the names of the types around the current shape.
#[derive(Default)]
struct Definitions {
    named: BTreeMap<String, (Shape, Value)>,
    enclosing: Vec<String>,
}

impl Definitions {
    fn of(&mut self, shape: &Shape) -> Value {
        match shape {
            Shape::Bool => json!({ "type": "boolean" }),
            Shape::Integer(shape) => integer(*shape),
            Shape::UnixTime { .. } => json!({ "type": "integer" }),
            Shape::Float { .. } => json!({ "type": "number" }),
            Shape::Text(form) => text(*form),
            Shape::Optional(inside) => json!({ "anyOf": [self.of(inside), { "type": "null" }] }),
            Shape::List(element) => json!({ "type": "array", "items": self.of(element) }),
            Shape::Set(element) | Shape::OrderedSet(element) => {
                let mut schema = json!({ "type": "array", "items": self.of(element) });
                if let (true, Value::Object(schema)) = (has_one_text_for_each_value(element), &mut schema) {
                    schema.insert("uniqueItems".to_owned(), true.into());
                }
                schema
            }
            Shape::Pairs(key, value) => {
                let pair = [self.of(key), self.of(value)];
                json!({ "type": "array", "items": tuple(&pair) })
            }
            Shape::Array(element, length) => {
                json!({ "type": "array", "items": self.of(element), "minItems": length, "maxItems": length })
            }
            Shape::Tuple(elements) => {
                let elements: Vec<Value> = elements.iter().map(|element| self.of(element)).collect();
                tuple(&elements)
            }
            Shape::Map { value, .. } => json!({ "type": "object", "additionalProperties": self.of(value) }),
            Shape::Struct(shape) => self.object(shape, None),
            Shape::Enum(shape) => self.choice(shape),
            Shape::Recursive(name, inside) => self.definition(name, inside),
            Shape::Recursion(name) => reference(self.enclosing.last().map_or(*name, String::as_str)),
            Shape::Converted(inside) | Shape::Unverified(inside) => self.of(inside),
            Shape::Json | Shape::Custom => json!({}),
        }
    }

    /// A recursive type. Another type of the same name gets a number.
    fn definition(&mut self, type_name: &str, shape: &Shape) -> Value {
        let names = std::iter::once(type_name.to_owned()).chain((2_u32..).map(|number| format!("{type_name}{number}")));
        for name in names {
            match self.named.get(&name) {
                Some((known, _)) if known != shape => {}
                Some(_) => return reference(&name),
                None => {
                    // The name is taken before a type inside asks for one.
                    self.named.insert(name.clone(), (*shape, Value::Null));
                    self.enclosing.push(name.clone());
                    let schema = self.of(shape);
                    self.enclosing.pop();
                    let reference = reference(&name);
                    self.named.insert(name, (*shape, schema));
                    return reference;
                }
            }
        }
        json!({})
    }

    /// An object, with the member that holds the variant's name if there is a tag.
    fn object(&mut self, shape: &StructShape, tag: Option<(&str, &[&str])>) -> Value {
        let mut properties = Map::new();
        let (mut required, mut conditions) = (Vec::new(), Vec::new());
        if let Some((tag, names)) = tag {
            properties.insert(tag.to_owned(), json!({ "enum": names }));
            required.push(Value::from(tag));
        }
        for field in shape.fields {
            let mut schema = described(self.of(field.shape), field.description);
            if let (true, Value::Object(schema)) = (field.is_sensitive, &mut schema) {
                schema.insert("x-sensitive".to_owned(), true.into());
            }
            for name in names(field) {
                properties.insert(name.to_owned(), schema.clone());
            }
            match (field.has_default, field.aliases) {
                (true, _) => {}
                (false, []) => required.push(field.name.into()),
                (false, _) => conditions.push(one_name(field)),
            }
        }
        add_optional_parts(shape, &mut conditions);
        let mut schema = json!({ "type": "object", "properties": properties, "required": required });
        if let Value::Object(schema) = &mut schema {
            let others = match shape.unknown {
                UnknownFieldPolicy::Deny => Some(false.into()),
                UnknownFieldPolicy::Collect(Shape::Map { value, .. }) => Some(self.of(value)),
                _ => None,
            };
            if let Some(others) = others {
                schema.insert("additionalProperties".to_owned(), others);
            }
            if !conditions.is_empty() {
                schema.insert("allOf".to_owned(), conditions.into());
            }
        }
        described(schema, shape.description)
    }

    fn choice(&mut self, shape: &EnumShape) -> Value {
        let variant = |variant: &VariantShape| described(self.variant(shape, variant), variant.description);
        let mut variants: Vec<Value> = shape.variants.iter().map(variant).collect();
        if shape.unknown == UnknownFieldPolicy::Keep {
            let known: Vec<&str> = shape.variants.iter().flat_map(variant_names).collect();
            let unknown = json!({ "type": "string", "not": { "enum": known } });
            match shape.repr {
                EnumRepr::Internal { tag } | EnumRepr::Adjacent { tag, .. } => {
                    variants.push(json!({ "type": "object", "properties": { tag: unknown }, "required": [tag] }));
                }
                EnumRepr::Integer | EnumRepr::Untagged => {}
                // The first of several members in canonical order names the variant, and a schema can't say which one
                // is first.
                EnumRepr::External => variants
                    .extend([json!({ "type": "object", "not": { "propertyNames": { "enum": known } } }), unknown]),
            }
        }
        match variants.as_slice() {
            [] => json!(false),
            _ => described(json!({ "anyOf": variants }), shape.description),
        }
    }

    fn variant(&mut self, shape: &EnumShape, variant: &VariantShape) -> Value {
        let names: Vec<&str> = variant_names(variant).collect();
        match (shape.repr, variant.content) {
            (EnumRepr::Integer, _) => json!({ "const": variant.number() }),
            (EnumRepr::Untagged, Some(content)) => self.of(content),
            (EnumRepr::Untagged, None) => json!({ "type": "null" }),
            (EnumRepr::Internal { tag }, Some(Shape::Struct(content))) => self.object(content, Some((tag, &names))),
            (EnumRepr::Adjacent { tag, content: name }, Some(content)) => json!({
                "type": "object", "properties": { tag: { "enum": names }, name: self.of(content) },
                "required": [tag, name], "additionalProperties": false,
            }),
            (EnumRepr::Internal { tag } | EnumRepr::Adjacent { tag, .. }, _) => {
                let fieldless = StructShape {
                    name: variant.name,
                    description: "",
                    fields: &[],
                    flattened: &[],
                    has_skipped: false,
                    unknown: UnknownFieldPolicy::Deny,
                    reserved: &[],
                };
                self.object(&fieldless, Some((tag, &names)))
            }
            (EnumRepr::External, None) => json!({ "enum": names }),
            (EnumRepr::External, Some(content)) => {
                let content = self.of(content);
                let properties: Map<String, Value> =
                    names.iter().map(|name| ((*name).to_owned(), content.clone())).collect();
                json!({
                    "type": "object", "properties": properties, "additionalProperties": false,
                    "minProperties": 1, "maxProperties": 1,
                })
            }
        }
    }
}

/// Adds a description. That of a field or a variant replaces that of its type, which is the less specific one.
fn described(mut schema: Value, description: &str) -> Value {
    if let (false, Value::Object(schema)) = (description.is_empty(), &mut schema) {
        schema.insert("description".to_owned(), description.into());
    }
    schema
}

/// Returns the schema of an object that has the field under one of its names.
fn one_name(field: &FieldShape) -> Value {
    let choices: Vec<Value> = names(field).map(|name| json!({ "required": [name] })).collect();
    json!({ "oneOf": choices })
}

/// Adds the condition of each flattened `Option` of a struct: none of its fields, or all that are required.
fn add_optional_parts(shape: &StructShape, conditions: &mut Vec<Value>) {
    for part in shape.flattened {
        let Shape::Struct(inside) = part.shape.value() else { continue };
        if part.has_default {
            let any: Vec<Value> =
                inside.fields.iter().flat_map(names).map(|name| json!({ "required": [name] })).collect();
            let all: Vec<Value> = inside.fields.iter().filter(|field| !field.has_default).map(one_name).collect();
            if !all.is_empty() {
                conditions.push(json!({ "anyOf": [{ "not": { "anyOf": any } }, { "allOf": all }] }));
            }
        }
        add_optional_parts(inside, conditions);
    }
}

/// Returns true if elements that differ as text also differ as JSON values, which `uniqueItems` compares. `1` and `1.0`
/// are two elements of a set of any JSON, but one value.
fn has_one_text_for_each_value(shape: &Shape) -> bool {
    match shape {
        Shape::Json | Shape::Custom => false,
        // The type that a recursion refers to is around it, so it is checked already.
        Shape::Bool
        | Shape::Integer(_)
        | Shape::UnixTime { .. }
        | Shape::Float { .. }
        | Shape::Text(_)
        | Shape::Recursion(_) => true,
        Shape::Optional(inside)
        | Shape::List(inside)
        | Shape::Set(inside)
        | Shape::OrderedSet(inside)
        | Shape::Array(inside, _)
        | Shape::Recursive(_, inside)
        | Shape::Converted(inside)
        | Shape::Unverified(inside)
        | Shape::Map { value: inside, .. } => has_one_text_for_each_value(inside),
        Shape::Pairs(key, value) => has_one_text_for_each_value(key) && has_one_text_for_each_value(value),
        Shape::Tuple(elements) => elements.iter().all(|element| has_one_text_for_each_value(element)),
        Shape::Struct(of) => {
            let is_unique = match of.unknown {
                UnknownFieldPolicy::Keep => false,
                UnknownFieldPolicy::Collect(map) => has_one_text_for_each_value(map),
                _ => true,
            };
            is_unique && of.fields.iter().all(|field| has_one_text_for_each_value(field.shape))
        }
        Shape::Enum(of) => {
            of.unknown != UnknownFieldPolicy::Keep
                && of.variants.iter().all(|variant| variant.content.is_none_or(has_one_text_for_each_value))
        }
    }
}

/// Returns the URI of a definition. Its name is escaped in a JSON pointer (RFC 6901), and then in a fragment (RFC
/// 3986).
fn reference(name: &str) -> Value {
    let mut uri = "#/$defs/".to_owned();
    for byte in name.replace('~', "~0").replace('/', "~1").bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri += &format!("%{byte:02X}");
        }
    }
    json!({ "$ref": uri })
}

fn names(field: &FieldShape) -> impl Iterator<Item = &'static str> {
    [field.name].into_iter().chain(field.aliases.iter().copied())
}

fn variant_names(variant: &VariantShape) -> impl Iterator<Item = &'static str> + use<> {
    [variant.name].into_iter().chain(variant.aliases.iter().copied())
}

fn tuple(elements: &[Value]) -> Value {
    let length = elements.len();
    if length == 0 {
        return json!({ "type": "array", "maxItems": 0 });
    }
    json!({ "type": "array", "prefixItems": elements, "items": false, "minItems": length })
}

fn integer(shape: IntegerShape) -> Value {
    let mut schema = json!({ "type": "integer" });
    if let Value::Object(schema) = &mut schema {
        let (least, most) = if shape.is_signed {
            (i64::MIN >> (64 - shape.bits), Value::from(i64::MAX >> (64 - shape.bits)))
        } else {
            (0, Value::from(u64::MAX >> (64 - shape.bits)))
        };
        schema.insert("minimum".to_owned(), least.into());
        schema.insert("maximum".to_owned(), most);
        if shape.is_not_zero {
            schema.insert("not".to_owned(), json!({ "const": 0 }));
        }
    }
    schema
}

/// The patterns accept more than the reader does: they don't know leap years.
fn text(form: TextForm) -> Value {
    const DATE: &str = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
    const TIME: &str = "[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?";
    const OFFSET: &str = "(Z|[+-][0-9]{2}:[0-9]{2})";
    let pattern = |pattern: String| json!({ "type": "string", "pattern": format!("^{pattern}$") });
    match form {
        TextForm::Any | TextForm::Standard(_) => json!({ "type": "string" }),
        TextForm::Char => json!({ "type": "string", "minLength": 1, "maxLength": 1 }),
        TextForm::WideInteger { is_signed: true, .. } => pattern("(0|-?[1-9][0-9]*)".to_owned()),
        TextForm::WideInteger { .. } => pattern("(0|[1-9][0-9]*)".to_owned()),
        TextForm::Bytes(length) => {
            let mut schema = pattern("([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?".to_owned());
            if let (Value::Object(schema), Some(length)) = (&mut schema, length) {
                let letters = length.div_ceil(3).saturating_mul(4);
                schema.insert("minLength".to_owned(), letters.into());
                schema.insert("maxLength".to_owned(), letters.into());
            }
            schema
        }
        TextForm::Instant => pattern(format!("{DATE}T{TIME}{OFFSET}")),
        TextForm::Date => pattern(DATE.to_owned()),
        TextForm::Time => pattern(TIME.to_owned()),
        TextForm::DateTime => pattern(format!("{DATE}T{TIME}")),
        TextForm::Offset => pattern(OFFSET.to_owned()),
        TextForm::Duration(is_signed) => {
            pattern(format!("{}PT(0|[1-9][0-9]*)(\\.[0-9]{{1,9}})?S", if is_signed { "-?" } else { "" }))
        }
        TextForm::Month => json!({ "enum": [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December",
        ] }),
        TextForm::Weekday => {
            json!({ "enum": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] })
        }
    }
}

//! Reads a lock while the program runs, to compare it with the program's record types. The manifest's derive reads the
//! lock of the build.
//!
//! Shapes are `'static`, because those of the program are constants. What is read here is therefore never freed: a tool
//! reads one lock and ends.

use crate::key::KeyEncoding;
use crate::manifest::{Change, Relaxation};
use crate::order::compare;
use crate::shape::{
    ComponentShape, EnumRepr, EnumShape, FieldShape, IntegerShape, RecordShape, Shape, StructShape, TextForm,
    UnknownFieldPolicy, VariantShape,
};
use serde_json::{Map, Value};

/// The content of a lock.
#[derive(Debug, Default)]
pub(crate) struct LockFile {
    /// The shapes, sorted by record type and schema version.
    pub(crate) records: Vec<RecordShape>,
    /// The changes that were relaxed, also of versions that have no shape any more.
    pub(crate) relaxed: Vec<Relaxation>,
}

impl LockFile {
    /// Reads the text of a lock. The error continues "the lock …".
    pub(crate) fn read(text: &str) -> Result<Self, &'static str> {
        let value: Value = serde_json::from_str(text).map_err(|_| "isn't JSON")?;
        if value.get("format") != Some(&Value::from(1)) {
            return Err("has a format that this version of store-record doesn't read");
        }
        let mut file = Self::default();
        for record in value.get("records").and_then(Value::as_array).ok_or("has no list `records`")? {
            file.add(record).ok_or("has an invalid entry")?;
        }
        file.records.sort_by(|one, other| {
            compare(one.record_type, other.record_type).then(one.schema_version.cmp(&other.schema_version))
        });
        Ok(file)
    }

    // The functions below return `None` for JSON that isn't the output of this crate.

    fn add(&mut self, record: &Value) -> Option<()> {
        let record_type = leaked(record.get("type")?.as_str()?);
        let schema_version = i32::try_from(record.get("schema_version")?.as_i64()?).ok()?;
        for entry in record.get("relaxed").map_or(Some(&[][..]), |list| list.as_array().map(Vec::as_slice))? {
            let change = Change::from_name(entry.get("change")?.as_str()?)?;
            let at = if change.has_place() { leaked(entry.get("at")?.as_str()?) } else { "" };
            let reason = leaked(entry.get("reason")?.as_str()?);
            self.relaxed.push(Relaxation { record_type, schema_version, change, at, reason, is_spent: true });
        }
        // A version that was relaxed away has a reason and no shape.
        if record.get("payload").is_some() || record.get("relaxed").is_none() {
            let columns = record.get("columns")?.as_object()?.iter();
            let columns: Vec<_> =
                columns.map(|(name, path)| Some((leaked(name), leaked(path.as_str()?)))).collect::<Option<_>>()?;
            self.records.push(RecordShape {
                record_type,
                aliases: strings(record.get("aliases"))?,
                schema_version,
                scope: components(record.get("scope")?)?,
                key: components(record.get("key")?)?,
                columns: columns.leak(),
                payload: shape(record.get("payload")?)?,
                previous: None,
                is_locked: true,
            });
        }
        Some(())
    }
}

fn leaked(text: &str) -> &'static str {
    text.to_owned().leak()
}

fn components(value: &Value) -> Option<&'static [ComponentShape]> {
    let component = |component: &Value| {
        let name = leaked(component.get("path")?.as_str()?);
        Some(ComponentShape { name, encoding: encoding(component.get("form")?)? })
    };
    let components: Vec<_> = value.as_array()?.iter().map(component).collect::<Option<_>>()?;
    Some(components.leak())
}

fn encoding(form: &Value) -> Option<KeyEncoding> {
    match form {
        Value::String(name) => match name.strip_prefix("optional ") {
            Some(name) => Some(KeyEncoding::new(leaked(name)).optional()),
            None => Some(KeyEncoding::new(leaked(name))),
        },
        Value::Array(elements) => {
            let elements: Vec<_> = elements.iter().map(encoding).collect::<Option<_>>()?;
            Some(KeyEncoding::tuple(elements.leak()))
        }
        _ => encoding(form.get("optional")?).map(KeyEncoding::optional),
    }
}

fn shape(value: &Value) -> Option<&'static Shape> {
    let shape = match value {
        Value::String(kind) => simple(kind)?,
        Value::Object(object) if object.len() == 1 => {
            let (kind, inside) = object.iter().next()?;
            composed(kind, inside)?
        }
        _ => return None,
    };
    Some(Box::leak(Box::new(shape)))
}

/// Every kind of value that is written as a name alone. The names are those of [`Shape::kind`].
fn simple(kind: &str) -> Option<Shape> {
    let others = [Shape::Bool, Shape::Json, Shape::Custom, Shape::Float { bits: 32 }, Shape::Float { bits: 64 }];
    let times = [0, 3, 6].map(|decimals| Shape::UnixTime { decimals });
    let texts = [
        TextForm::Any,
        TextForm::Char,
        TextForm::Bytes(None),
        TextForm::Instant,
        TextForm::Date,
        TextForm::Time,
        TextForm::DateTime,
        TextForm::Offset,
        TextForm::Duration(false),
        TextForm::Duration(true),
        TextForm::Month,
        TextForm::Weekday,
    ];
    let flags = [(false, false), (false, true), (true, false), (true, true)];
    let wide = flags.map(|(is_signed, is_not_zero)| TextForm::WideInteger { is_signed, is_not_zero });
    let integers = [8, 16, 32, 64].into_iter().flat_map(|bits| {
        flags.map(|(is_signed, is_not_zero)| Shape::Integer(IntegerShape { bits, is_signed, is_not_zero }))
    });
    let mut all = others
        .into_iter()
        .chain(times)
        .chain(texts.into_iter().chain(wide).map(Shape::Text))
        .chain(integers)
        // A lock doesn't have the names of Rust types.
        .chain([Shape::Recursion("")]);
    all.find(|shape| shape.kind() == kind)
}

fn composed(kind: &str, inside: &Value) -> Option<Shape> {
    let parts = || inside.as_array().map(Vec::as_slice);
    Some(match kind {
        "recursive" => Shape::Recursive("", shape(inside)?),
        "unverified" => Shape::Unverified(shape(inside)?),
        "optional" => Shape::Optional(shape(inside)?),
        "list" => Shape::List(shape(inside)?),
        "set" => Shape::Set(shape(inside)?),
        "ordered set" => Shape::OrderedSet(shape(inside)?),
        "pairs" => {
            let [key, value] = parts()? else { return None };
            Shape::Pairs(shape(key)?, shape(value)?)
        }
        "array" => {
            let [element, length] = parts()? else { return None };
            Shape::Array(shape(element)?, usize::try_from(length.as_u64()?).ok()?)
        }
        "tuple" => {
            let elements: Vec<_> = parts()?.iter().map(shape).collect::<Option<_>>()?;
            Shape::Tuple(elements.leak())
        }
        "map" => {
            let [key, is_optional, value] = parts()? else { return None };
            let key = encoding(key)?;
            Shape::Map { key: if is_optional.as_bool()? { key.optional() } else { key }, value: shape(value)? }
        }
        "struct" => structure(inside.as_object()?)?,
        "enum" => choice(inside.as_object()?)?,
        "standard" => Shape::Text(TextForm::Standard(leaked(inside.as_str()?))),
        "bytes" => Shape::Text(TextForm::Bytes(Some(usize::try_from(inside.as_u64()?).ok()?))),
        _ => return None,
    })
}

fn structure(object: &Map<String, Value>) -> Option<Shape> {
    let fields = object.get("fields")?.as_object()?.iter();
    let fields: Vec<FieldShape> = fields.map(|(name, field)| self::field(name, field)).collect::<Option<_>>()?;
    let (unknown, reserved) = (unknown(object.get("unknown"))?, strings(object.get("reserved"))?);
    let shape = StructShape {
        name: "",
        description: "",
        fields: fields.leak(),
        flattened: &[],
        has_skipped: false,
        unknown,
        reserved,
    };
    Some(Shape::Struct(Box::leak(Box::new(shape))))
}

fn field(name: &str, field: &Value) -> Option<FieldShape> {
    Some(FieldShape {
        name: leaked(name),
        member: "",
        description: "",
        aliases: strings(field.get("aliases"))?,
        has_default: is_true(field, "default"),
        is_sensitive: is_true(field, "sensitive"),
        cfg: cfg(field)?,
        shape: shape(field.get("shape").unwrap_or(field))?,
    })
}

fn choice(object: &Map<String, Value>) -> Option<Shape> {
    let text = |name: &str| object.get(name).map(|text| text.as_str().map(leaked).ok_or(())).transpose().ok();
    let is_untagged = object.get("untagged") == Some(&Value::Bool(true));
    let repr = match (text("tag")?, text("content")?, text("repr")?) {
        (None, None, None) if is_untagged => EnumRepr::Untagged,
        (None, None, None) => EnumRepr::External,
        (Some(tag), None, None) => EnumRepr::Internal { tag },
        (Some(tag), Some(content), None) => EnumRepr::Adjacent { tag, content },
        (None, None, Some("integer")) => EnumRepr::Integer,
        _ => return None,
    };
    let variants = object.get("variants")?.as_object()?.iter();
    let variants: Vec<VariantShape> =
        variants.map(|(name, variant)| self::variant(name, variant)).collect::<Option<_>>()?;
    let (unknown, reserved) = (unknown(object.get("unknown"))?, strings(object.get("reserved"))?);
    let shape = EnumShape { name: "", description: "", repr, variants: variants.leak(), unknown, reserved };
    Some(Shape::Enum(Box::leak(Box::new(shape))))
}

fn variant(name: &str, variant: &Value) -> Option<VariantShape> {
    let content = match variant.get("content") {
        Some(content) => Some(shape(content)?),
        None => None,
    };
    Some(VariantShape {
        name: leaked(name),
        description: "",
        aliases: strings(variant.get("aliases"))?,
        cfg: cfg(variant)?,
        content,
    })
}

fn cfg(of: &Value) -> Option<&'static str> {
    of.get("cfg").map_or(Some(""), |cfg| cfg.as_str().map(leaked))
}

fn is_true(of: &Value, name: &str) -> bool {
    of.get(name) == Some(&Value::Bool(true))
}

fn strings(list: Option<&Value>) -> Option<&'static [&'static str]> {
    let Some(list) = list else { return Some(&[]) };
    let strings: Vec<_> = list.as_array()?.iter().map(|text| text.as_str().map(leaked)).collect::<Option<_>>()?;
    Some(strings.leak())
}

fn unknown(value: Option<&Value>) -> Option<UnknownFieldPolicy> {
    match value {
        None => Some(UnknownFieldPolicy::Deny),
        Some(Value::String(policy)) if policy == "ignored" => Some(UnknownFieldPolicy::Ignore),
        Some(Value::String(policy)) if policy == "kept" => Some(UnknownFieldPolicy::Keep),
        // A flattened map.
        Some(map) => map.get("map").and_then(|_| shape(map)).map(UnknownFieldPolicy::Collect),
    }
}

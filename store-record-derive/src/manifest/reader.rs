//! From the JSON of a lock to constants of the runtime's shape types.

use super::relaxation::{Change, Relaxation};
use crate::expansion::canonical_order;
use crate::private::Private;
use proc_macro2::TokenStream;
use quote::quote;
use serde_json::{Map, Value};

/// The content of a lock.
pub(super) struct Locked {
    /// The shapes, as tokens.
    pub(super) records: Vec<TokenStream>,
    /// The record type and schema version of each shape.
    pub(super) versions: Vec<(String, i32)>,
    /// The changes that were relaxed, also of versions that have no shape any more.
    pub(super) relaxed: Vec<Relaxation>,
}

/// Reads a lock. Returns an error that continues "the lock …" if it has something that isn't the output of this program.
pub(super) fn read(lock: &Value) -> Result<Locked, String> {
    let records = lock.get("records").and_then(Value::as_array);
    let mut locked = Locked { records: Vec::new(), versions: Vec::new(), relaxed: Vec::new() };
    let mut shapes: Vec<((String, i32), TokenStream)> = Vec::new();
    for (index, record) in records.ok_or("has no list `records`")?.iter().enumerate() {
        let version =
            version(record).ok_or_else(|| format!("has no valid type and schema version in entry {index}"))?;
        let invalid = || format!("has an invalid entry for version {} of `{}`", version.1, version.0);
        locked.relaxed.extend(relaxations(&version, record).ok_or_else(invalid)?);
        // A version that was relaxed away has a reason and no shape.
        if record.get("payload").is_some() || record.get("relaxed").is_none() {
            let shape = record_shape(&version, record).ok_or_else(invalid)?;
            shapes.push((version, shape));
        }
    }
    // The comparison is a binary search, and a lock that was edited by hand may have another order.
    shapes.sort_by(|((one, one_version), _), ((other, other_version), _)| {
        (canonical_order(one), one_version).cmp(&(canonical_order(other), other_version))
    });
    (locked.versions, locked.records) = shapes.into_iter().unzip();
    Ok(locked)
}

// The functions below return `None` for JSON that isn't the output of this program.

fn version(record: &Value) -> Option<(String, i32)> {
    let record_type = record.get("type")?.as_str()?;
    Some((record_type.to_owned(), i32::try_from(record.get("schema_version")?.as_i64()?).ok()?))
}

fn relaxations(version: &(String, i32), record: &Value) -> Option<Vec<Relaxation>> {
    let Some(entries) = record.get("relaxed") else { return Some(Vec::new()) };
    entries.as_array()?.iter().map(|entry| relaxation(version, entry)).collect()
}

fn relaxation((record_type, schema_version): &(String, i32), entry: &Value) -> Option<Relaxation> {
    let change = Change::from_name(entry.get("change")?.as_str()?)?;
    let at = match entry.get("at") {
        Some(at) => at.as_str()?.to_owned(),
        None if change.has_path() => return None,
        None => String::new(),
    };
    let reason = entry.get("reason")?.as_str()?.to_owned();
    Some(Relaxation { record_type: record_type.clone(), schema_version: *schema_version, change, at, reason })
}

fn record_shape((record_type, schema_version): &(String, i32), value: &Value) -> Option<TokenStream> {
    let (scope, key) = (components(value.get("scope")?)?, components(value.get("key")?)?);
    let columns = value.get("columns")?.as_object()?.iter();
    let columns: Vec<_> =
        columns.map(|(name, path)| path.as_str().map(|path| quote!((#name, #path)))).collect::<Option<_>>()?;
    let (payload, aliases) = (shape(value.get("payload")?)?, strings(value.get("aliases"))?);
    Some(quote! {
        #Private::locked(#Private::record_shape(
            (#record_type, &[#(#aliases),*]),
            #schema_version,
            #scope,
            #key,
            &[#(#columns),*],
            #payload,
            #Private::None,
        ))
    })
}

fn components(value: &Value) -> Option<TokenStream> {
    let component = |component: &Value| {
        let (path, encoding) = (component.get("path")?.as_str()?, encoding(component.get("form")?)?);
        Some(quote!(#Private::component_shape(#path, #encoding)))
    };
    let components: Vec<_> = value.as_array()?.iter().map(component).collect::<Option<_>>()?;
    Some(quote!(&[#(#components),*]))
}

/// Returns the encoding of a key.
fn encoding(form: &Value) -> Option<TokenStream> {
    match form {
        Value::String(name) => match name.strip_prefix("optional ") {
            Some(name) => Some(quote!(#Private::KeyEncoding::new(#name).optional())),
            None => Some(quote!(#Private::KeyEncoding::new(#name))),
        },
        Value::Array(elements) => {
            let elements: Vec<_> = elements.iter().map(encoding).collect::<Option<_>>()?;
            Some(quote!(#Private::KeyEncoding::tuple(&[#(#elements),*])))
        }
        _ => {
            let inside = encoding(form.get("optional")?)?;
            Some(quote!(#inside.optional()))
        }
    }
}

/// Returns a reference to a shape.
fn shape(value: &Value) -> Option<TokenStream> {
    let shape = match value {
        Value::String(kind) => simple(kind)?,
        Value::Object(object) if object.len() == 1 => {
            let (kind, inside) = object.iter().next()?;
            composed(kind, inside)?
        }
        _ => return None,
    };
    Some(quote!(&#Private::Shape::#shape))
}

fn simple(kind: &str) -> Option<TokenStream> {
    let text = |form: TokenStream| Some(quote!(Text(#Private::TextForm::#form)));
    match kind {
        "bool" => return Some(quote!(Bool)),
        "f32" => return Some(quote!(Float { bits: 32 })),
        "f64" => return Some(quote!(Float { bits: 64 })),
        "json" => return Some(quote!(Json)),
        "custom" => return Some(quote!(Custom)),
        // A lock doesn't have the names of Rust types.
        "recursion" => return Some(quote!(Recursion(""))),
        "text" => return text(quote!(Any)),
        "char" => return text(quote!(Char)),
        "bytes" => return text(quote!(Bytes(#Private::None))),
        "instant" => return text(quote!(Instant)),
        "date" => return text(quote!(Date)),
        "time" => return text(quote!(Time)),
        "date and time" => return text(quote!(DateTime)),
        "offset" => return text(quote!(Offset)),
        "duration" => return text(quote!(Duration(false))),
        "signed duration" => return text(quote!(Duration(true))),
        "month" => return text(quote!(Month)),
        "weekday" => return text(quote!(Weekday)),
        "unix seconds" => return Some(quote!(UnixTime { decimals: 0 })),
        "unix millis" => return Some(quote!(UnixTime { decimals: 3 })),
        "unix micros" => return Some(quote!(UnixTime { decimals: 6 })),
        _ => {}
    }
    let (integer, is_not_zero) = match kind.strip_suffix(" but 0") {
        Some(integer) => (integer, true),
        None => (kind, false),
    };
    let is_signed = integer.starts_with('i');
    let bits: u8 = integer.strip_prefix(['i', 'u'])?.parse().ok()?;
    if bits == 128 {
        return text(quote!(WideInteger { is_signed: #is_signed, is_not_zero: #is_not_zero }));
    }
    let is_known = [8, 16, 32, 64].contains(&bits);
    is_known.then(
        || quote!(Integer(#Private::IntegerShape { bits: #bits, is_signed: #is_signed, is_not_zero: #is_not_zero })),
    )
}

fn composed(kind: &str, inside: &Value) -> Option<TokenStream> {
    let one = |variant: TokenStream| {
        let inside = shape(inside)?;
        Some(quote!(#variant(#inside)))
    };
    let parts = || inside.as_array().map(Vec::as_slice);
    match kind {
        "recursive" => {
            let inside = shape(inside)?;
            Some(quote!(Recursive("", #inside)))
        }
        "unverified" => one(quote!(Unverified)),
        "optional" => one(quote!(Optional)),
        "list" => one(quote!(List)),
        "set" => one(quote!(Set)),
        "ordered set" => one(quote!(OrderedSet)),
        "pairs" => {
            let [key, value] = parts()? else { return None };
            let (key, value) = (shape(key)?, shape(value)?);
            Some(quote!(Pairs(#key, #value)))
        }
        "array" => {
            let [element, length] = parts()? else { return None };
            let (element, length) = (shape(element)?, usize::try_from(length.as_u64()?).ok()?);
            Some(quote!(Array(#element, #length)))
        }
        "tuple" => {
            let elements: Vec<_> = parts()?.iter().map(shape).collect::<Option<_>>()?;
            Some(quote!(Tuple(&[#(#elements),*])))
        }
        "map" => {
            let [key, is_optional, value] = parts()? else { return None };
            let (key, value) = (encoding(key)?, shape(value)?);
            let optional = is_optional.as_bool()?.then(|| quote!(.optional()));
            Some(quote!(Map { key: #key #optional, value: #value }))
        }
        "struct" => struct_shape(inside.as_object()?),
        "enum" => enum_shape(inside.as_object()?),
        "standard" => inside.as_str().map(|name| quote!(Text(#Private::TextForm::Standard(#name)))),
        "bytes" => {
            let length = usize::try_from(inside.as_u64()?).ok()?;
            Some(quote!(Text(#Private::TextForm::Bytes(#Private::Some(#length)))))
        }
        _ => None,
    }
}

fn struct_shape(object: &Map<String, Value>) -> Option<TokenStream> {
    let reserved = strings(object.get("reserved"))?;
    let unknown = unknown_fields(object.get("unknown"))?;
    let field = |(name, field): (&String, &Value)| {
        let (shape, aliases) = (shape(field.get("shape").unwrap_or(field))?, strings(field.get("aliases"))?);
        let has_default = field.get("default").is_some_and(|value| *value == Value::Bool(true));
        let is_sensitive = field.get("sensitive").is_some_and(|value| *value == Value::Bool(true));
        let cfg = field.get("cfg").map_or(Some(""), Value::as_str)?;
        Some(quote! {
            #Private::field_shape(
                [#name, ""],
                &[#(#aliases),*],
                #has_default,
                #is_sensitive,
                #cfg,
                #shape,
            )
        })
    };
    let fields: Vec<_> = object.get("fields")?.as_object()?.iter().map(field).collect::<Option<_>>()?;
    Some(quote! {
        Struct(&#Private::struct_shape("", &[#(#fields),*], false, #Private::UnknownFieldPolicy::#unknown, &[#(#reserved),*]))
    })
}

fn enum_shape(object: &Map<String, Value>) -> Option<TokenStream> {
    let reserved = strings(object.get("reserved"))?;
    let unknown = unknown_fields(object.get("unknown"))?;
    let text = |name: &str| object.get(name).map(|text| text.as_str().ok_or(())).transpose().ok();
    let is_untagged = object.get("untagged").is_some_and(|value| *value == Value::Bool(true));
    let repr = match (text("tag")?, text("content")?, text("repr")?) {
        (None, None, None) if is_untagged => quote!(Untagged),
        (None, None, None) => quote!(External),
        (Some(tag), None, None) => quote!(Internal { tag: #tag }),
        (Some(tag), Some(content), None) => quote!(Adjacent { tag: #tag, content: #content }),
        (None, None, Some("integer")) => quote!(Integer),
        _ => return None,
    };
    let variant = |(name, variant): (&String, &Value)| {
        let aliases = strings(variant.get("aliases"))?;
        let cfg = variant.get("cfg").map_or(Some(""), Value::as_str)?;
        let content = match variant.get("content") {
            None => quote!(#Private::None),
            Some(content) => {
                let content = shape(content)?;
                quote!(#Private::Some(#content))
            }
        };
        Some(quote!(#Private::variant_shape(#name, &[#(#aliases),*], #cfg, #content)))
    };
    let variants: Vec<_> = object.get("variants")?.as_object()?.iter().map(variant).collect::<Option<_>>()?;
    Some(quote! {
        Enum(&#Private::enum_shape("", #Private::EnumRepr::#repr, &[#(#variants),*], #Private::UnknownFieldPolicy::#unknown, &[#(#reserved),*]))
    })
}

fn strings(list: Option<&Value>) -> Option<Vec<&str>> {
    list.map_or_else(|| Some(Vec::new()), |list| list.as_array()?.iter().map(Value::as_str).collect())
}

fn unknown_fields(value: Option<&Value>) -> Option<TokenStream> {
    match value {
        None => Some(quote!(Deny)),
        Some(Value::String(policy)) if policy == "ignored" => Some(quote!(Ignore)),
        Some(Value::String(policy)) if policy == "kept" => Some(quote!(Keep)),
        // A flattened map.
        Some(map) => {
            let map = map.get("map").and_then(|_| shape(map))?;
            Some(quote!(Collect(#map)))
        }
    }
}

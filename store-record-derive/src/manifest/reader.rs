//! From the JSON of a lock to constants of the shapes' types.

use super::relaxation::{Relaxation, change};
use proc_macro2::TokenStream;
use quote::quote;
use serde_json::{Map, Value};

/// What a lock holds.
pub(super) struct Locked {
    /// The shapes, as tokens.
    pub(super) records: Vec<TokenStream>,
    /// The record type and schema version of each shape.
    pub(super) versions: Vec<(String, i32)>,
    /// What has been relaxed, of versions without a shape too.
    pub(super) relaxed: Vec<Relaxation>,
}

/// Everything in the lock; none where something else stands.
pub(super) fn read(lock: &Value, krate: &TokenStream) -> Option<Locked> {
    let reader = Reader { krate };
    let mut locked = Locked { records: Vec::new(), versions: Vec::new(), relaxed: Vec::new() };
    let mut shapes: Vec<((String, i32), TokenStream)> = Vec::new();
    for record in lock.get("records")?.as_array()? {
        let record_type = record.get("type")?.as_str()?;
        let schema_version = i32::try_from(record.get("schema_version")?.as_i64()?).ok()?;
        for entry in record.get("relaxed").map_or(Some(&Vec::new()), Value::as_array)? {
            locked.relaxed.push(relaxed(record_type, schema_version, entry)?);
        }
        // A version whose rows are gone has left the reason and no shape.
        if record.get("payload").is_some() || record.get("relaxed").is_none() {
            let shape = reader.record(record_type, schema_version, record)?;
            shapes.push(((record_type.to_owned(), schema_version), shape));
        }
    }
    // The comparison searches by halves, and an edit may have another order.
    shapes.sort_by(|((one, one_version), _), ((other, other_version), _)| {
        (one.len(), one, one_version).cmp(&(other.len(), other, other_version))
    });
    (locked.versions, locked.records) = shapes.into_iter().unzip();
    Some(locked)
}

fn relaxed(record_type: &str, schema_version: i32, entry: &Value) -> Option<Relaxation> {
    let change = change(entry.get("change")?.as_str()?)?;
    let at = match entry.get("at") {
        Some(at) => at.as_str()?.to_owned(),
        None if change.has_place() => return None,
        None => String::new(),
    };
    let reason = entry.get("reason")?.as_str()?.to_owned();
    Some(Relaxation { record_type: record_type.to_owned(), schema_version, change, at, reason })
}

/// Each function gives none where something else stands.
struct Reader<'a> {
    krate: &'a TokenStream,
}

impl Reader<'_> {
    fn record(&self, record_type: &str, schema_version: i32, value: &Value) -> Option<TokenStream> {
        let krate = self.krate;
        let (scope, key) = (self.components(value.get("scope")?)?, self.components(value.get("key")?)?);
        let columns = value.get("columns")?.as_object()?.iter();
        let columns: Vec<_> =
            columns.map(|(name, path)| path.as_str().map(|path| quote!((#name, #path)))).collect::<Option<_>>()?;
        let (payload, aliases) = (self.shape(value.get("payload")?)?, texts(value.get("aliases"))?);
        Some(quote! {
            #krate::RecordShape {
                record_type: #record_type,
                aliases: &[#(#aliases),*],
                schema_version: #schema_version,
                scope: #scope,
                key: #key,
                columns: &[#(#columns),*],
                payload: #payload,
                previous: #krate::__private::None,
            }
        })
    }

    fn components(&self, value: &Value) -> Option<TokenStream> {
        let krate = self.krate;
        let component = |component: &Value| {
            let (path, form) = (component.get("path")?.as_str()?, component.get("form")?.as_str()?);
            let form = match form.strip_prefix("optional ") {
                Some(form) => quote!(#krate::KeyEncoding::new(#form).optional()),
                None => quote!(#krate::KeyEncoding::new(#form)),
            };
            Some(quote!(#krate::ComponentShape { name: #path, encoding: #form }))
        };
        let components: Vec<_> = value.as_array()?.iter().map(component).collect::<Option<_>>()?;
        Some(quote!(&[#(#components),*]))
    }

    /// A reference to a shape.
    fn shape(&self, value: &Value) -> Option<TokenStream> {
        let krate = self.krate;
        let shape = match value {
            Value::String(kind) => self.simple(kind)?,
            Value::Object(object) if object.len() == 1 => {
                let (kind, inside) = object.iter().next()?;
                self.composed(kind, inside)?
            }
            _ => return None,
        };
        Some(quote!(&#krate::Shape::#shape))
    }

    fn simple(&self, kind: &str) -> Option<TokenStream> {
        let krate = self.krate;
        let text = |form: TokenStream| Some(quote!(Text(#krate::TextForm::#form)));
        match kind {
            "bool" => return Some(quote!(Bool)),
            "f32" => return Some(quote!(Float { bits: 32 })),
            "f64" => return Some(quote!(Float { bits: 64 })),
            "json" => return Some(quote!(Json)),
            "custom" => return Some(quote!(Custom)),
            // Names of types in the program are no part of a lock.
            "recursion" => return Some(quote!(Recursion(""))),
            "text" => return text(quote!(Any)),
            "char" => return text(quote!(Char)),
            "bytes" => return text(quote!(Bytes(#krate::__private::None))),
            "instant" => return text(quote!(Instant)),
            "date" => return text(quote!(Date)),
            "time" => return text(quote!(Time)),
            "date and time" => return text(quote!(DateTime)),
            "offset" => return text(quote!(Offset)),
            "duration" => return text(quote!(Duration(false))),
            "signed duration" => return text(quote!(Duration(true))),
            "month" => return text(quote!(Month)),
            "weekday" => return text(quote!(Weekday)),
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
            || quote!(Integer(#krate::IntegerShape { bits: #bits, is_signed: #is_signed, is_not_zero: #is_not_zero })),
        )
    }

    fn composed(&self, kind: &str, inside: &Value) -> Option<TokenStream> {
        let krate = self.krate;
        let one = |variant: TokenStream| {
            let inside = self.shape(inside)?;
            Some(quote!(#variant(#inside)))
        };
        let parts = || inside.as_array().map(Vec::as_slice);
        match kind {
            "recursive" => {
                let inside = self.shape(inside)?;
                Some(quote!(Recursive("", #inside)))
            }
            "unverified" => one(quote!(Unverified)),
            "optional" => one(quote!(Optional)),
            "list" => one(quote!(List)),
            "set" => one(quote!(Set)),
            "ordered set" => one(quote!(OrderedSet)),
            "pairs" => {
                let [key, value] = parts()? else { return None };
                let (key, value) = (self.shape(key)?, self.shape(value)?);
                Some(quote!(Pairs(#key, #value)))
            }
            "array" => {
                let [element, length] = parts()? else { return None };
                let (element, length) = (self.shape(element)?, usize::try_from(length.as_u64()?).ok()?);
                Some(quote!(Array(#element, #length)))
            }
            "tuple" => {
                let elements: Vec<_> = parts()?.iter().map(|element| self.shape(element)).collect::<Option<_>>()?;
                Some(quote!(Tuple(&[#(#elements),*])))
            }
            "map" => {
                let [name, is_optional, value] = parts()? else { return None };
                let (name, value) = (name.as_str()?, self.shape(value)?);
                let optional = is_optional.as_bool()?.then(|| quote!(.optional()));
                Some(quote!(Map { key: #krate::KeyEncoding::new(#name) #optional, value: #value }))
            }
            "struct" => self.structure(inside.as_object()?),
            "enum" => self.choice(inside.as_object()?),
            "standard" => inside.as_str().map(|name| quote!(Text(#krate::TextForm::Standard(#name)))),
            "bytes" => {
                let length = usize::try_from(inside.as_u64()?).ok()?;
                Some(quote!(Text(#krate::TextForm::Bytes(#krate::__private::Some(#length)))))
            }
            _ => None,
        }
    }

    fn structure(&self, of: &Map<String, Value>) -> Option<TokenStream> {
        let krate = self.krate;
        let reserved = texts(of.get("reserved"))?;
        let unknown = unknown(of.get("unknown"))?;
        let field = |(name, field): (&String, &Value)| {
            let (shape, aliases) = (self.shape(field.get("shape").unwrap_or(field))?, texts(field.get("aliases"))?);
            let has_default = field.get("default").is_some_and(|value| *value == Value::Bool(true));
            let is_sensitive = field.get("sensitive").is_some_and(|value| *value == Value::Bool(true));
            let cfg = field.get("cfg").map_or(Some(""), Value::as_str)?;
            Some(quote! {
                #krate::FieldShape {
                    name: #name,
                    member: "",
                    aliases: &[#(#aliases),*],
                    has_default: #has_default,
                    is_sensitive: #is_sensitive,
                    cfg: #cfg,
                    shape: #shape,
                }
            })
        };
        let fields: Vec<_> = of.get("fields")?.as_object()?.iter().map(field).collect::<Option<_>>()?;
        Some(quote! {
            Struct(&#krate::StructShape {
                name: "",
                fields: &[#(#fields),*],
                has_skipped: false,
                unknown: #krate::UnknownFieldPolicy::#unknown,
                reserved: &[#(#reserved),*],
            })
        })
    }

    fn choice(&self, of: &Map<String, Value>) -> Option<TokenStream> {
        let (krate, p) = (self.krate, quote!(::core::option::Option));
        let reserved = texts(of.get("reserved"))?;
        let unknown = unknown(of.get("unknown"))?;
        let tag = match of.get("tag") {
            None => quote!(#p::None),
            Some(tag) => {
                let tag = tag.as_str()?;
                quote!(#p::Some(#tag))
            }
        };
        let variant = |(name, variant): (&String, &Value)| {
            let aliases = texts(variant.get("aliases"))?;
            let cfg = variant.get("cfg").map_or(Some(""), Value::as_str)?;
            let content = match variant.get("content") {
                None => quote!(#p::None),
                Some(content) => {
                    let content = self.shape(content)?;
                    quote!(#p::Some(#content))
                }
            };
            Some(quote!(#krate::VariantShape { name: #name, aliases: &[#(#aliases),*], cfg: #cfg, content: #content }))
        };
        let variants: Vec<_> = of.get("variants")?.as_object()?.iter().map(variant).collect::<Option<_>>()?;
        Some(quote! {
            Enum(&#krate::EnumShape {
                name: "",
                tag: #tag,
                variants: &[#(#variants),*],
                unknown: #krate::UnknownFieldPolicy::#unknown,
                reserved: &[#(#reserved),*],
            })
        })
    }
}

fn texts(list: Option<&Value>) -> Option<Vec<&str>> {
    list.map_or_else(|| Some(Vec::new()), |list| list.as_array()?.iter().map(Value::as_str).collect())
}

fn unknown(value: Option<&Value>) -> Option<TokenStream> {
    match value.map(Value::as_str) {
        None => Some(quote!(Deny)),
        Some(Some("ignored")) => Some(quote!(Ignore)),
        Some(Some("kept")) => Some(quote!(Keep)),
        Some(_) => None,
    }
}

//! The lock: a file of released shapes, which becomes constants that the compiler compares with those of today.

use crate::diagnostics::Diagnostics;
use crate::expansion::respanned;
use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use serde_json::{Map, Value};
use std::path::PathBuf;
use syn::{Ident, LitStr, Type};

/// With this variable as `update` the file is written, and therefore not compared.
const VARIABLE: &str = "STORE_RECORD_LOCK";

pub(super) struct Lock {
    path: LitStr,
    absolute: String,
    /// The locked records; none where there is no file or it is about to be written.
    records: Option<Vec<TokenStream>>,
    is_there: bool,
}

impl Lock {
    /// Reads the file, whose path is relative to the package; an error points at the path.
    pub(super) fn read(path: LitStr, krate: &TokenStream, diagnostics: &Diagnostics) -> Self {
        let given = path.value();
        let absolute = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join(&given);
        let is_update = std::env::var_os(VARIABLE).is_some_and(|value| value == "update");
        let is_there = absolute.exists();
        let absolute_text = absolute.to_string_lossy().into_owned();
        let mut lock = Self { path, absolute: absolute_text, records: None, is_there };
        if is_update || !is_there {
            return lock;
        }
        let records = std::fs::read_to_string(&absolute)
            .map_err(|error| format!("the lock `{given}` can't be read: {error}"))
            .and_then(|text| records(&text, &given, krate));
        match records {
            Ok(records) => lock.records = Some(records),
            Err(message) => diagnostics.at(lock.path.span(), message),
        }
        lock
    }

    /// Free items, so that `cargo check` runs them, each at its variant; and the test that keeps the file current.
    pub(super) fn checks(
        &self,
        krate: &TokenStream,
        manifest: &Ident,
        records: &[(&Ident, &Type)],
        retired: &[LitStr],
    ) -> TokenStream {
        let p = quote!(#krate::__private);
        let absolute = &self.absolute;
        let compared = self.records.as_ref().map(|locked| {
            let each = records.iter().map(|(variant, record)| {
                let here = respanned(&p, variant.span());
                quote_spanned!(variant.span()=> const _: () = #here::assert_unchanged::<#record>(LOCKED);)
            });
            let (here, path) = (respanned(&p, self.path.span()), &self.path);
            let none_gone = quote_spanned! {self.path.span()=>
                const _: () = #here::assert_none_gone(LOCKED, NAMES, RETIRED, #path);
            };
            quote! {
                #[allow(long_running_const_eval)]
                const _: () = {
                    const LOCKED: &[#krate::RecordShape] = &[#(#locked),*];
                    const NAMES: &[#p::Route] = <#manifest as #krate::RecordManifest>::ROUTES;
                    const RETIRED: &[&#p::str] = &[#(#retired),*];
                    #(#each)*
                    #none_gone
                };
            }
        });
        let tracked = self.is_there.then(|| quote!(const _: &[#p::u8] = ::core::include_bytes!(#absolute);));
        let test = format_ident!("__store_record_lock_of_{}", manifest);
        let types = records.iter().map(|(_, record)| record);
        quote! {
            #compared
            #tracked
            // A change of the variable compiles the manifest again.
            const _: #p::Option<&#p::str> = ::core::option_env!(#VARIABLE);

            #[cfg(test)]
            #[allow(non_snake_case)]
            mod #test {
                use super::*;

                #[::core::prelude::v1::test]
                fn is_current() {
                    #p::assert_current(#absolute, &[#(<#types as #krate::StoreRecord>::RECORD_SHAPE),*]);
                }
            }
        }
    }
}

fn records(text: &str, file: &str, krate: &TokenStream) -> Result<Vec<TokenStream>, String> {
    let update = format!("run {VARIABLE}=update cargo test and review the diff");
    let value: Value =
        serde_json::from_str(text).map_err(|error| format!("the lock `{file}` is not JSON: {error}; {update}"))?;
    // It is written by a program, so another text is an edit or a merge gone wrong.
    let text = text.replace("\r\n", "\n");
    if serde_json::to_string_pretty(&value).is_ok_and(|canonical| canonical + "\n" != text) {
        return Err(format!("the lock `{file}` was edited by hand; {update}"));
    }
    if value.get("format") != Some(&Value::from(1)) {
        return Err(format!("the lock `{file}` has a format that this version of store-record doesn't read; {update}"));
    }
    let reader = Reader { krate };
    let records = value.get("records").and_then(Value::as_array);
    records
        .and_then(|records| records.iter().map(|record| reader.record(record)).collect())
        .ok_or_else(|| format!("the lock `{file}` holds something that no lock has; {update}"))
}

/// From JSON to constants of the shapes' types; none where something else stands.
struct Reader<'a> {
    krate: &'a TokenStream,
}

impl Reader<'_> {
    fn record(&self, value: &Value) -> Option<TokenStream> {
        let krate = self.krate;
        let record_type = value.get("type")?.as_str()?;
        let schema_version = i32::try_from(value.get("schema_version")?.as_i64()?).ok()?;
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
            let (name, form) = (component.get("name")?.as_str()?, component.get("form")?.as_str()?);
            let form = match form.strip_prefix("optional ") {
                Some(form) => quote!(#krate::KeyForm::new(#form).optional()),
                None => quote!(#krate::KeyForm::new(#form)),
            };
            Some(quote!(#krate::ComponentShape { name: #name, form: #form }))
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
                Some(quote!(Map { key: #krate::KeyForm::new(#name) #optional, value: #value }))
            }
            "struct" => self.structure(inside.as_object()?),
            "enum" => self.choice(inside.as_object()?),
            "recursion" => inside.as_str().map(|name| quote!(Recursion(#name))),
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
        let (name, reserved) = (of.get("name")?.as_str()?, texts(of.get("reserved"))?);
        let unknown = unknown(of.get("unknown"))?;
        let field = |(name, field): (&String, &Value)| {
            let (shape, aliases) = (self.shape(field.get("shape").unwrap_or(field))?, texts(field.get("aliases"))?);
            let has_default = field.get("default").is_some_and(|value| *value == Value::Bool(true));
            Some(quote! {
                #krate::FieldShape { name: #name, aliases: &[#(#aliases),*], has_default: #has_default, shape: #shape }
            })
        };
        let fields: Vec<_> = of.get("fields")?.as_object()?.iter().map(field).collect::<Option<_>>()?;
        Some(quote! {
            Struct(&#krate::StructShape {
                name: #name,
                fields: &[#(#fields),*],
                unknown: #krate::UnknownNames::#unknown,
                reserved: &[#(#reserved),*],
            })
        })
    }

    fn choice(&self, of: &Map<String, Value>) -> Option<TokenStream> {
        let (krate, p) = (self.krate, quote!(::core::option::Option));
        let (name, reserved) = (of.get("name")?.as_str()?, texts(of.get("reserved"))?);
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
            let content = match variant.get("content") {
                None => quote!(#p::None),
                Some(content) => {
                    let content = self.shape(content)?;
                    quote!(#p::Some(#content))
                }
            };
            Some(quote!(#krate::VariantShape { name: #name, aliases: &[#(#aliases),*], content: #content }))
        };
        let variants: Vec<_> = of.get("variants")?.as_object()?.iter().map(variant).collect::<Option<_>>()?;
        Some(quote! {
            Enum(&#krate::EnumShape {
                name: #name,
                tag: #tag,
                variants: &[#(#variants),*],
                unknown: #krate::UnknownNames::#unknown,
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
        None => Some(quote!(Refused)),
        Some(Some("ignored")) => Some(quote!(Ignored)),
        Some(Some("kept")) => Some(quote!(Kept)),
        Some(_) => None,
    }
}

//! `StoreValue::SHAPE`: the stored form as constant data.

use super::quote_at;
use crate::attributes::member_name;
use crate::model::{Body, Container, Field, Form, Name, Variant};
use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::ext::IdentExt;
use syn::{GenericArgument, Ident, PathArguments, Type, TypePath};

/// The constant of the impl.
pub(super) fn constant(container: &Container) -> TokenStream {
    let p = &container.private();
    let expansion = Expansion { container, p };
    let shape = match &container.body {
        Body::Struct { form, fields } => expansion.fields(&container.ident, *form, fields),
        Body::Enum(variants) => expansion.variants(variants),
    };
    let fields = all_fields(container);
    let marker = fields
        .iter()
        .any(|field| field.recursive.is_none() && is_recursive(&field.ty, &container.ident))
        .then(|| expansion.marker());
    let name = container.ident.unraw().to_string();
    let shape = match &marker {
        Some(_) => quote!(&#p::Shape::Recursive(#name, #shape)),
        None => shape,
    };
    quote!(const SHAPE: &'static #p::Shape = { #marker #shape };)
}

struct Expansion<'a> {
    container: &'a Container,
    p: &'a Ident,
}

impl Expansion<'_> {
    /// A type that stands for the one at hand in its own fields: a constant can't be made of itself.
    fn marker(&self) -> TokenStream {
        let (p, name) = (self.p, self.container.ident.unraw().to_string());
        quote! {
            #[derive(
                ::core::clone::Clone, ::core::cmp::PartialEq, ::core::cmp::Eq, ::core::cmp::PartialOrd,
                ::core::cmp::Ord, ::core::hash::Hash,
            )]
            enum __Recursion {}
            impl #p::StoreValue for __Recursion {
                type Nullability = #p::NotNull;
                const SHAPE: &'static #p::Shape = &#p::Shape::Recursion(#name);
                fn encode(&self, _: &mut #p::Encoder) {
                    match *self {}
                }
                fn decode(__decoder: &mut #p::Decoder<'_>) -> #p::Result<Self, #p::DecodeError> {
                    #p::Err(__decoder.invalid("no value"))
                }
            }
        }
    }

    fn field(&self, field: &Field) -> TokenStream {
        let (p, shape) = (self.p, self.shape_of(field));
        if field.unverified.is_some() { quote!(&#p::Shape::Unverified(#shape)) } else { shape }
    }

    fn shape_of(&self, field: &Field) -> TokenStream {
        let p = self.p;
        if field.with.is_some() || field.recursive.is_some() {
            return quote!(&#p::Shape::Custom);
        }
        let ty = unrolled(&field.ty, &self.container.ident, &marker_type());
        // Where a cycle of types can't be seen through, rustc shows each of these and the name.
        quote_at!(field.ty_span, p=> <#ty as #p::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE)
    }

    fn fields(&self, ident: &Ident, form: Form, fields: &[Field]) -> TokenStream {
        let p = self.p;
        let shapes = fields.iter().map(|field| self.field(field));
        match form {
            Form::Newtype => quote!(#(#shapes)*),
            Form::Tuple => quote!(&#p::Shape::Tuple(&[#(#shapes),*])),
            Form::Unit | Form::Named => self.object(ident, fields, matches!(self.container.body, Body::Struct { .. })),
        }
    }

    fn object(&self, ident: &Ident, fields: &[Field], is_whole: bool) -> TokenStream {
        let (p, name) = (self.p, ident.unraw().to_string());
        let unknown = if fields.iter().any(|field| field.rest.is_some()) {
            quote!(Keep)
        } else if self.container.ignores_unknown.is_some() {
            quote!(Ignore)
        } else {
            quote!(Deny)
        };
        let members = self.members(fields.iter().filter(|field| field.is_member()).collect());
        let reserved = self.container.reserved.iter().filter(|_| is_whole);
        let has_skipped = fields.iter().any(|field| field.skip.is_some());
        quote! {
            &#p::Shape::Struct(&#p::StructShape {
                name: #name,
                fields: &#members,
                has_skipped: #has_skipped,
                unknown: #p::UnknownFieldPolicy::#unknown,
                reserved: &[#(#reserved),*],
            })
        }
    }

    fn members(&self, fields: Vec<&Field>) -> TokenStream {
        let p = self.p;
        let has_default = |field: &Field| !matches!(field.default, crate::model::Default::None);
        let names: Vec<&String> = fields.iter().map(|field| &field.name.text).collect();
        let members: Vec<String> = fields.iter().map(|field| member_name(&field.member)).collect();
        let shapes = fields.iter().map(|field| self.field(field));
        let is_plain = |field: &&Field| {
            field.aliases.is_empty() && !has_default(field) && field.sensitive.is_none() && field.cfg.is_empty()
        };
        if fields.iter().all(is_plain) {
            if names.iter().zip(&members).all(|(name, member)| *name == member) {
                return quote!(#p::fields([#(#names),*], [#(#shapes),*]));
            }
            return quote!(#p::renamed_fields([#(#members),*], [#(#names),*], [#(#shapes),*]));
        }
        let aliases = fields.iter().map(|field| {
            let aliases = texts(&field.aliases);
            quote!(&[#(#aliases),*])
        });
        let has_default = fields.iter().map(|field| has_default(field));
        let is_sensitive = fields.iter().map(|field| field.sensitive.is_some());
        let cfgs = fields.iter().map(|field| &field.cfg);
        quote!([#(#p::FieldShape {
            name: #names,
            member: #members,
            aliases: #aliases,
            has_default: #has_default,
            is_sensitive: #is_sensitive,
            cfg: #cfgs,
            shape: #shapes,
        }),*])
    }

    fn variants(&self, variants: &[Variant]) -> TokenStream {
        let (p, name) = (self.p, self.container.ident.unraw().to_string());
        let known: Vec<&Variant> = variants.iter().filter(|variant| variant.other.is_none()).collect();
        let are_names =
            known.iter().all(|variant| variant.is_fieldless() && variant.aliases.is_empty() && variant.cfg.is_empty());
        let names = known.iter().map(|variant| &variant.name.text);
        let shapes = known.iter().map(|variant| {
            let (name, aliases, cfg) = (&variant.name.text, texts(&variant.aliases), &variant.cfg);
            let content = if variant.is_fieldless() {
                quote!(#p::None)
            } else {
                let content = self.fields(&variant.ident, variant.form, &variant.fields);
                quote!(#p::Some(#content))
            };
            quote!(#p::VariantShape { name: #name, aliases: &[#(#aliases),*], cfg: #cfg, content: #content })
        });
        let known = if are_names { quote!(#p::names([#(#names),*])) } else { quote!([#(#shapes),*]) };
        let unknown = if variants.iter().any(|variant| variant.other.is_some()) { quote!(Keep) } else { quote!(Deny) };
        let tag = match &self.container.tag {
            Some(tag) => quote!(#p::Some(#tag)),
            None => quote!(#p::None),
        };
        let reserved = &self.container.reserved;
        quote! {
            &#p::Shape::Enum(&#p::EnumShape {
                name: #name,
                tag: #tag,
                variants: &#known,
                unknown: #p::UnknownFieldPolicy::#unknown,
                reserved: &[#(#reserved),*],
            })
        }
    }
}

fn texts(names: &[Name]) -> impl Iterator<Item = &String> {
    names.iter().map(|name| &name.text)
}

fn all_fields(container: &Container) -> Vec<&Field> {
    match &container.body {
        Body::Struct { fields, .. } => fields.iter().collect(),
        Body::Enum(variants) => variants.iter().flat_map(|variant| &variant.fields).collect(),
    }
}

fn marker_type() -> Type {
    Type::Path(TypePath { attrs: Vec::new(), qself: None, path: Ident::new("__Recursion", Span::call_site()).into() })
}

fn is_recursive(ty: &Type, ident: &Ident) -> bool {
    unrolled(ty, ident, &marker_type()) != *ty
}

/// Types that ask of what they hold nothing that the marker hasn't. In another type the type at hand stays, and rustc
/// finds the cycle if the shape is needed.
const CONTAINERS: [&str; 16] = [
    "Option",
    "Box",
    "Rc",
    "Arc",
    "Vec",
    "VecDeque",
    "LinkedList",
    "BinaryHeap",
    "BTreeMap",
    "HashMap",
    "BTreeSet",
    "HashSet",
    "Cow",
    "SmallVec",
    "IndexMap",
    "IndexSet",
];

/// The type with the marker in the place of the type at hand.
fn unrolled(ty: &Type, ident: &Ident, marker: &Type) -> Type {
    let mut unrolled_type = ty.clone();
    match &mut unrolled_type {
        Type::Path(path) if path.qself.is_none() => {
            let is_single = path.path.segments.len() == 1;
            let Some(last) = path.path.segments.last_mut() else { return unrolled_type };
            if is_single && (last.ident.unraw() == ident.unraw() || last.ident == "Self") {
                return marker.clone();
            }
            if let PathArguments::AngleBracketed(arguments) = &mut last.arguments
                && CONTAINERS.contains(&last.ident.to_string().as_str())
            {
                for argument in &mut arguments.args {
                    if let GenericArgument::Type(inside) = argument {
                        *inside = unrolled(inside, ident, marker);
                    }
                }
            }
        }
        Type::Tuple(tuple) => {
            for inside in &mut tuple.elems {
                *inside = unrolled(inside, ident, marker);
            }
        }
        Type::Array(array) => *array.elem = unrolled(&array.elem, ident, marker),
        Type::Slice(slice) => *slice.elem = unrolled(&slice.elem, ident, marker),
        Type::Paren(paren) => *paren.elem = unrolled(&paren.elem, ident, marker),
        Type::Group(group) => *group.elem = unrolled(&group.elem, ident, marker),
        _ => {}
    }
    unrolled_type
}

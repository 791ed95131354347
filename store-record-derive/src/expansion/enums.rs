//! The codec of an enum: a name alone, `{"name": content}`, or fields beside a tag.

use super::functions::Function;
use super::object::Object;
use super::structs::{call_decode, decode_tuple, encode_tuple};
use super::{Codec, bytes, quote_at, quoted, unwrapped};
use crate::identifiers::expanded;
use crate::model::{Container, Field, Form, Variant};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::spanned::Spanned as _;

pub(super) fn codec(container: &Container, variants: &[Variant]) -> Codec {
    let p = container.private();
    let expansion = Enum { container, variants, p: p.clone() };
    Codec { items: None, nullability: quote!(#p::NotNull), encode: expansion.encode(), decode: expansion.decode() }
}

struct Enum<'a> {
    container: &'a Container,
    variants: &'a [Variant],
    p: Ident,
}

impl<'a> Enum<'a> {
    fn known(&self) -> impl Iterator<Item = &'a Variant> + use<'a> {
        self.variants.iter().filter(|variant| variant.other.is_none())
    }

    fn other(&self) -> Option<&'a Variant> {
        self.variants.iter().find(|variant| variant.other.is_some())
    }

    /// Stored names, then aliases, and for each the place of its variant among the known ones.
    fn names(&self) -> (Vec<&'a str>, Vec<Vec<usize>>) {
        let mut names: Vec<&str> = self.known().map(|variant| variant.name.text.as_str()).collect();
        let mut indices: Vec<Vec<usize>> = (0..names.len()).map(|index| vec![index]).collect();
        for (variant, indices) in self.known().zip(&mut indices) {
            for alias in &variant.aliases {
                indices.push(names.len());
                names.push(&alias.text);
            }
        }
        (names, indices)
    }

    /// What they are looked for with.
    fn known_names(&self, names: &[&str]) -> TokenStream {
        let p = &self.p;
        quote!(const { &#p::variant_names([#(#names),*]) })
    }

    fn object<'v>(&'v self, variant: &'v Variant) -> Object<'v> {
        let tag = self.container.tag.as_ref().map(|tag| (tag.value(), variant.name.text.clone()));
        Object {
            private: &self.p,
            fields: &variant.fields,
            tag,
            ignores_unknown: self.container.ignores_unknown.is_some(),
        }
    }

    fn tag_argument(&self) -> TokenStream {
        let p = &self.p;
        match &self.container.tag {
            Some(tag) => quote!(#p::Some(#tag)),
            None => quote!(#p::None),
        }
    }

    fn encode(&self) -> TokenStream {
        if self.variants.is_empty() {
            return quote!(match *self {});
        }
        let p = &self.p;
        let (names, _) = self.names();
        let arms = self.variants.iter().map(|variant| {
            let ident = expanded(&variant.ident);
            let bindings = variant.fields.iter().map(|field| {
                let (member, local) = (&field.member, &field.local);
                quote!(#member: #local)
            });
            let body = if variant.other.is_some() {
                let tag = self.tag_argument();
                let encode = variant.fields.iter().map(|field| {
                    let ty = &field.ty;
                    quote_at!(ty.span(), p=> <#ty as #p::OtherVariant>::encode_other)
                });
                quote!(#(#encode)*(__f0, __encoder, &[#(#names),*], #tag);)
            } else {
                self.encode_variant(variant)
            };
            quote!(Self::#ident { #(#bindings),* } => { #body })
        });
        quote!(match self { #(#arms)* })
    }

    fn encode_variant(&self, variant: &Variant) -> TokenStream {
        let p = &self.p;
        let access = |field: &Field| {
            let local = &field.local;
            quote!(#local)
        };
        let name = quoted(&variant.name.text);
        if self.container.tag.is_some() {
            return self.object(variant).encode(access);
        }
        if variant.is_fieldless() {
            let text = bytes(&name);
            return quote!(#p::literal(__encoder, #text););
        }
        let head = bytes(&format!("{{{name}: "));
        if variant.form == Form::Newtype {
            let writes = variant.fields.iter().map(|field| {
                let Function { span, path: encode } = field.encode(p);
                quote_at!(span, p=> #p::member_with(__encoder, #head, __f0, #encode);)
            });
            return quote!(if #p::enter(__encoder) { #(#writes)* #p::leave(__encoder, b"}"); });
        }
        let content = match variant.form {
            Form::Named => self.object(variant).encode(access),
            _ => encode_tuple(p, &variant.fields, access),
        };
        quote!(if #p::enter(__encoder) { #p::literal(__encoder, #head); #content #p::leave(__encoder, b"}"); })
    }

    fn decode(&self) -> TokenStream {
        match &self.container.tag {
            Some(tag) => self.decode_tagged(&tag.value()),
            None => self.decode_named(),
        }
    }

    fn decode_other(&self) -> Option<TokenStream> {
        let (p, other) = (&self.p, self.other()?);
        let ident = expanded(&other.ident);
        let decode = other.fields.iter().map(|field| {
            let ty = &field.ty;
            quote_at!(ty.span(), p=> <#ty as #p::OtherVariant>::decode_other)
        });
        let content = unwrapped(p, &quote!(#(#decode)*(__decoder)));
        Some(quote!(return #p::Ok(Self::#ident(#content))))
    }

    fn decode_named(&self) -> TokenStream {
        let p = &self.p;
        let (names, indices) = self.names();
        let with_content = names.len();
        let names = self.known_names(&names);
        let read = match self.decode_other() {
            None => unwrapped(p, &quote!(#p::variant(__decoder, #names))),
            Some(other) => {
                let known = unwrapped(p, &quote!(#p::variant_or_other(__decoder, #names)));
                quote!(match #known { #p::Some(__variant) => __variant, #p::None => #other })
            }
        };
        let arms = self.known().zip(indices).map(|(variant, indices)| {
            let (ident, name) = (expanded(&variant.ident), &variant.name.text);
            if variant.is_fieldless() {
                return quote!(#(#indices)|* => #p::Ok(Self::#ident {}),);
            }
            let content = match variant.form {
                Form::Named => self.object(variant).decode(&quote!(Self::#ident)),
                Form::Newtype => {
                    let reads = variant.fields.iter().map(|field| call_decode(field, p));
                    quote!(#p::Ok(Self::#ident(#(#reads)*)))
                }
                _ => decode_tuple(p, &variant.fields, &quote!(Self::#ident)),
            };
            let places = indices.iter().map(|index| with_content + index);
            quote!(#(#places)|* => #p::content(__decoder, #name, |__decoder| { #content }),)
        });
        quote! {
            let __variant = #read;
            match __variant {
                #(#arms)*
                _ => #p::wrong_content(__decoder),
            }
        }
    }

    fn decode_tagged(&self, tag: &str) -> TokenStream {
        let p = &self.p;
        let (names, indices) = self.names();
        let names = self.known_names(&names);
        let read = match self.decode_other() {
            None => unwrapped(p, &quote!(#p::tag(__decoder, #tag, #names))),
            Some(other) => {
                let known = unwrapped(p, &quote!(#p::tag_or_other(__decoder, #tag, #names)));
                quote!(match #known { #p::Some(__variant) => __variant, #p::None => #other })
            }
        };
        let arms = self.known().zip(indices).map(|(variant, indices)| {
            let ident = expanded(&variant.ident);
            let content = self.object(variant).decode(&quote!(Self::#ident));
            quote!(#(#indices)|* => { #content })
        });
        quote! {
            let __variant = #read;
            match __variant {
                #(#arms)*
                _ => #p::wrong_content(__decoder),
            }
        }
    }
}

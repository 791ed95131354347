//! The codec of an enum: a name alone, `{"name": content}`, or fields beside a tag.

use super::field::Function;
use super::object::{Content, Object};
use super::structs::{call_decode, decode_tuple, encode_tuple};
use super::{Codec, bytes, quoted, try_expr};
use crate::identifiers::expanded;
use crate::model::{Container, Field, Repr, Style, Variant};
use crate::private::{Private, quote_at};
use proc_macro2::TokenStream;
use quote::quote;
use syn::LitStr;
use syn::spanned::Spanned as _;

pub(super) fn codec(container: &Container, variants: &[Variant]) -> Codec {
    let expansion = Enum { container, variants };
    Codec {
        items: None,
        nullability: quote!(#Private::NotNull),
        encode: expansion.encode(),
        decode: expansion.decode(),
    }
}

pub(super) struct Enum<'a> {
    pub(super) container: &'a Container,
    pub(super) variants: &'a [Variant],
}

impl<'a> Enum<'a> {
    fn known(&self) -> impl Iterator<Item = &'a Variant> + use<'a> {
        self.variants.iter().filter(|variant| variant.other.is_none())
    }

    fn other(&self) -> Option<&'a Variant> {
        self.variants.iter().find(|variant| variant.other.is_some())
    }

    /// Returns the stored names, then the aliases; and for each known variant the indices of its names.
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

    /// Returns the variant's name in the shape, which is its index in an untagged enum.
    fn shape_name(&self, variant: &Variant) -> String {
        let index = || self.variants.iter().position(|other| other.ident == variant.ident).unwrap_or_default();
        match self.container.repr() {
            Repr::Untagged { .. } => index().to_string(),
            _ => variant.name.text.clone(),
        }
    }

    /// Returns the object that has the fields of a variant.
    fn object<'v>(&'v self, variant: &'v Variant) -> Object<'v> {
        let (name, shape_name) = (&variant.name.text, self.shape_name(variant));
        let tag = match self.container.repr() {
            Repr::Internal { tag } => Some((tag.value(), name.clone())),
            _ => None,
        };
        Object {
            fields: &variant.fields,
            tag,
            content: None,
            ignores_unknown: self.container.ignores_unknown.is_some(),
            default: None,
            shape: quote!(#Private::content_shape(<Self as #Private::StoreValue>::SHAPE, #shape_name)),
        }
    }

    /// Returns the object that has the tag and the value of a variant.
    fn adjacent(&self, variant: &Variant, tag: &LitStr, content: &LitStr) -> Object<'_> {
        let content = || Content {
            name: content.value(),
            encode: self.encode_content(variant),
            decode: self.decode_content(variant),
        };
        Object {
            fields: &[],
            tag: Some((tag.value(), variant.name.text.clone())),
            content: (!variant.is_fieldless()).then(content),
            ignores_unknown: false,
            default: None,
            shape: TokenStream::new(),
        }
    }

    pub(super) fn encode_content(&self, variant: &Variant) -> TokenStream {
        match variant.style {
            Style::Named => self.object(variant).encode(local),
            Style::Newtype => {
                let writes = variant.fields.iter().map(|field| {
                    let (local, Function { span, path: encode }) = (field.local(), field.encode());
                    quote_at!(span=> #encode(#local, __encoder);)
                });
                quote!(#(#writes)*)
            }
            Style::Tuple | Style::Unit => encode_tuple(&variant.fields, local),
        }
    }

    /// Returns an expression that reads the value of a variant and returns the variant.
    pub(super) fn decode_content(&self, variant: &Variant) -> TokenStream {
        let ident = expanded(&variant.ident);
        match variant.style {
            Style::Named => self.object(variant).decode(&quote!(Self::#ident)),
            Style::Newtype => {
                let reads = variant.fields.iter().map(call_decode);
                quote!(#Private::Ok(Self::#ident(#(#reads)*)))
            }
            Style::Tuple | Style::Unit => decode_tuple(&variant.fields, &quote!(Self::#ident)),
        }
    }

    fn tag_argument(&self) -> TokenStream {
        match &self.container.tag {
            Some(tag) => quote!(#Private::Some(#tag)),
            None => quote!(#Private::None),
        }
    }

    fn encode(&self) -> TokenStream {
        if self.variants.is_empty() {
            return quote!(match *self {});
        }
        let (names, _) = self.names();
        let arms = self.variants.iter().map(|variant| {
            let ident = expanded(&variant.ident);
            let bindings = Self::bindings(variant);
            let body = if variant.other.is_some() {
                let tag = self.tag_argument();
                let encode = variant.fields.iter().map(|field| {
                    let ty = &field.ty;
                    quote_at!(ty.span(), private=> <#ty as #private::OtherVariant>::encode_other)
                });
                quote!(#(#encode)*(__f0, __encoder, &[#(#names),*], #tag);)
            } else {
                self.encode_variant(variant)
            };
            quote!(Self::#ident { #(#bindings),* } => { #body })
        });
        quote!(match self { #(#arms)* })
    }

    /// Returns the fields of a pattern, each with its local variable.
    pub(super) fn bindings(variant: &Variant) -> impl Iterator<Item = TokenStream> {
        variant.fields.iter().map(|field| {
            let (member, local) = (&field.member, field.local());
            quote!(#member: #local)
        })
    }

    fn encode_variant(&self, variant: &Variant) -> TokenStream {
        let name = quoted(&variant.name.text);
        match self.container.repr() {
            Repr::Internal { .. } => return self.object(variant).encode(local),
            Repr::Adjacent { tag, content } => return self.adjacent(variant, tag, content).encode(local),
            Repr::External | Repr::Untagged { .. } | Repr::Integer { .. } => {}
        }
        if variant.is_fieldless() {
            let text = bytes(&name);
            return quote!(#Private::literal(__encoder, #text););
        }
        let head = format!("{{{name}: ");
        if variant.style == Style::Newtype {
            let writes = variant.fields.iter().map(|field| field.write_member(&head, &local(field)));
            return quote!(if #Private::enter(__encoder) { #(#writes)* #Private::leave(__encoder, b"}"); });
        }
        let content = self.encode_content(variant);
        let head = bytes(&head);
        quote!(if #Private::enter(__encoder) { #Private::literal(__encoder, #head); #content #Private::leave(__encoder, b"}"); })
    }

    fn decode(&self) -> TokenStream {
        match &self.container.tag {
            Some(tag) => self.decode_tagged(&tag.value()),
            None => self.decode_named(),
        }
    }

    fn decode_other(&self) -> Option<TokenStream> {
        let other = self.other()?;
        let ident = expanded(&other.ident);
        let decode = other.fields.iter().map(|field| {
            let ty = &field.ty;
            quote_at!(ty.span(), private=> <#ty as #private::OtherVariant>::decode_other)
        });
        let content = try_expr(&quote!(#(#decode)*(__decoder)));
        Some(quote!(return #Private::Ok(Self::#ident(#content))))
    }

    fn decode_named(&self) -> TokenStream {
        let (names, indices) = self.names();
        let count = names.len();
        let names = known_names(&names);
        let read = match self.decode_other() {
            None => try_expr(&quote!(#Private::variant(__decoder, #names))),
            Some(other) => {
                let known = try_expr(&quote!(#Private::variant_or_other(__decoder, #names)));
                quote!(match #known { #Private::Some(__variant) => __variant, #Private::None => #other })
            }
        };
        let arms = self.known().zip(indices).map(|(variant, indices)| {
            let (ident, name) = (expanded(&variant.ident), &variant.name.text);
            if variant.is_fieldless() {
                return quote!(#(#indices)|* => #Private::Ok(Self::#ident {}),);
            }
            let content = self.decode_content(variant);
            let with_content = indices.iter().map(|index| count + index);
            quote!(#(#with_content)|* => #Private::content(__decoder, #name, |__decoder| { #content }),)
        });
        quote! {
            let __variant = #read;
            match __variant {
                #(#arms)*
                _ => #Private::wrong_content(__decoder),
            }
        }
    }

    fn decode_tagged(&self, tag: &str) -> TokenStream {
        let (names, indices) = self.names();
        let names = known_names(&names);
        let read = match self.decode_other() {
            None => try_expr(&quote!(#Private::tag(__decoder, #tag, #names))),
            Some(other) => {
                let known = try_expr(&quote!(#Private::tag_or_other(__decoder, #tag, #names)));
                quote!(match #known { #Private::Some(__variant) => __variant, #Private::None => #other })
            }
        };
        let arms = self.known().zip(indices).map(|(variant, indices)| {
            let ident = expanded(&variant.ident);
            let constructor = quote!(Self::#ident);
            let content = match self.container.repr() {
                Repr::Adjacent { tag, content } => self.adjacent(variant, tag, content).decode(&constructor),
                _ => self.object(variant).decode(&constructor),
            };
            quote!(#(#indices)|* => { #content })
        });
        quote! {
            let __variant = #read;
            match __variant {
                #(#arms)*
                _ => #Private::wrong_content(__decoder),
            }
        }
    }
}

/// Returns the local variable of a field, which is a reference.
fn local(field: &Field) -> TokenStream {
    let local = field.local();
    quote!(#local)
}

/// Returns the constant that the runtime looks a name up in.
fn known_names(names: &[&str]) -> TokenStream {
    quote!(const { &#Private::variant_names([#(#names),*]) })
}

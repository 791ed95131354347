//! `StoreValue::SHAPE`: the stored form as constant data.

use super::description::{all_described, described};
use super::numbers;
use super::receiver::{marker, replace_receiver};
use crate::attributes::member_name;
use crate::identifiers::located;
use crate::model::{Body, Container, Default, Field, Name, Repr, Style, Variant, With};
use crate::private::{Private, quote_at};
use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};
use syn::Ident;
use syn::ext::IdentExt;
use syn::spanned::Spanned as _;

/// Returns the constant of the impl.
pub(super) fn constant(container: &Container) -> TokenStream {
    let expansion = Expansion { container };
    let shape = match &container.body {
        Body::Struct { style, fields } => expansion.fields(&container.ident, *style, fields),
        Body::Enum(variants) => expansion.variants(variants),
    };
    // A tuple has no names, so a value in it that isn't stored would be lost without a trace.
    let skipped = container.struct_fields().iter().filter(|field| field.skip.is_some() && field.is_unnamed());
    let skipped = skipped.map(Field::assert_zero_sized);
    let marker = marker(container);
    let name = container.ident.unraw().to_string();
    let shape = match &marker {
        Some(_) => quote!(&#Private::Shape::Recursive(#name, #shape)),
        None => shape,
    };
    quote!(const SHAPE: &'static #Private::Shape = { #marker #(#skipped)* #shape };)
}

struct Expansion<'a> {
    container: &'a Container,
}

impl Expansion<'_> {
    fn field(&self, field: &Field) -> TokenStream {
        let shape = self.codec_shape(field);
        if field.unverified.is_some() { quote!(&#Private::Shape::Unverified(#shape)) } else { shape }
    }

    /// Returns the shape that the field's codec has.
    fn codec_shape(&self, field: &Field) -> TokenStream {
        if let (Some(With::Form(form, span)), None) = (&field.with, field.recursive) {
            let (form, ty) = (Ident::new(form, located(*span)), replace_receiver(&field.ty, &self.container.ident));
            return quote_at!(*span, private=> <#private::#form as #private::StoreAs<#ty, _>>::SHAPE);
        }
        if field.with.is_some() || field.recursive.is_some() {
            return quote!(&#Private::Shape::Custom);
        }
        let ty = replace_receiver(&field.ty, &self.container.ident);
        // In a cycle of several types, rustc's error shows this name at each of them.
        quote_at!(field.ty.span(), private=> <#ty as #private::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE)
    }

    fn fields(&self, ident: &Ident, style: Style, fields: &[Field]) -> TokenStream {
        let shapes = fields.iter().filter(|field| field.is_stored()).map(|field| self.field(field));
        match style {
            Style::Newtype => quote!(#(#shapes)*),
            Style::Tuple => quote!(&#Private::Shape::Tuple(&[#(#shapes),*])),
            Style::Unit | Style::Named => self.object(ident, fields),
        }
    }

    fn object(&self, ident: &Ident, fields: &[Field]) -> TokenStream {
        let name = ident.unraw().to_string();
        let unknown = if fields.iter().any(|field| field.rest.is_some()) {
            quote!(Keep)
        } else if self.container.ignores_unknown.is_some() {
            quote!(Ignore)
        } else {
            quote!(Deny)
        };
        let members = self.members(fields.iter().filter(|field| field.is_member()).collect());
        // The reserved names of an enum are in the enum's own shape.
        let is_struct = matches!(self.container.body, Body::Struct { .. });
        let reserved = self.container.reserved.iter().filter(|_| is_struct);
        let has_skipped = fields.iter().any(|field| field.skip.is_some());
        let shape = quote! {
            #Private::struct_shape(#name, &#members, #has_skipped, #Private::UnknownFieldPolicy::#unknown, &[#(#reserved),*])
        };
        // A variant's description is in the variant's own shape.
        let shape = if is_struct { described("described_struct", shape, &self.container.description) } else { shape };
        let flattened: Vec<&Field> = fields.iter().filter(|field| field.flatten.is_some()).collect();
        let Some(first) = flattened.first() else { return quote!(&#Private::Shape::Struct(&#shape)) };
        let shapes: Vec<TokenStream> = flattened.iter().map(|field| self.field(field)).collect();
        let parts = flattened.iter().zip(&shapes).map(|(field, shape)| {
            let (ty, member) = (replace_receiver(&field.ty, &self.container.ident), member_name(&field.member));
            let (is_sensitive, cfg) = (field.sensitive.is_some(), &field.cfg);
            quote_at!(field.ty.span(), private=> #private::flattened_shape::<#ty>(#member, #is_sensitive, #cfg, #shape))
        });
        // The length of an array can't depend on a parameter.
        let own = fields.iter().filter(|field| field.is_member()).count();
        let length = if self.container.generics.params.is_empty() {
            quote!({ #own + #Private::flattened_fields(&[#(#shapes),*]) })
        } else {
            quote!(256)
        };
        let flat = quote_at!(first.ty.span(), private=> #private::flatten::<#length>(#shape, &[#(#parts),*]));
        quote!(&#Private::Shape::Struct(&#Private::flat_shape(&#flat)))
    }

    fn members(&self, fields: Vec<&Field>) -> TokenStream {
        let descriptions = fields.iter().map(|field| &field.description);
        all_described("described_fields", self.undescribed_members(&fields), descriptions)
    }

    fn undescribed_members(&self, fields: &[&Field]) -> TokenStream {
        let has_default = |field: &Field| !matches!(field.default, Default::None);
        let has_default_tokens = |field: &Field| match field.default {
            Default::Absent => {
                let absent = field.absent();
                quote!(#absent.is_some())
            }
            _ => has_default(field).to_token_stream(),
        };
        let names: Vec<&String> = fields.iter().map(|field| &field.name.text).collect();
        let members: Vec<String> = fields.iter().map(|field| member_name(&field.member)).collect();
        let shapes = fields.iter().map(|field| self.field(field));
        let is_plain = |field: &&Field| {
            field.aliases.is_empty() && !has_default(field) && field.sensitive.is_none() && field.cfg.is_empty()
        };
        if fields.iter().all(is_plain) {
            if names.iter().zip(&members).all(|(name, member)| *name == member) {
                return quote!(#Private::fields([#(#names),*], [#(#shapes),*]));
            }
            return quote!(#Private::renamed_fields([#(#members),*], [#(#names),*], [#(#shapes),*]));
        }
        let aliases = fields.iter().map(|field| {
            let aliases = alias_texts(&field.aliases);
            quote!(&[#(#aliases),*])
        });
        let has_default = fields.iter().map(|field| has_default_tokens(field));
        let is_sensitive = fields.iter().map(|field| field.sensitive.is_some());
        let cfgs = fields.iter().map(|field| &field.cfg);
        let private = Private;
        quote!([#(#private::field_shape([#names, #members], #aliases, #has_default, #is_sensitive, #cfgs, #shapes)),*])
    }

    fn variants(&self, variants: &[Variant]) -> TokenStream {
        let name = self.container.ident.unraw().to_string();
        let known: Vec<&Variant> = variants.iter().filter(|variant| variant.other.is_none()).collect();
        let repr = self.container.repr();
        let are_names = !matches!(repr, Repr::Integer { .. } | Repr::Untagged { .. })
            && known
                .iter()
                .all(|variant| variant.is_fieldless() && variant.aliases.is_empty() && variant.cfg.is_empty());
        let names = known.iter().map(|variant| &variant.name.text);
        let is_untagged = matches!(repr, Repr::Untagged { .. });
        let shapes = known.iter().enumerate().map(|(index, variant)| {
            let (aliases, cfg) = (alias_texts(&variant.aliases), &variant.cfg);
            let is_name = variant.is_fieldless() && !is_untagged || variant.style == Style::Unit;
            let content = if is_name {
                quote!(#Private::None)
            } else {
                let content = self.fields(&variant.ident, variant.style, &variant.fields);
                // The derive sees the names of all other fields.
                let flattened = variant.fields.iter().find(|field| field.flatten.is_some());
                let content = match (repr, flattened) {
                    (Repr::Internal { tag }, Some(field)) => {
                        quote_at!(field.ty.span(), private=> #private::beside_tag(#tag, #content))
                    }
                    _ => content,
                };
                quote!(#Private::Some(#content))
            };
            let name = match repr {
                Repr::Integer { .. } => numbers::digits(variant),
                Repr::Untagged { .. } => index.to_string().to_token_stream(),
                _ => variant.name.text.to_token_stream(),
            };
            quote!(#Private::variant_shape(#name, &[#(#aliases),*], #cfg, #content))
        });
        let shapes_of_known = if are_names { quote!(#Private::names([#(#names),*])) } else { quote!([#(#shapes),*]) };
        let known =
            all_described("described_variants", shapes_of_known, known.iter().map(|variant| &variant.description));
        let unknown = if variants.iter().any(|variant| variant.other.is_some()) { quote!(Keep) } else { quote!(Deny) };
        let repr = match repr {
            Repr::External => quote!(External),
            Repr::Internal { tag } => quote!(Internal { tag: #tag }),
            Repr::Adjacent { tag, content } => quote!(Adjacent { tag: #tag, content: #content }),
            Repr::Untagged { .. } => quote!(Untagged),
            Repr::Integer { .. } => quote!(Integer),
        };
        let reserved = &self.container.reserved;
        let shape = quote! {
            #Private::enum_shape(#name, #Private::EnumRepr::#repr, &#known, #Private::UnknownFieldPolicy::#unknown, &[#(#reserved),*])
        };
        let shape = described("described_enum", shape, &self.container.description);
        quote!(&#Private::Shape::Enum(&#shape))
    }
}

fn alias_texts(names: &[Name]) -> impl Iterator<Item = &String> {
    names.iter().map(|name| &name.text)
}

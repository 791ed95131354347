//! Objects of named fields, in a struct or a variant.

use super::{bytes, canonical, quote_at, quoted};
use crate::model::Field;
use proc_macro2::TokenStream;
use quote::quote;
use syn::spanned::Spanned as _;

/// The named fields of a struct or a variant and how they are reached.
pub(super) struct Object<'a> {
    pub(super) private: &'a TokenStream,
    pub(super) fields: &'a [Field],
    /// The tag's name and the variant's, in an internally tagged enum.
    pub(super) tag: Option<(String, String)>,
    pub(super) ignores_unknown: bool,
}

/// A member of the object, in its sorted place.
enum Member<'a> {
    Field { field: &'a Field },
    Tag { variant: &'a str },
}

impl Object<'_> {
    fn members(&self, with_aliases: bool) -> Vec<(&str, Member<'_>)> {
        let mut members = Vec::new();
        for field in self.fields.iter().filter(|field| field.is_member()) {
            members.push((field.name.text.as_str(), Member::Field { field }));
            for alias in field.aliases.iter().filter(|_| with_aliases) {
                members.push((alias.text.as_str(), Member::Field { field }));
            }
        }
        if let Some((tag, variant)) = &self.tag {
            members.push((tag.as_str(), Member::Tag { variant }));
        }
        members.sort_by(|(one, _), (other, _)| canonical(one).cmp(&canonical(other)));
        members
    }

    /// Statements that write the object; `access` gives a reference to a field.
    pub(super) fn encode(&self, access: impl Fn(&Field) -> TokenStream) -> TokenStream {
        let p = self.private;
        if let Some(rest) = self.fields.iter().find(|field| field.rest.is_some()) {
            return self.encode_with_rest(rest, access);
        }
        let members = self.members(false);
        if members.is_empty() {
            return quote!(if #p::enter(__encoder) { #p::leave(__encoder, b"{}"); });
        }
        let writes = members.iter().enumerate().map(|(index, (name, member))| {
            let separator = if index == 0 { "{" } else { ", " };
            match member {
                Member::Tag { variant } => {
                    let text = bytes(&format!("{separator}{}: {}", quoted(name), quoted(variant)));
                    quote!(#p::literal(__encoder, #text);)
                }
                Member::Field { field } => {
                    let (text, value) = (bytes(&format!("{separator}{}: ", quoted(name))), access(field));
                    match &field.with {
                        None => {
                            let ty = &field.ty;
                            quote_at!(ty.span(), p=> #p::member_with(__encoder, #text, #value, <#ty as #p::StoreValue>::encode);)
                        }
                        Some(with) => {
                            let module = with.module(p);
                            quote!(#p::member_with(__encoder, #text, #value, #module::encode);)
                        }
                    }
                }
            }
        });
        quote!(if #p::enter(__encoder) { #(#writes)* #p::leave(__encoder, b"}"); })
    }

    fn encode_with_rest(&self, rest: &Field, access: impl Fn(&Field) -> TokenStream) -> TokenStream {
        let p = self.private;
        let known: Vec<&str> = self.members(true).into_iter().map(|(name, _)| name).collect();
        let writes = self.members(false).into_iter().map(|(name, member)| match member {
            Member::Tag { variant } => quote!(__members.text(#name, #variant);),
            Member::Field { field } => {
                let value = access(field);
                match &field.with {
                    None => quote!(__members.member(#name, #value);),
                    Some(with) => {
                        let module = with.module(p);
                        quote!(__members.member_with(#name, #value, #module::encode);)
                    }
                }
            }
        });
        let (ty, rest) = (&rest.ty, access(rest));
        let as_unknown = quote_at!(ty.span(), p=> <#ty as #p::RestField>::as_unknown);
        quote!(#p::object_with_rest(__encoder, #as_unknown(#rest), &[#(#known),*], |__members| { #(#writes)* });)
    }

    /// An expression block that reads the object and gives `constructor` with its fields.
    pub(super) fn decode(&self, constructor: &TokenStream) -> TokenStream {
        let p = self.private;
        let keeps = self.fields.iter().any(|field| field.rest.is_some());
        let is_relaxed = keeps || self.ignores_unknown || self.fields.iter().any(|field| !field.aliases.is_empty());
        let policy = match (keeps, self.ignores_unknown) {
            (true, _) => quote!(keep),
            (_, true) => quote!(ignore),
            _ => quote!(refuse),
        };
        let unknown = is_relaxed.then(|| quote!(let mut __unknown = #p::Unknown::#policy();));
        let slots = self.fields.iter().filter(|field| !field.aliases.is_empty() && field.is_member()).map(|field| {
            let (local, ty) = (&field.local, &field.ty);
            quote!(let mut #local: #p::Slot<#ty> = #p::None;)
        });
        let members = self.members(true);
        let reads = members.iter().enumerate().map(|(index, (name, member))| {
            let separator = if index == 0 { "{" } else { ", " };
            self.read(separator, name, member, is_relaxed)
        });
        let close = if is_relaxed {
            quote!(#p::close_object_relaxed(__decoder, &mut __unknown)?;)
        } else {
            quote!(#p::close_object(__decoder)?;)
        };
        let taken = self.fields.iter().filter(|field| !field.aliases.is_empty() && field.is_member()).map(|field| {
            let (local, absent) = (&field.local, self.absent(field));
            quote!(let #local = match #local { #p::Some(__value) => __value, #p::None => #absent };)
        });
        let values = self.fields.iter().map(|field| {
            let (member, local) = (&field.member, &field.local);
            if field.rest.is_some() {
                let ty = &field.ty;
                let of_unknown = quote_at!(ty.span(), p=> <#ty as #p::RestField>::of_unknown);
                return quote!(#member: #of_unknown(__unknown.into_rest()));
            }
            match field.default_value(p).filter(|_| field.skip.is_some()) {
                Some(default) => quote!(#member: #default),
                None => quote!(#member: #local),
            }
        });
        quote! {
            #p::open_object(__decoder)?;
            #unknown
            #(#slots)*
            #(#reads)*
            #close
            #(#taken)*
            #p::Ok(#constructor { #(#values),* })
        }
    }

    fn read(&self, separator: &str, name: &str, member: &Member<'_>, is_relaxed: bool) -> TokenStream {
        let p = self.private;
        let unknown = is_relaxed.then(|| quote!(, &mut __unknown));
        let field = match member {
            Member::Tag { variant } => {
                let text = bytes(&format!("{separator}{}: {}", quoted(name), quoted(variant)));
                let read = if is_relaxed { quote!(tag_member_relaxed) } else { quote!(tag_member) };
                return quote!(#p::#read(__decoder, #text, #name #unknown)?;);
            }
            Member::Field { field } => field,
        };
        let text = bytes(&format!("{separator}{}: ", quoted(name)));
        let local = &field.local;
        let key = if is_relaxed { quote!(key_relaxed) } else { quote!(key) };
        let value = match &field.with {
            None => {
                let ty = &field.ty;
                quote_at!(ty.span(), p=> #p::value_with(__decoder, #name, <#ty as #p::StoreValue>::decode)?)
            }
            Some(with) => {
                let module = with.module(p);
                quote!(#p::value_with(__decoder, #name, #module::decode)?)
            }
        };
        if !field.aliases.is_empty() {
            return quote! {
                if #p::#key(__decoder, #text, #name #unknown)? {
                    if let #p::Some(_) = #local {
                        #p::duplicate::<()>(__decoder, #name)?;
                    }
                    #local = #p::Some(#value);
                }
            };
        }
        if !is_relaxed && field.with.is_none() && field.default_value(p).is_none() {
            let ty = &field.ty;
            return quote_at!(ty.span(), p=> let #local = #p::field(__decoder, #text, #name, <#ty as #p::StoreValue>::decode)?;);
        }
        let absent = self.absent(field);
        quote!(let #local = if #p::#key(__decoder, #text, #name #unknown)? { #value } else { #absent };)
    }

    fn absent(&self, field: &Field) -> TokenStream {
        let (p, name) = (self.private, &field.name.text);
        field.default_value(p).unwrap_or_else(|| quote!(#p::missing(__decoder, #name)?))
    }
}

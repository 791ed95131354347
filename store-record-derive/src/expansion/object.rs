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

impl Member<'_> {
    /// Whether that is the name that it is written under, and no alias.
    fn is_written_as(&self, name: &str) -> bool {
        match self {
            Self::Field { field } => field.name.text == name,
            Self::Tag { .. } => true,
        }
    }
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
    ///
    /// Each field has a place. A chain of tests, one for each member in canonical order, reads the value of the member
    /// that stands there; as each value is followed by the index of the next member, canonical text goes through the
    /// chain once.
    pub(super) fn decode(&self, constructor: &TokenStream) -> TokenStream {
        let p = self.private;
        let rest = self.fields.iter().find(|field| field.rest.is_some());
        let takes_any = rest.is_some() || self.ignores_unknown;
        let members = self.members(true);
        if members.is_empty() && !takes_any {
            let values = self.values(rest);
            return quote!(#p::empty_object(__decoder)?; #p::Ok(#constructor { #(#values),* }));
        }
        let unknown = takes_any.then(|| {
            let fate = if rest.is_some() { quote!(kept) } else { quote!(ignored) };
            quote!(let mut __unknown = #p::UnknownMembers::#fate();)
        });
        let places = self.fields.iter().filter(|field| field.is_member()).map(|field| {
            let local = &field.local;
            quote!(let mut #local = #p::None;)
        });
        let tag = self.tag.as_ref().map(|_| quote!(let mut __tag = #p::None;));
        let names = members.iter().map(|(name, _)| name);
        let walk = self.walk(&members, takes_any);
        let leave = match (rest, takes_any) {
            (Some(_), _) => quote!(let __rest = #p::leave_object_of_any(__decoder, __unknown)?;),
            (None, true) => quote!(#p::leave_object_of_any(__decoder, __unknown)?;),
            (None, false) => quote!(#p::leave_object(__decoder);),
        };
        let take_required = self.take_required();
        let values = self.values(rest);
        quote! {
            const __NAMES: &[&#p::str] = &[#(#names),*];
            #unknown
            #(#places)*
            #tag
            #walk
            #leave
            #take_required
            #p::Ok(#constructor { #(#values),* })
        }
    }

    fn walk(&self, members: &[(&str, Member<'_>)], takes_any: bool) -> TokenStream {
        let p = self.private;
        let end = members.len();
        // The members that are written, in order: what stands for an alias is another of them.
        let written: Vec<usize> = (0..end)
            .filter(|&index| members.get(index).is_some_and(|(name, member)| member.is_written_as(name)))
            .collect();
        let step = |separator: &str, from: usize| match written.iter().find(|&&index| index >= from) {
            Some(&next) => {
                let name = members.get(next).map_or("", |(name, _)| name);
                (bytes(&format!("{separator}{}: ", quoted(name))), next)
            }
            None => (bytes("}"), end),
        };
        let any = takes_any.then(|| quote!(, &mut __unknown));
        let (first, read) = match takes_any {
            true => (quote!(first_member_of_any), quote!(member_of_any_into)),
            false => (quote!(first_member), quote!(member_into)),
        };
        let reads = members.iter().enumerate().map(|(index, (_, member))| {
            let (text, next) = step(", ", index + 1);
            match member {
                Member::Tag { .. } => quote! {
                    if __at == #index {
                        __at = #p::#read(__decoder, &mut __tag, #index, #p::read_tag, (#text, #next), __NAMES #any)?;
                    }
                },
                Member::Field { field } => {
                    let (local, decode) = (&field.local, self.decode_of(field));
                    // With the span of the type, so that an error of it is one with that of its impl.
                    let read = quote_at!(field.ty.span(), p=>
                        #p::#read(__decoder, &mut #local, #index, #decode, (#text, #next), __NAMES #any)?
                    );
                    quote!(if __at == #index { __at = #read; })
                }
            }
        });
        let (text, next) = step("{", 0);
        quote! {
            let mut __at = #p::#first(__decoder, #text, #next, __NAMES #any)?;
            while __at < #end {
                #(#reads)*
            }
        }
    }

    fn decode_of(&self, field: &Field) -> TokenStream {
        let p = self.private;
        match &field.with {
            None => {
                let ty = &field.ty;
                quote_at!(ty.span(), p=> <#ty as #p::StoreValue>::decode)
            }
            Some(with) => {
                let module = with.module(p);
                quote!(#module::decode)
            }
        }
    }

    /// Takes the values that must be there out of their places. All at once: with an error for each there would be code to
    /// drop what is left for each.
    fn take_required(&self) -> Option<TokenStream> {
        let p = self.private;
        let is_required = |field: &&Field| field.is_member() && field.default_value(p).is_none();
        let mut required: Vec<&Field> = self.fields.iter().filter(is_required).collect();
        // The first one in canonical order is the error.
        required.sort_by(|one, other| canonical(&one.name.text).cmp(&canonical(&other.name.text)));
        let locals: Vec<_> = required.iter().map(|field| &field.local).collect();
        let names = required.iter().map(|field| &field.name.text);
        (!required.is_empty()).then(|| {
            quote! {
                let __found = [#(#locals.is_some()),*];
                let (#(#p::Some(#locals),)*) = (#(#locals,)*) else {
                    return #p::Err(#p::missing(__decoder, &[#(#names),*], &__found));
                };
            }
        })
    }

    /// The fields of the constructor.
    fn values(&self, rest: Option<&Field>) -> Vec<TokenStream> {
        let p = self.private;
        let values = self.fields.iter().map(|field| {
            let (member, local, ty) = (&field.member, &field.local, &field.ty);
            if rest.is_some() && field.rest.is_some() {
                let of_unknown = quote_at!(ty.span(), p=> <#ty as #p::RestField>::of_unknown);
                return quote!(#member: #of_unknown(__rest));
            }
            match field.default_value(p) {
                Some(default) if field.skip.is_some() => quote!(#member: #default),
                Some(default) => {
                    quote!(#member: match #local { #p::Some(__value) => __value, #p::None => #default })
                }
                None => quote!(#member: #local),
            }
        });
        values.collect()
    }
}

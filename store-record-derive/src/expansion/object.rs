//! Objects of named fields, in a struct or a variant.

use super::functions::Function;
use super::{bytes, canonical, checked, quote_at, quoted, unwrapped};
use crate::identifiers::located;
use crate::model::Field;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned as _;

/// The named fields of a struct or a variant and how they are reached.
pub(super) struct Object<'a> {
    pub(super) private: &'a Ident,
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
    fn is_of(&self, other: &Field) -> bool {
        matches!(self, Self::Field { field } if field.local == other.local)
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
                    let Function { span, path: encode } = field.encode(p);
                    quote_at!(span, p=> #p::member_with(__encoder, #text, #value, #encode);)
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
                let Function { span, path: encode } = field.encode(p);
                quote_spanned!(located(span)=> __members.member_with(#name, #value, #encode);)
            }
        });
        let (ty, rest) = (&rest.ty, access(rest));
        let as_unknown = quote_at!(ty.span(), p=> <#ty as #p::RestField>::as_unknown);
        quote!(#p::object_with_rest(__encoder, #as_unknown(#rest), &[#(#known),*], |__members| { #(#writes)* });)
    }

    /// An expression block that reads the object and gives `constructor` with its fields.
    pub(super) fn decode(&self, constructor: &TokenStream) -> TokenStream {
        let p = self.private;
        let rest = self.fields.iter().find(|field| field.rest.is_some());
        let takes_any = rest.is_some() || self.ignores_unknown;
        let members = self.members(true);
        let unknown = takes_any.then(|| {
            let names = members.iter().map(|(name, _)| name);
            let fate = if rest.is_some() { quote!(kept) } else { quote!(ignored) };
            quote! {
                const __NAMES: &[&#p::str] = &[#(#names),*];
                let mut __unknown = #p::UnknownMembers::#fate();
            }
        });
        let reads = (0..members.len()).map(|index| self.read(&members, index, takes_any));
        let with_aliases = self.fields.iter().filter(|field| field.is_member() && !field.aliases.is_empty());
        let required = with_aliases.filter(|field| !field.has_default()).map(|field| {
            let (local, name) = (&field.local, &field.name.text);
            let value = unwrapped(p, &quote!(#p::required(__decoder, #name, #local)));
            quote!(let #local = #value;)
        });
        let close = match (rest, takes_any) {
            (Some(_), _) => {
                let rest = unwrapped(p, &quote!(#p::close_object_of_any(__decoder, __NAMES, __unknown)));
                quote!(let __rest = #rest;)
            }
            (None, true) => checked(p, &quote!(#p::close_object_of_any(__decoder, __NAMES, __unknown))),
            (None, false) => checked(p, &quote!(#p::close_object(__decoder))),
        };
        let values = self.values(rest);
        let open = checked(p, &quote!(#p::open_object(__decoder)));
        quote! {
            #unknown
            #open
            #(#reads)*
            #(#required)*
            #close
            #p::Ok(#constructor { #(#values),* })
        }
    }

    /// The statement that reads the member at `index`, if it is there.
    fn read(&self, members: &[(&str, Member<'_>)], index: usize, takes_any: bool) -> TokenStream {
        let p = self.private;
        let Some((name, member)) = members.get(index) else { return TokenStream::new() };
        let separator = if index == 0 { "{" } else { ", " };
        // How the runtime knows the name: by itself, or by its place among those of the type.
        let (known_by, unknown) = match takes_any {
            true => (quote!(#index), Some(quote!(, __NAMES, &mut __unknown))),
            false => (quote!(#name), None),
        };
        let function = |strict: &str, any: &str| Ident::new(if takes_any { any } else { strict }, Span::call_site());
        let field = match member {
            Member::Tag { variant } => {
                let text = bytes(&format!("{separator}{}: {}", quoted(name), quoted(variant)));
                let read = function("tag_member", "tag_member_of_any");
                return checked(p, &quote!(#p::#read(__decoder, #text, #known_by #unknown)));
            }
            Member::Field { field } => field,
        };
        let text = bytes(&format!("{separator}{}: ", quoted(name)));
        let (local, Function { span, path: decode }) = (&field.local, field.decode(p));
        let is_first = members.iter().take(index).all(|(_, before)| !before.is_of(field));
        let (read, found) = if !is_first {
            (function("alias", "alias_of_any"), Some(quote!(, #local)))
        } else if field.aliases.is_empty() && !field.has_default() {
            (function("field", "field_of_any"), None)
        } else {
            (function("optional", "optional_of_any"), None)
        };
        let read = quote_at!(span, p=> #p::#read(__decoder, #text, #known_by, #decode #found #unknown));
        let read = unwrapped(p, &read);
        quote!(let #local = #read;)
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
            match field.default_function(p) {
                Some(Function { span, path }) if field.skip.is_some() => {
                    let value = quote_spanned!(located(span)=> #path());
                    quote!(#member: #value)
                }
                Some(Function { span, path }) => {
                    let value = quote_at!(span, p=> #p::or_default(#local, #path));
                    quote!(#member: #value)
                }
                None => quote!(#member: #local),
            }
        });
        values.collect()
    }
}

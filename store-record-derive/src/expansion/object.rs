//! Objects of named fields, in a struct or a variant.

use super::field::Function;
use super::{bytes, canonical_order, quoted, try_expr, try_stmt};
use crate::model::{Default, Field};
use crate::private::{Private, quote_at};
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::spanned::Spanned as _;

/// The named fields of a struct or a variant.
pub(super) struct Object<'a> {
    pub(super) fields: &'a [Field],
    /// The tag's name and the variant's, in an internally tagged enum.
    pub(super) tag: Option<(String, String)>,
    /// The value of a variant, in an adjacently tagged enum. The object has no fields then.
    pub(super) content: Option<Content>,
    pub(super) ignores_unknown: bool,
    /// The `default` of the container: an expression of the container's type.
    pub(super) default: Option<TokenStream>,
    /// The shape of the object, as an expression.
    pub(super) shape: TokenStream,
}

/// A variant's value as a member beside the tag.
pub(super) struct Content {
    pub(super) name: String,
    /// The statements that write the value.
    pub(super) encode: TokenStream,
    /// An expression that reads the value and returns the variant.
    pub(super) decode: TokenStream,
}

/// A member of the object.
enum Member<'a> {
    Field { field: &'a Field },
    Tag { variant: &'a str },
    Content { content: &'a Content },
}

impl Member<'_> {
    fn is_of(&self, other: &Field) -> bool {
        matches!(self, Self::Field { field } if field.index == other.index)
    }
}

impl Object<'_> {
    /// Returns the members in the canonical order.
    fn members(&self, with_aliases: bool) -> Vec<(&str, Member<'_>)> {
        let mut members = Vec::new();
        for field in self.fields.iter().filter(|field| field.is_member()) {
            let names = if with_aliases { usize::MAX } else { 1 };
            members.extend(field.names().take(names).map(|name| (name.text.as_str(), Member::Field { field })));
        }
        if let Some((tag, variant)) = &self.tag {
            members.push((tag.as_str(), Member::Tag { variant }));
        }
        if let Some(content) = &self.content {
            members.push((content.name.as_str(), Member::Content { content }));
        }
        members.sort_by(|(one, _), (other, _)| canonical_order(one).cmp(&canonical_order(other)));
        members
    }

    /// Returns the statements that write the object; `access` returns a reference to a field.
    pub(super) fn encode(&self, access: impl Fn(&Field) -> TokenStream) -> TokenStream {
        if self.fields.iter().any(|field| field.rest.is_some() || field.flatten.is_some()) {
            return self.encode_parts(access);
        }
        let members = self.members(false);
        if members.is_empty() {
            return quote!(if #Private::enter(__encoder) { #Private::leave(__encoder, b"{}"); });
        }
        let writes = members.iter().enumerate().map(|(index, (name, member))| {
            let separator = if index == 0 { "{" } else { ", " };
            match member {
                Member::Tag { variant } => {
                    let text = bytes(&format!("{separator}{}: {}", quoted(name), quoted(variant)));
                    quote!(#Private::literal(__encoder, #text);)
                }
                Member::Content { content } => {
                    let (text, encode) = (bytes(&format!("{separator}{}: ", quoted(name))), &content.encode);
                    quote!(#Private::literal(__encoder, #text); #encode)
                }
                Member::Field { field } => {
                    field.write_member(&format!("{separator}{}: ", quoted(name)), &access(field))
                }
            }
        });
        quote!(if #Private::enter(__encoder) { #(#writes)* #Private::leave(__encoder, b"}"); })
    }

    /// The members of the parts are known at run time, so all members are sorted then.
    fn encode_parts(&self, access: impl Fn(&Field) -> TokenStream) -> TokenStream {
        let members = self.members(false).into_iter().map(|(name, member)| match member {
            Member::Tag { variant } => quote!(__members.text(#name, #variant);),
            // A variant's value and the members of `rest` aren't in one object.
            Member::Content { .. } => TokenStream::new(),
            Member::Field { field } => {
                let value = access(field);
                let Function { span, path: encode } = field.encode();
                quote_at!(span=> __members.member_with(#name, #value, #encode);)
            }
        });
        let rest = self.fields.iter().filter(|field| field.rest.is_some()).map(|field| {
            let (ty, rest) = (&field.ty, access(field));
            let as_unknown = quote_at!(ty.span(), private=> <#ty as #private::RestField>::as_unknown);
            quote!(__members.rest(#as_unknown(#rest));)
        });
        let flattened = self.fields.iter().filter(|field| field.flatten.is_some()).map(|field| {
            let (ty, value) = (&field.ty, access(field));
            let ty = quote_at!(ty.span()=> <#ty>);
            quote!(__members.flattened::#ty(#value);)
        });
        let (shape, tag) = (&self.shape, self.tag_name());
        quote!(#Private::object_of_parts(__encoder, #shape, #tag, |__members| { #(#rest)* #(#flattened)* #(#members)* });)
    }

    fn tag_name(&self) -> TokenStream {
        match &self.tag {
            Some((tag, _)) => quote!(#Private::Some(#tag)),
            None => quote!(#Private::None),
        }
    }

    /// Returns an expression that reads the object into `constructor`, the flattened fields first.
    pub(super) fn decode(&self, constructor: &TokenStream) -> TokenStream {
        let decode = self.decode_members(constructor);
        let mut reads = self
            .fields
            .iter()
            .filter(|field| field.flatten.is_some())
            .map(|field| {
                let (ty, local) = (&field.ty, field.local());
                let read = try_expr(&quote_at!(ty.span(), private=> #private::flattened::<#ty>(__decoder, __parts)));
                quote!(let #local = #read;)
            })
            .peekable();
        if reads.peek().is_none() {
            return decode;
        }
        let (shape, tag) = (&self.shape, self.tag_name());
        quote!(#Private::decode_parts(__decoder, #shape, #tag, |__decoder, __parts| { #(#reads)* #decode }))
    }

    fn decode_members(&self, constructor: &TokenStream) -> TokenStream {
        let rest = self.fields.iter().find(|field| field.rest.is_some());
        let accepts_any = rest.is_some() || self.ignores_unknown;
        let members = self.members(true);
        let unknown = accepts_any.then(|| {
            let names = members.iter().map(|(name, _)| name);
            let constructor = if rest.is_some() { quote!(kept) } else { quote!(ignored) };
            quote! {
                const __NAMES: &[&#Private::str] = &[#(#names),*];
                let mut __unknown = #Private::UnknownMembers::#constructor();
            }
        });
        let reads = (0..members.len()).map(|index| self.read(&members, index, accepts_any));
        let with_aliases = self.fields.iter().filter(|field| field.is_member() && !field.aliases.is_empty());
        let required = with_aliases.filter(|field| !field.has_default()).map(|field| {
            let (local, name) = (field.local(), &field.name.text);
            let value = try_expr(&quote!(#Private::required(__decoder, #name, #local)));
            quote!(let #local = #value;)
        });
        let absent = self.fields.iter().filter(|field| matches!(field.default, Default::Absent)).map(|field| {
            let (local, name, absent) = (field.local(), &field.name.text, field.absent());
            let value = try_expr(&quote!(#Private::or_absent(__decoder, #name, #local, #absent)));
            quote!(let #local = #value;)
        });
        let close = match (rest, accepts_any) {
            (Some(_), _) => {
                let rest = try_expr(&quote!(#Private::close_object_of_any(__decoder, __NAMES, __unknown)));
                quote!(let __rest = #rest;)
            }
            (None, true) => try_stmt(&quote!(#Private::close_object_of_any(__decoder, __NAMES, __unknown))),
            (None, false) => try_stmt(&quote!(#Private::close_object(__decoder))),
        };
        let values = self.values(rest);
        let default = self.default.as_ref().map(|default| quote!(let __default: Self = #default;));
        let value = match &self.content {
            Some(_) => quote!(__content),
            None => quote!(#constructor { #(#values),* }),
        };
        let open = try_stmt(&quote!(#Private::open_object(__decoder)));
        quote! {
            #unknown
            #default
            #open
            #(#reads)*
            #(#required)*
            #(#absent)*
            #close
            #Private::Ok(#value)
        }
    }

    /// Returns the statement that reads the member at `index`.
    fn read(&self, members: &[(&str, Member<'_>)], index: usize, accepts_any: bool) -> TokenStream {
        let Some((name, member)) = members.get(index) else { return TokenStream::new() };
        let separator = if index == 0 { "{" } else { ", " };
        // If unknown members are accepted, the runtime finds the name by its index among the type's names.
        let (known_by, unknown) = match accepts_any {
            true => (quote!(#index), Some(quote!(, __NAMES, &mut __unknown))),
            false => (quote!(#name), None),
        };
        let function = |strict: &str, any: &str| Ident::new(if accepts_any { any } else { strict }, Span::call_site());
        let field = match member {
            Member::Tag { variant } => {
                let text = bytes(&format!("{separator}{}: {}", quoted(name), quoted(variant)));
                let read = function("tag_member", "tag_member_of_any");
                return try_stmt(&quote!(#Private::#read(__decoder, #text, #known_by #unknown)));
            }
            Member::Content { content } => {
                let (text, decode) = (bytes(&format!("{separator}{}: ", quoted(name))), &content.decode);
                let value = try_expr(&quote!(#Private::field(__decoder, #text, #name, |__decoder| { #decode })));
                return quote!(let __content = #value;);
            }
            Member::Field { field } => field,
        };
        let text = bytes(&format!("{separator}{}: ", quoted(name)));
        let (local, Function { span, path: decode }) = (field.local(), field.decode());
        let is_first = members.iter().take(index).all(|(_, before)| !before.is_of(field));
        let (read, found) = if !is_first {
            (function("alias", "alias_of_any"), Some(quote!(, #local)))
        } else if field.aliases.is_empty() && !field.has_default() {
            (function("field", "field_of_any"), None)
        } else {
            (function("optional", "optional_of_any"), None)
        };
        let read = quote_at!(span, private=> #private::#read(__decoder, #text, #known_by, #decode #found #unknown));
        let read = try_expr(&read);
        quote!(let #local = #read;)
    }

    /// Returns the fields of the constructor.
    fn values(&self, rest: Option<&Field>) -> Vec<TokenStream> {
        let values = self.fields.iter().map(|field| {
            let (member, local, ty) = (&field.member, field.local(), &field.ty);
            if rest.is_some() && field.rest.is_some() {
                let of_unknown = quote_at!(ty.span(), private=> <#ty as #private::RestField>::of_unknown);
                return quote!(#member: #of_unknown(__rest));
            }
            if matches!(field.default, Default::Container) {
                return match field.skip {
                    Some(_) => quote!(#member: __default.#member),
                    None => quote!(#member: match #local {
                        #Private::Some(__value) => __value,
                        #Private::None => __default.#member,
                    }),
                };
            }
            match field.default_function() {
                Some(Function { span, path }) if field.skip.is_some() => {
                    let value = quote_at!(span=> #path());
                    quote!(#member: #value)
                }
                Some(Function { span, path }) => {
                    let value = quote_at!(span, private=> #private::or_default(#local, #path));
                    quote!(#member: #value)
                }
                None => quote!(#member: #local),
            }
        });
        values.collect()
    }
}

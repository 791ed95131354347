//! What expanded code has for one field: its codec, the function of its default, and its local variable.

use super::bytes;
use crate::attributes::member_name;
use crate::identifiers::{expanded_tokens, located};
use crate::model::{Default, Field, With};
use crate::private::quote_at;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident};
use syn::spanned::Spanned as _;

/// A function as an expression, with its span: rustc points at the tokens of a call that doesn't compile, so they have the
/// span too.
pub(super) struct Function {
    pub(super) span: Span,
    pub(super) path: TokenStream,
}

impl Field {
    /// Returns the local variable for the field's value.
    pub(super) fn local(&self) -> Ident {
        format_ident!("__f{}", self.index)
    }

    /// Returns the statement that writes `text` and the field's value; `value` is a reference to it.
    pub(super) fn write_member(&self, text: &str, value: &TokenStream) -> TokenStream {
        let (text, Function { span, path: encode }) = (bytes(text), self.encode());
        quote_at!(span, private=> #private::member_with(__encoder, #text, #value, #encode);)
    }

    pub(super) fn encode(&self) -> Function {
        self.codec("encode")
    }

    /// Returns the function that writes the value itself. A form of `with` could store a container of it, such as an `Option`,
    /// whose `null` isn't in the type's nullability.
    pub(super) fn encode_itself(&self) -> Function {
        let (Function { span, path }, ty) = (self.encode(), &self.ty);
        let path = match &self.with {
            Some(With::Form(form, _)) => {
                let form = Ident::new(form, located(span));
                quote_at!(span, private=> <#private::#form as #private::StoreAs<#ty, #private::Itself>>::encode)
            }
            _ => path,
        };
        Function { span, path }
    }

    pub(super) fn decode(&self) -> Function {
        let Function { span, path } = self.codec("decode");
        // With the type in the call, a module that decodes another type is an error at the module, not at the constructor.
        let path = match &self.with {
            Some(With::Module(_)) => {
                let ty = &self.ty;
                quote_at!(span, private=> #private::decoder::<#ty>(#path))
            }
            _ => path,
        };
        Function { span, path }
    }

    /// Returns a function of the field's codec: of the module of `with`, or of the field's type.
    fn codec(&self, function: &str) -> Function {
        let ty = &self.ty;
        let span = self.with.as_ref().map_or_else(|| ty.span(), With::span);
        let is_encode = function == "encode";
        let function = Ident::new(function, located(span));
        let path = match &self.with {
            None => quote_at!(span, private=> <#ty as #private::StoreValue>::#function),
            Some(With::Form(form, _)) => {
                let form = Ident::new(form, located(span));
                quote_at!(span, private=> <#private::#form as #private::StoreAs<#ty, _>>::#function)
            }
            // The functions are generic, so each is called in a closure. It is in parentheses, because it may be called itself.
            Some(With::SerdeModule(module)) => {
                let module = expanded_tokens(module.to_token_stream());
                if is_encode {
                    quote_at!(span, private=> (|__value: &#ty, __encoder: &mut #private::Encoder| {
                        #private::serde::encode_with(__value, __encoder, |__value, __writer| #module::serialize(__value, __writer))
                    }))
                } else {
                    quote_at!(span, private=> (|__decoder: &mut #private::Decoder<'_>| {
                        #private::serde::decode_with::<#ty>(__decoder, |__reader| #module::deserialize(__reader))
                    }))
                }
            }
            Some(With::Serde(_)) => quote_at!(span, private=> #private::serde::#function),
            Some(With::Module(module)) => {
                let module = expanded_tokens(module.to_token_stream());
                quote_at!(span=> #module::#function)
            }
        };
        Function { span, path }
    }

    /// Returns the constant that has the value of an absent field if the type is an `Option`.
    pub(super) fn absent(&self) -> TokenStream {
        let ty = &self.ty;
        match &self.with {
            Some(With::Form(form, span)) => {
                let form = Ident::new(form, located(*span));
                quote_at!(*span, private=> <#private::#form as #private::StoreAs<#ty, _>>::ABSENT)
            }
            _ => quote_at!(ty.span(), private=> <#ty as #private::StoreValue>::ABSENT),
        }
    }

    /// Returns the statement that checks a skipped field of a tuple while compiling.
    pub(super) fn assert_zero_sized(&self) -> TokenStream {
        let (ty, member) = (&self.ty, member_name(&self.member));
        quote_at!(ty.span(), private=> #private::assert_zero_sized::<#ty>(#member);)
    }

    /// Returns the function for an absent field, or `None` if the field is required.
    pub(super) fn default_function(&self) -> Option<Function> {
        let span = match &self.default {
            Default::Path(path) => {
                return Some(Function { span: path.span(), path: expanded_tokens(path.to_token_stream()) });
            }
            Default::Trait(span) => *span,
            Default::None => self.skip?,
            Default::Container | Default::Absent => return None,
        };
        let ty = &self.ty;
        Some(Function { span, path: quote_at!(span, private=> <#ty as #private::Default>::default) })
    }
}

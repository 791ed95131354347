//! The functions that expanded code takes for a field: its codec's, and the one of its default.

use super::quote_at;
use crate::identifiers::{expanded_tokens, located};
use crate::model::{Default, Field, With};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::spanned::Spanned as _;

/// A function as an expression, and the place that it comes from: an error of a call points at the call's tokens, so they
/// have that place too.
pub(super) struct Function {
    pub(super) span: Span,
    pub(super) path: TokenStream,
}

impl Field {
    pub(super) fn encode(&self, p: &Ident) -> Function {
        self.codec("encode", p)
    }

    pub(super) fn decode(&self, p: &Ident) -> Function {
        let Function { span, path } = self.codec("decode", p);
        // Another type is an error of the function then, not of the constructor that gets the value.
        let path = match &self.with {
            Some(With::Module(_)) => {
                let ty = &self.ty;
                quote_at!(span, p=> #p::decoder::<#ty>(#path))
            }
            _ => path,
        };
        Function { span, path }
    }

    fn codec(&self, function: &str, p: &Ident) -> Function {
        let Some(with) = &self.with else {
            let (ty, span) = (&self.ty, self.ty_span);
            let function = Ident::new(function, located(span));
            return Function { span, path: quote_at!(span, p=> <#ty as #p::StoreValue>::#function) };
        };
        let (module, span) = (with.module(p), with.span());
        let here = located(span);
        let function = Ident::new(function, here);
        Function { span, path: quote_spanned!(here=> #module::#function) }
    }

    /// The function for an absent field; none if it must be there.
    pub(super) fn default_function(&self, p: &Ident) -> Option<Function> {
        let span = match &self.default {
            Default::Path(path) => {
                return Some(Function { span: path.span(), path: expanded_tokens(path.to_token_stream()) });
            }
            Default::Trait(span) => *span,
            Default::None => self.skip?,
        };
        let ty = &self.ty;
        Some(Function { span, path: quote_at!(span, p=> <#ty as #p::Default>::default) })
    }
}

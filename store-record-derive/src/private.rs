//! The runtime's module for expanded code.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, TokenStreamExt as _};

/// The name by which an expansion imports the module. The user's types are named in the expansion too, and other crates
/// have modules called `__private`, so it is a name that nothing else has. It is short, which leaves rustc less to parse
/// and to resolve than a path at each use.
pub(crate) struct Private;

impl Private {
    /// The name with a span.
    pub(crate) fn at(span: Span) -> Ident {
        Ident::new("__store_record", span)
    }
}

impl ToTokens for Private {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.append(Self::at(Span::call_site()));
    }
}

/// Like `quote_spanned!`, for code at a token of the user. With a name before the arrow, that is the runtime's module: rustc
/// points at the first token of a call that doesn't compile, which is this name.
///
/// Identifiers resolve as in the rest of the expansion, so the locals are found from a type that a `macro_rules!` wrote.
macro_rules! quote_at {
    ($span:expr=> $($tokens:tt)*) => {{
        let span = $crate::identifiers::located($span);
        ::quote::quote_spanned!(span=> $($tokens)*)
    }};
    ($span:expr, $private:ident=> $($tokens:tt)*) => {{
        let span = $crate::identifiers::located($span);
        let $private = $crate::private::Private::at(span);
        ::quote::quote_spanned!(span=> $($tokens)*)
    }};
}

pub(crate) use quote_at;

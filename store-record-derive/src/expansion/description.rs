//! Descriptions around the parts of a shape. Without them the expansion is that of a program without the feature.

use crate::attributes::{Description, DescriptionPart};
use crate::private::Private;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};

/// Returns a call of the runtime's `function` that adds the description to a shape, or the shape if it has none.
pub(super) fn described(function: &str, shape: TokenStream, description: &Description) -> TokenStream {
    if description.is_empty() {
        return shape;
    }
    let function = Ident::new(function, Span::call_site());
    quote!(#Private::#function(#shape, #description))
}

/// Does the same for a table of fields or variants, in one call.
pub(super) fn all_described<'a>(
    function: &str,
    shapes: TokenStream,
    descriptions: impl Iterator<Item = &'a Description> + Clone,
) -> TokenStream {
    if descriptions.clone().all(Description::is_empty) {
        return shapes;
    }
    let function = Ident::new(function, Span::call_site());
    quote!(#Private::#function(#shapes, [#(#descriptions),*]))
}

/// A string literal, or `concat!` if a macro writes a part of the text.
impl ToTokens for Description {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let (mut parts, mut text) = (Vec::new(), String::new());
        for (index, part) in self.0.iter().enumerate() {
            if index > 0 {
                text.push('\n');
            }
            match part {
                DescriptionPart::Lines(lines) => text += &lines.join("\n"),
                DescriptionPart::Expression(expression) => {
                    parts.extend([std::mem::take(&mut text).into_token_stream(), expression.clone()]);
                }
            }
        }
        if parts.is_empty() {
            text.trim().to_tokens(tokens);
        } else {
            tokens.extend(quote!(#Private::concat!(#(#parts,)* #text)));
        }
    }
}

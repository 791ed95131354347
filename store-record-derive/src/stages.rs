//! The stages of a derive, one after the other.

use crate::context::{Context, Derive};
use crate::diagnostics::Diagnostics;
use crate::model::Container;
use crate::{checks, expansion, manifest};
use proc_macro2::TokenStream;
use syn::DeriveInput;

pub(crate) fn expand(input: &DeriveInput, derive: Derive) -> TokenStream {
    let diagnostics = Diagnostics::new();
    let context = Context::new(input, derive, &diagnostics);
    if derive == Derive::Manifest {
        return manifest::expand(&context);
    }
    let container = Container::new(&context);
    checks::run(&context, container.as_ref());
    match (diagnostics.finish(), container) {
        (None, Some(container)) => expansion::expand(&context, &container),
        (errors, _) => expansion::fallback(&context, errors),
    }
}

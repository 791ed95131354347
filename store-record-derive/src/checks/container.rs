//! Options of a struct or an enum that say something about its fields.

use crate::diagnostics::Diagnostics;
use crate::model::{Body, Container, Conversion, Default, Style};
use quote::ToTokens as _;
use syn::Type;
use syn::spanned::Spanned as _;

pub(super) fn run(container: &Container, diagnostics: &Diagnostics) {
    container_default_without_names(container, diagnostics);
    transparent_without_one_field(container, diagnostics);
    conversion_in_one_direction(container, diagnostics);
}

/// The default's fields take the place of members that an object lacks, and an array lacks none.
fn container_default_without_names(container: &Container, diagnostics: &Diagnostics) {
    let span = match &container.default {
        Default::Trait(span) => *span,
        Default::Path(path) => path.span(),
        Default::None | Default::Container | Default::Absent => return,
    };
    if !matches!(&container.body, Body::Struct { style: Style::Named, .. }) {
        diagnostics.error_at(
            span,
            "`default` on a type needs a struct whose fields have names: write `default` on a field, or remove it",
        );
    }
}

/// The option says how a newtype is stored in any case. Another type would be stored in another form than it says.
fn transparent_without_one_field(container: &Container, diagnostics: &Diagnostics) {
    if let Some(span) = container.transparent
        && !matches!(&container.body, Body::Struct { style: Style::Newtype, .. })
    {
        let cure = if container.struct_fields().iter().any(|field| field.is_stored() && field.is_phantom()) {
            "mark the `PhantomData` with `skip`"
        } else {
            "write `struct Name(Type);`, or remove `transparent`"
        };
        diagnostics.error_at(
            span,
            format!("`transparent` needs a struct with one field without a name, which is stored as the field's value: {cure}"),
        );
    }
}

/// A value is written by `into` and read by `from` or `try_from`. Both are of one type: another would have another form.
fn conversion_in_one_direction(container: &Container, diagnostics: &Diagnostics) {
    let Conversion { from, try_from, into } = &container.conversion;
    let text = |ty: &Type| ty.to_token_stream().to_string();
    let is_pair = match (from, try_from, into) {
        (None, None, None) => return,
        (Some(from), None, Some(into)) | (None, Some(from), Some(into)) => text(from) == text(into),
        _ => false,
    };
    if !is_pair {
        let ty = [from, try_from, into].into_iter().flatten().next();
        diagnostics.error_spanned_by(
            ty,
            "a type that is stored as another one needs two conversions: write `into = Type`, and `from = Type` or `try_from = \
             Type` with the same type",
        );
    }
}

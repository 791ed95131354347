//! Fields of structs and of variants.

use super::Derive;
use crate::attributes::{Case, Options, condition, given};
use crate::diagnostics::Diagnostics;
use crate::identifiers::{expanded, expanded_tokens, located};
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, format_ident, quote_spanned};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Fields, Ident, LitStr, Member, Path, Type};

/// How a struct or a variant is written.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Form {
    Unit,
    Newtype,
    Tuple,
    Named,
}

pub(crate) fn form_of(fields: &Fields) -> Form {
    match fields {
        Fields::Unit => Form::Unit,
        Fields::Named(_) => Form::Named,
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => Form::Newtype,
        Fields::Unnamed(_) => Form::Tuple,
    }
}

/// A stored name and where it was written.
#[derive(Clone)]
pub(crate) struct Name {
    pub(crate) text: String,
    pub(crate) span: Span,
}

impl Name {
    fn of(text: &LitStr) -> Self {
        Self { text: text.value(), span: text.span() }
    }
}

pub(crate) struct Field {
    pub(crate) member: Member,
    /// The local variable of expanded code.
    pub(crate) local: Ident,
    pub(crate) ty: Type,
    pub(crate) ty_span: Span,
    pub(crate) span: Span,
    pub(crate) name: Name,
    pub(crate) aliases: Vec<Name>,
    pub(crate) default: Default,
    pub(crate) skip: Option<Span>,
    pub(crate) rest: Option<Span>,
    pub(crate) with: Option<With>,
    /// The shape doesn't look into the field, so that it isn't made of itself.
    pub(crate) recursive: Option<Span>,
    /// The shape says that its content isn't to be shown without need.
    pub(crate) sensitive: Option<Span>,
    /// Sealing doesn't read back what the field's codec writes.
    pub(crate) unverified: Option<Span>,
    /// The `cfg` that the field is behind, for the lock; empty without one.
    pub(crate) cfg: String,
    /// Which of `rename`, `alias`, `default`, `sensitive` were written, and where.
    pub(crate) given: Vec<(&'static str, Span)>,
}

/// What stands for an absent field.
pub(crate) enum Default {
    None,
    /// `default` alone, and where.
    Trait(Span),
    Path(Path),
}

/// `with = serde` or `with = path`.
pub(crate) enum With {
    Serde(Span),
    Module(Path),
}

const OPTIONS: [&str; 9] =
    ["rename", "alias", "default", "skip", "rest", "with", "recursive", "sensitive", "unverified"];

impl Field {
    pub(crate) fn all(fields: &Fields, case: Option<Case>, derive: Derive, diagnostics: &Diagnostics) -> Vec<Self> {
        let fields = fields.members().zip(fields.iter()).enumerate();
        fields.map(|(index, (member, field))| Self::of(index, member, field, case, derive, diagnostics)).collect()
    }

    fn of(
        index: usize,
        member: Member,
        field: &syn::Field,
        case: Option<Case>,
        derive: Derive,
        diagnostics: &Diagnostics,
    ) -> Self {
        let written = given(&field.attrs, "store_record", diagnostics);
        // StoreKey leaves the errors of another derive's options to that derive.
        let written = if derive == Derive::Key { Vec::new() } else { written };
        let options = Options::new(written, &OPTIONS, &["alias"], "a field", diagnostics);
        let own = match &member {
            Member::Named(name) => name.unraw().to_string(),
            Member::Unnamed(index) => index.index.to_string(),
        };
        let member = match member {
            Member::Named(name) => Member::Named(expanded(&name)),
            Member::Unnamed(_) => member,
        };
        let span = field.ident.as_ref().map_or_else(|| field.ty.span(), Ident::span);
        let name = match options.parsed::<LitStr>("rename", "\"name\"") {
            Some(text) => Name::of(&text),
            None => Name { text: case.map_or_else(|| own.clone(), |case| case.of_field(&own)), span },
        };
        let given = ["rename", "alias", "default", "sensitive"];
        let given = given.into_iter().filter_map(|name| Some((name, options.span(name)?)));
        Self {
            member,
            local: format_ident!("__f{index}"),
            ty: field.ty.clone(),
            ty_span: field.ty.span(),
            span,
            name,
            aliases: options.texts("alias").iter().map(Name::of).collect(),
            default: default(&options),
            skip: options.flag("skip"),
            rest: options.flag("rest"),
            recursive: options.flag("recursive"),
            sensitive: options.flag("sensitive"),
            unverified: options.flag("unverified"),
            cfg: condition(&field.attrs),
            with: options.parsed::<Path>("with", "serde").map(With::of),
            given: given.collect(),
        }
    }

    /// Whether the field stands in the object under its own name.
    pub(crate) fn is_member(&self) -> bool {
        self.skip.is_none() && self.rest.is_none()
    }

    /// Whether an absent field has a value.
    pub(crate) fn has_default(&self) -> bool {
        !matches!(self.default, Default::None) || self.skip.is_some()
    }
}

impl With {
    fn of(path: Path) -> Self {
        if path.is_ident("serde") { Self::Serde(path.span()) } else { Self::Module(path) }
    }

    /// Where the module is named.
    pub(crate) fn span(&self) -> Span {
        match self {
            Self::Serde(span) => *span,
            Self::Module(path) => path.span(),
        }
    }

    /// The module that has `encode` and `decode`.
    pub(crate) fn module(&self, private: &Ident) -> TokenStream {
        match self {
            Self::Serde(span) => {
                let (span, mut private) = (located(*span), private.clone());
                private.set_span(span);
                quote_spanned!(span=> #private::serde)
            }
            Self::Module(path) => expanded_tokens(path.to_token_stream()),
        }
    }
}

/// `default` alone or with a path.
fn default(options: &Options<'_>) -> Default {
    let Some(span) = options.span("default") else { return Default::None };
    match options.is_flag("default") {
        true => Default::Trait(span),
        false => options.parsed("default", "path::to::function").map_or(Default::Trait(span), Default::Path),
    }
}

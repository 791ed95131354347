//! Fields of structs and of variants.

use crate::attributes::{Case, Description, FIELD, Options, RawOption, RawValue, condition, member_name, raw_options};
use crate::context::{Context, Derive};
use crate::diagnostics::Diagnostics;
use crate::identifiers::expanded;
use proc_macro2::Span;
use syn::parse::{Parse, ParseStream};
use syn::spanned::Spanned;
use syn::token::Paren;
use syn::{Attribute, Fields, Ident, LitStr, Member, Path, PathArguments, Type, parenthesized};

/// How the fields of a struct or a variant are declared.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Style {
    Unit,
    Newtype,
    Tuple,
    Named,
}

impl Style {
    pub(super) fn new(fields: &Fields) -> Self {
        match fields {
            Fields::Unit => Self::Unit,
            Fields::Named(_) => Self::Named,
            Fields::Unnamed(fields) if fields.unnamed.len() == 1 => Self::Newtype,
            Fields::Unnamed(_) => Self::Tuple,
        }
    }

    /// Returns the style of a struct. A skipped field without a name isn't counted.
    pub(super) fn of_struct(fields: &Fields, options: &[Field]) -> Self {
        match (Self::new(fields), options.iter().filter(|field| field.is_stored()).count()) {
            (Self::Newtype | Self::Tuple, 1) => Self::Newtype,
            (Self::Newtype | Self::Tuple, _) => Self::Tuple,
            (style, _) => style,
        }
    }
}

/// A stored name, with the span that gave it.
#[derive(Clone)]
pub(crate) struct Name {
    pub(crate) text: String,
    pub(crate) span: Span,
}

impl Name {
    pub(super) fn from_literal(literal: &LitStr) -> Self {
        Self { text: literal.value(), span: literal.span() }
    }

    pub(super) fn from_options(options: &Options<'_>) -> Option<Self> {
        options.parsed::<LitStr>("rename", "\"name\"").as_ref().map(Self::from_literal)
    }
}

pub(crate) struct Field {
    pub(crate) index: usize,
    pub(crate) member: Member,
    pub(crate) ty: Type,
    pub(crate) name: Name,
    pub(crate) aliases: Vec<Name>,
    pub(crate) default: Default,
    pub(crate) skip: Option<Span>,
    pub(crate) rest: Option<Span>,
    /// The field's members are members of the object.
    pub(crate) flatten: Option<Span>,
    pub(crate) with: Option<With>,
    /// The shape doesn't look into the field. A constant can't contain itself, so one field of a cycle has this mark.
    pub(crate) recursive: Option<Span>,
    /// The shape says that tools hide the field's content.
    pub(crate) sensitive: Option<Span>,
    /// Sealing doesn't read back what the field's codec writes.
    pub(crate) unverified: Option<Span>,
    /// The `cfg` of the field, for the lock; empty without one.
    pub(crate) cfg: String,
    pub(crate) description: Description,
    /// The options of the field, with their spans.
    pub(crate) options: Vec<(&'static str, Span)>,
}

/// The value of an absent field.
#[derive(Clone)]
pub(crate) enum Default {
    None,
    /// `default` alone, with its span.
    Trait(Span),
    /// `default = path`.
    Path(Path),
    /// The field of the same name in the container's default.
    Container,
    /// `None` if the type is an `Option`.
    Absent,
}

/// What encodes and decodes a field in place of its type.
pub(crate) enum With {
    /// `with = serde`.
    Serde(Span),
    /// `with = serde(path)`: a module or a type with serde's functions.
    SerdeModule(Path),
    /// `with = text` or `with = unix_seconds`: the runtime's type for the form.
    Form(&'static str, Span),
    /// `with = path`.
    Module(Path),
}

impl Field {
    /// `default` is for fields without an option of their own.
    pub(super) fn from_fields(
        fields: &Fields,
        case: Option<Case>,
        default: &Default,
        context: &Context<'_>,
    ) -> Vec<Self> {
        let fields = fields.members().zip(fields.iter()).enumerate();
        let mut fields: Vec<Self> =
            fields.map(|(index, (member, field))| Self::new(index, member, field, case, context)).collect();
        let can_be_absent =
            |field: &&mut Self| matches!(field.default, Default::None) && (field.is_member() || field.skip.is_some());
        for field in fields.iter_mut().filter(can_be_absent) {
            field.default = match default {
                // A codec of another module doesn't say whether it stores an `Option`, and a skipped field is never there.
                Default::Absent
                    if field.skip.is_some()
                        || matches!(field.with, Some(With::Serde(_) | With::SerdeModule(_) | With::Module(_))) =>
                {
                    Default::None
                }
                _ => default.clone(),
            };
        }
        fields
    }

    fn new(index: usize, member: Member, field: &syn::Field, case: Option<Case>, context: &Context<'_>) -> Self {
        let raw = match context.derive {
            // A key has no other option of fields. Those that are there belong to `StoreValue`, which reports their mistakes.
            Derive::Key => skip_option(&field.attrs),
            _ => raw_options(&field.attrs, "store_record", context.diagnostics),
        };
        let options = Options::new(raw, &FIELD, context.diagnostics);
        let own_name = member_name(&member);
        let member = match member {
            Member::Named(name) => Member::Named(expanded(&name)),
            Member::Unnamed(_) => member,
        };
        let span = field.ident.as_ref().map_or_else(|| field.ty.span(), Ident::span);
        let name = Name::from_options(&options)
            .unwrap_or_else(|| Name { text: case.map_or(own_name.clone(), |case| case.field_name(&own_name)), span });
        let with: Option<With> = options.parsed("with", "serde");
        Self {
            index,
            member,
            ty: field.ty.clone(),
            name,
            aliases: options.aliases().iter().map(Name::from_literal).collect(),
            default: Default::from_options(&options),
            skip: options.flag("skip"),
            rest: options.flag("rest"),
            flatten: options.flag("flatten"),
            recursive: options.flag("recursive"),
            sensitive: options.flag("sensitive").or_else(|| with.as_ref()?.secret()),
            unverified: options.flag("unverified"),
            cfg: condition(&field.attrs),
            description: Description::new(&field.attrs),
            with,
            options: options.spans(&FIELD),
        }
    }
}

/// Returns `skip`, if it is there. Mistakes in the attributes aren't reported.
fn skip_option(attributes: &[Attribute]) -> Vec<RawOption> {
    let unreported = Diagnostics::new();
    let options = raw_options(attributes, "store_record", &unreported);
    unreported.finish();
    let skip = options.into_iter().find(|option| option.is("skip"));
    skip.map(|option| RawOption { value: RawValue::Flag, ..option }).into_iter().collect()
}

impl Parse for With {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let path: Path = input.parse()?;
        let span = path.span();
        Ok(match path.get_ident().map(Ident::to_string).as_deref() {
            Some("serde") if input.peek(Paren) => {
                let module;
                parenthesized!(module in input);
                Self::SerdeModule(with_turbofish(module.parse()?))
            }
            Some("serde") => Self::Serde(span),
            Some("text") => Self::Form("AsText", span),
            Some("secret") => Self::Form(SECRET, span),
            Some("unix_seconds") => Self::Form("AsUnixSeconds", span),
            Some("unix_millis") => Self::Form("AsUnixMillis", span),
            Some("unix_micros") => Self::Form("AsUnixMicros", span),
            _ => Self::Module(path),
        })
    }
}

/// Returns the path as it is written in an expression.
fn with_turbofish(mut path: Path) -> Path {
    for segment in &mut path.segments {
        if let PathArguments::AngleBracketed(arguments) = &mut segment.arguments {
            arguments.colon2_token.get_or_insert_default();
        }
    }
    path
}

/// The form of a secret, whose field is sensitive without being marked.
const SECRET: &str = "AsSecret";

impl With {
    /// Returns the span of `secret`.
    fn secret(&self) -> Option<Span> {
        match self {
            Self::Form(SECRET, span) => Some(*span),
            _ => None,
        }
    }

    /// Returns the span of the module's path.
    pub(crate) fn span(&self) -> Span {
        match self {
            Self::Serde(span) | Self::Form(_, span) => *span,
            Self::SerdeModule(path) | Self::Module(path) => path.span(),
        }
    }
}

impl Default {
    pub(super) fn from_options(options: &Options<'_>) -> Self {
        let Some(span) = options.span("default") else { return Self::None };
        if options.is_flag("default") {
            return Self::Trait(span);
        }
        options.parsed("default", "path::to::function").map_or(Self::Trait(span), Self::Path)
    }
}

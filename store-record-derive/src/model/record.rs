//! The options that make a struct a record.

use crate::attributes::{FieldPath, MetadataEntry, Options, RenamedFunction};
use crate::context::Context;
use crate::diagnostics::Diagnostics;
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{LitStr, Path, Token, Type};

pub(crate) struct Record {
    pub(crate) record_type: Option<LitStr>,
    pub(crate) aliases: Vec<LitStr>,
    pub(crate) schema_version: i32,
    pub(crate) scope: Vec<FieldPath>,
    pub(crate) key: Vec<FieldPath>,
    pub(crate) created_at: Option<FieldPath>,
    pub(crate) updated_at: Option<FieldPath>,
    pub(crate) revision: Option<FieldPath>,
    pub(crate) metadata: Vec<MetadataEntry>,
    pub(crate) manifest: Option<Path>,
    pub(crate) previous: Option<Previous>,
    pub(crate) renamed: Vec<RenamedFunction>,
}

/// What reads the rows of older schema versions.
pub(crate) enum Previous {
    /// The type of the version before.
    Type(Box<Type>),
    /// `json(…)`: functions that rewrite a payload for the next version. The last one leads to this version.
    Json(Vec<Path>),
}

impl Previous {
    fn parse(options: &Options<'_>, diagnostics: &Diagnostics) -> Option<Self> {
        let Some(list) = options.call("previous", "json") else {
            return options.parsed("previous", "AccountV1").map(|previous| Self::Type(Box::new(previous)));
        };
        let paths = Punctuated::<Path, Token![,]>::parse_terminated.parse2(list.clone());
        match paths {
            Ok(paths) if !paths.is_empty() => Some(Self::Json(paths.into_iter().collect())),
            _ => {
                let message = "`json` needs functions: `previous = json(from_v1)`; with more than one, the first rewrites the \
                               oldest version";
                diagnostics.error_at(options.span("previous")?, message);
                None
            }
        }
    }
}

impl Record {
    pub(super) fn new(context: &Context<'_>) -> Self {
        let Context { options, diagnostics, .. } = context;
        let column = |name: &str| FieldPath::parse(options.tokens(name, "field")?.1, diagnostics);
        Self {
            record_type: options.parsed("type", "\"account\""),
            aliases: options.aliases(),
            schema_version: options.schema_version().unwrap_or(1),
            scope: FieldPath::parse_scope(options, diagnostics),
            key: options
                .tokens("key", "id")
                .map_or_else(Vec::new, |(_, tokens)| FieldPath::parse_list(tokens, diagnostics)),
            created_at: column("created_at"),
            updated_at: column("updated_at"),
            revision: column("revision"),
            metadata: options
                .list("metadata", "field, name = field")
                .map_or_else(Vec::new, |list| MetadataEntry::parse_list(list, diagnostics)),
            manifest: options.parsed("manifest", "DirectoryRecord"),
            previous: Previous::parse(options, diagnostics),
            renamed: RenamedFunction::parse_list(options, diagnostics),
        }
    }
}

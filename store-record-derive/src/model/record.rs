//! The options that make a struct a record.

use crate::attributes::{FieldPath, MetadataEntry, RenamedFunction};
use crate::context::Context;
use syn::{LitStr, Path, Type};

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
    /// The type of the schema version before.
    pub(crate) previous: Option<Type>,
    pub(crate) renamed: Vec<RenamedFunction>,
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
            previous: options.parsed("previous", "AccountV1"),
            renamed: RenamedFunction::parse_list(options, diagnostics),
        }
    }
}

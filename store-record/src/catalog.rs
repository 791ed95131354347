//! [`Catalog`]: the record types of a manifest, as data to look at.
//!
//! Tools read it: to list record types and their versions, to find the fields with personal data, or to write the JSON
//! Schema of every version. It describes the program that is running, and needs no database.
//!
//! ```
//! use store_record::catalog::Catalog;
//! use store_record::{RecordManifest, StoreRecord};
//!
//! #[derive(StoreRecord)]
//! #[store_record(type = "account", scope = tenant, key = id, metadata(level))]
//! struct Account { tenant: String, id: u64, level: u8, #[store_record(sensitive)] email: Option<String> }
//!
//! #[derive(StoreRecord)]
//! #[store_record(type = "group", scope = tenant, key = name)]
//! struct Group { tenant: String, name: String }
//!
//! #[derive(RecordManifest)]
//! #[manifest(file = "src/derives/manifest_example.json")]
//! enum Directory { Account(Account), Group(Group) }
//!
//! let catalog = Catalog::of_manifest::<Directory>();
//! let account = catalog.record("account").unwrap().newest();
//! assert_eq!((account.record_type(), account.schema_version()), ("account", 1));
//! assert_eq!(account.key()[0].path, ".id");
//! assert_eq!(account.columns()[0].name, "metadata.level");
//! let fields = account.fields();
//! let email = fields.iter().find(|field| field.is_sensitive).unwrap();
//! assert_eq!((email.path.as_str(), email.kind.as_str(), email.is_optional), (".email", "text", true));
//! assert_eq!(account.json_schema()["properties"]["level"]["type"], "integer");
//! ```

use crate::key::KeyEncoding;
use crate::manifest::{RecordManifest, Relaxation};
use crate::record::{RecordVisitor, StoreRecord};
use crate::schema::{json_schema_of, json_schema_of_lines};
use crate::shape::source::stored_path;
use crate::shape::{ComponentShape, RecordShape, Shape};
use serde_json::Value;

mod fields;
mod kind;

pub use fields::FieldDescription;
#[cfg(feature = "cli")]
pub(crate) use fields::PartOf;
pub(crate) use fields::{Part, parts};
#[cfg(feature = "cli")]
pub(crate) use kind::kind;

/// The record types of a manifest, in the order of its variants.
///
/// The [module](self) has an example.
#[derive(Debug, Clone)]
pub struct Catalog {
    records: Vec<RecordDescription>,
}

/// A record type with all its schema versions.
///
/// ```
/// use store_record::catalog::RecordDescription;
///
/// fn is_renamed(record: &RecordDescription) -> bool {
///     !record.aliases().is_empty()
/// }
/// ```
#[derive(Debug, Clone)]
pub struct RecordDescription {
    newest: VersionDescription,
    /// The newest first.
    versions: Vec<VersionDescription>,
    relaxations: Vec<RelaxationDescription>,
}

/// The rows of a record type in one schema version.
///
/// ```
/// use store_record::catalog::VersionDescription;
///
/// fn sensitive_paths(version: &VersionDescription) -> Vec<String> {
///     version.fields().into_iter().filter(|field| field.is_sensitive).map(|field| field.path).collect()
/// }
/// ```
#[derive(Debug, Clone, Copy)]
pub struct VersionDescription {
    shape: &'static RecordShape,
    upcast: Upcast,
}

/// How a row of a schema version opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Upcast {
    /// It is the newest version: the row is decoded.
    Newest,
    /// The row is decoded as a previous type, and `From` or `TryFrom` converts it to the next version.
    Conversion,
    /// A function of `previous = json(…)` rewrites the payload for the next version. The lock says what the row is.
    Json,
}

/// A component of a scope or a key.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ComponentDescription {
    /// The path of its field in stored names, such as `.address.city`.
    pub path: String,
    /// The encoding of its text.
    pub encoding: KeyEncoding,
}

/// A column that is filled from the record.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ColumnDescription {
    /// `created_at`, `updated_at`, `revision`, or `metadata.` and the name of a member of the metadata.
    pub name: &'static str,
    /// The path of its field in stored names, such as `.address.city`.
    pub path: String,
}

/// A change that the lock would reject, and that the manifest allows by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct RelaxationDescription {
    /// The record type, which may be a former one.
    pub record_type: &'static str,
    /// The schema version that changed.
    pub schema_version: i32,
    /// The kind of change, such as `"field-removed"`.
    pub change: &'static str,
    /// The path of the change, or `None` if a whole version was removed.
    pub path: Option<&'static str>,
    /// Why no stored row is lost.
    pub reason: &'static str,
}

impl Catalog {
    /// Returns the record types of the manifest.
    #[must_use]
    pub fn of_manifest<M: RecordManifest>() -> Self {
        let mut shapes = Shapes(Vec::new());
        M::visit_records(&mut shapes);
        let records = shapes.0.into_iter().map(|shape| RecordDescription::new::<M>(shape)).collect();
        Self { records }
    }

    /// Returns a catalog of record types that no program has.
    #[cfg(all(test, feature = "cli"))]
    pub(crate) fn of_shapes(records: Vec<(&'static RecordShape, Vec<RelaxationDescription>)>) -> Self {
        let records = records.into_iter().map(|(shape, relaxations)| RecordDescription::from_shape(shape, relaxations));
        Self { records: records.collect() }
    }

    /// Returns the record types.
    #[must_use]
    pub fn records(&self) -> &[RecordDescription] {
        &self.records
    }

    /// Returns one JSON Schema (2020-12) for all record types: that of a line of [`ndjson`](crate::ndjson) whose row has the
    /// newest schema version. Programs in other languages can generate their types from it.
    ///
    /// ```
    /// use store_record::catalog::Catalog;
    ///
    /// fn names(catalog: &Catalog) -> Vec<String> {
    ///     let schema = catalog.json_schema();
    ///     schema["$defs"].as_object().into_iter().flatten().map(|(name, _)| name.clone()).collect()
    /// }
    /// ```
    #[must_use]
    pub fn json_schema(&self) -> Value {
        let shapes: Vec<_> = self.records.iter().map(|record| record.newest.shape).collect();
        json_schema_of_lines(&shapes)
    }

    /// Returns the record type of that name, which may be a former one.
    #[must_use]
    pub fn record(&self, name: &str) -> Option<&RecordDescription> {
        self.records.iter().find(|record| record.record_type() == name || record.aliases().contains(&name))
    }
}

impl RecordDescription {
    fn new<M: RecordManifest>(newest: &'static RecordShape) -> Self {
        let is_of = |relaxation: &&Relaxation| {
            relaxation.record_type == newest.record_type || newest.aliases.contains(&relaxation.record_type)
        };
        let mut relaxations: Vec<RelaxationDescription> = Vec::new();
        for relaxation in M::LOCK.relaxed.iter().chain(M::LOCK.history).filter(is_of) {
            let relaxation = RelaxationDescription::from(relaxation);
            // A relaxation in the manifest is in the lock too, once it is released.
            if !relaxations.contains(&relaxation) {
                relaxations.push(relaxation);
            }
        }
        Self::from_shape(newest, relaxations)
    }

    fn from_shape(newest: &'static RecordShape, relaxations: Vec<RelaxationDescription>) -> Self {
        let shapes = std::iter::successors(Some(newest), |shape| shape.previous);
        let versions = shapes.enumerate().map(|(index, shape)| {
            let upcast = match (index, shape.is_locked) {
                (0, _) => Upcast::Newest,
                (_, false) => Upcast::Conversion,
                (_, true) => Upcast::Json,
            };
            VersionDescription { shape, upcast }
        });
        let newest = VersionDescription { shape: newest, upcast: Upcast::Newest };
        Self { newest, versions: versions.collect(), relaxations }
    }

    /// Returns the record type under which rows are written.
    #[must_use]
    pub fn record_type(&self) -> &'static str {
        self.newest().record_type()
    }

    /// Returns the former record types, whose rows still open, the newest first.
    #[must_use]
    pub fn aliases(&self) -> &'static [&'static str] {
        self.newest().shape.aliases
    }

    /// Returns the version in which rows are written.
    #[must_use]
    pub fn newest(&self) -> &VersionDescription {
        &self.newest
    }

    /// Returns all versions whose rows open, the newest first.
    #[must_use]
    pub fn versions(&self) -> &[VersionDescription] {
        &self.versions
    }

    /// Returns the version of that number, if its rows open.
    #[must_use]
    pub fn version(&self, schema_version: i32) -> Option<&VersionDescription> {
        self.versions.iter().find(|version| version.schema_version() == schema_version)
    }

    /// Returns the changes that the manifest allows, and those that it allowed before and the lock still has.
    #[must_use]
    pub fn relaxations(&self) -> &[RelaxationDescription] {
        &self.relaxations
    }
}

impl VersionDescription {
    /// Returns the record type under which rows are written.
    #[must_use]
    pub fn record_type(&self) -> &'static str {
        self.shape.record_type
    }

    /// Returns the schema version.
    #[must_use]
    pub fn schema_version(&self) -> i32 {
        self.shape.schema_version
    }

    /// Returns the doc comment of the record's struct, with the feature `descriptions`. A version that only the lock has has none.
    ///
    /// ```
    /// use store_record::catalog::Catalog;
    ///
    /// fn is_documented(catalog: &Catalog) -> bool {
    ///     catalog.records().iter().all(|record| record.newest().description().is_some())
    /// }
    /// ```
    #[must_use]
    pub fn description(&self) -> Option<&'static str> {
        let payload = match self.shape.payload.value() {
            Shape::Recursive(_, inside) => inside.value(),
            shape => shape,
        };
        let description = match payload {
            Shape::Struct(of) => of.description,
            Shape::Enum(of) => of.description,
            _ => "",
        };
        Some(description).filter(|text| !text.is_empty())
    }

    /// Returns how a row of this version opens.
    #[must_use]
    pub fn upcast(&self) -> Upcast {
        self.upcast
    }

    /// Returns the components of the scope. A global record has none.
    #[must_use]
    pub fn scope(&self) -> Vec<ComponentDescription> {
        self.components(self.shape.scope)
    }

    /// Returns the components of the key. `key = ()` has none.
    #[must_use]
    pub fn key(&self) -> Vec<ComponentDescription> {
        self.components(self.shape.key)
    }

    /// Returns the columns that are filled from the record.
    #[must_use]
    pub fn columns(&self) -> Vec<ColumnDescription> {
        let columns = self.shape.columns.iter();
        columns.map(|(name, path)| ColumnDescription { name, path: self.stored(path) }).collect()
    }

    /// Returns the fields of the payload at every depth, each before the fields inside it.
    ///
    /// The fields of a recursive type are listed once.
    #[must_use]
    pub fn fields(&self) -> Vec<FieldDescription> {
        parts(self.shape.payload).iter().filter_map(Part::field).collect()
    }

    /// Returns the shape of the payload.
    #[must_use]
    pub fn payload(&self) -> &'static Shape {
        self.shape.payload
    }

    /// Returns the JSON Schema of the payload, as [`json_schema`](crate::json_schema) does.
    #[must_use]
    pub fn json_schema(&self) -> Value {
        json_schema_of(self.shape.payload)
    }

    pub(crate) fn shape(&self) -> &'static RecordShape {
        self.shape
    }

    fn components(&self, components: &[ComponentShape]) -> Vec<ComponentDescription> {
        let description = |component: &ComponentShape| ComponentDescription {
            path: self.stored(component.name),
            encoding: component.encoding,
        };
        components.iter().map(description).collect()
    }

    /// Returns the path of a column or a component in stored names. A block of the lock has it so.
    fn stored(&self, path: &str) -> String {
        if self.shape.is_locked { path.to_owned() } else { stored_path(self.shape.payload, path) }
    }
}

impl From<&Relaxation> for RelaxationDescription {
    fn from(relaxation: &Relaxation) -> Self {
        Self {
            record_type: relaxation.record_type,
            schema_version: relaxation.schema_version,
            change: relaxation.change.name(),
            path: relaxation.change.has_place().then_some(relaxation.at),
            reason: relaxation.reason,
        }
    }
}

/// Collects the shape of each record.
struct Shapes(Vec<&'static RecordShape>);

impl RecordVisitor for Shapes {
    fn visit<R: StoreRecord>(&mut self) {
        self.0.push(R::RECORD_SHAPE);
    }
}

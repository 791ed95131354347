//! [`Path`]: the location of an error in a record.

use crate::path_name::PathName;
use std::borrow::Cow;
use std::fmt;

/// A path to a part of a record, such as `.lines[3].price`.
///
/// It has names of fields and variants from the program, and indices. Map keys are stored data and are shown as `[*]`.
/// The characters `%`, `.`, `#`, `[`, `]`, `"`, `\` and control characters of a name are shown as `%` and two
/// hexadecimal digits: a field with the stored name `a.b` is `.a%2Eb`. The path of the record itself is empty.
///
/// A path can be compared with a string.
///
/// ```
/// use std::collections::BTreeMap;
///
/// let error = store_record::from_slice::<BTreeMap<String, Vec<u16>>>(br#"{"Ada": [7, -1]}"#).unwrap_err();
/// assert_eq!(error.path(), "[*][1]");
/// assert_eq!(error.path().to_string(), "[*][1]");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Path {
    /// The innermost step is the first: a path grows while an error travels outwards.
    steps: Vec<Step>,
}

/// One step from a value to a part of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Step {
    Name(Cow<'static, str>),
    Index(usize),
    MapKey,
}

impl Path {
    /// The path to a field of the record, from its path in the program, such as `address.city`.
    pub(crate) fn from_member(member: &'static str) -> Self {
        Self { steps: member.rsplit('.').map(|name| Step::Name(Cow::Borrowed(name))).collect() }
    }

    /// Puts a field or a variant before the path.
    pub(crate) fn in_field(&mut self, name: impl Into<Cow<'static, str>>) {
        self.steps.push(Step::Name(name.into()));
    }

    /// Puts an element of an array before the path.
    pub(crate) fn in_index(&mut self, index: usize) {
        self.steps.push(Step::Index(index));
    }

    /// Puts a member of a map before the path.
    pub(crate) fn in_map_key(&mut self) {
        self.steps.push(Step::MapKey);
    }

    /// Returns the innermost step if it is a name from the program.
    /// Returns true if the path is one step: a part of the value itself.
    pub(crate) fn is_one_step(&self) -> bool {
        self.steps.len() == 1
    }

    pub(crate) fn last_name(&self) -> Option<&'static str> {
        match self.steps.first() {
            Some(Step::Name(Cow::Borrowed(name))) => Some(name),
            _ => None,
        }
    }

    /// Returns true if this is the path of the record or value itself.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for step in self.steps.iter().rev() {
            match step {
                Step::Name(name) => write!(f, ".{}", PathName(name))?,
                Step::Index(index) => write!(f, "[{index}]")?,
                Step::MapKey => f.write_str("[*]")?,
            }
        }
        Ok(())
    }
}

/// Compares the path as `Display` shows it.
impl PartialEq<str> for Path {
    fn eq(&self, other: &str) -> bool {
        self.to_string().as_str() == other
    }
}

/// Compares the path as `Display` shows it.
impl PartialEq<&str> for Path {
    fn eq(&self, other: &&str) -> bool {
        self == *other
    }
}

/// Compares the path as `Display` shows it.
impl PartialEq<Path> for str {
    fn eq(&self, other: &Path) -> bool {
        other == self
    }
}

/// Compares the path as `Display` shows it.
impl PartialEq<Path> for &str {
    fn eq(&self, other: &Path) -> bool {
        other == *self
    }
}

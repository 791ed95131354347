//! Which text a key component has, so that two schema versions can be compared while compiling.

/// The form of a component's text, which the key of every schema version of a record must share.
///
/// A [`StoreKey`](crate::StoreKey) written by hand names its own, if a record with it has several versions.
///
/// ```
/// use store_record::{KeyForm, StoreKey};
///
/// assert_eq!(<u8 as StoreKey>::FORM, <u64 as StoreKey>::FORM);
/// assert_ne!(<u8 as StoreKey>::FORM, <Option<u8> as StoreKey>::FORM);
/// assert_eq!(KeyForm::new("a country's code").name(), "a country's code");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyForm {
    name: &'static str,
    is_optional: bool,
}

impl KeyForm {
    /// A form by its name, such as `"text"`.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self { name, is_optional: false }
    }

    /// The form of an `Option`.
    #[must_use]
    pub const fn optional(self) -> Self {
        Self { is_optional: true, ..self }
    }

    /// The name, without regard to an `Option`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.name
    }

    /// Whether it is that of an `Option`.
    #[must_use]
    pub const fn is_optional(self) -> bool {
        self.is_optional
    }
}

//! What follows from a declaration and is needed by several stages.

use super::{Body, Container, Default, Field, Name, Record, Variant};
use crate::attributes::{FieldPath, MetadataEntry};
use proc_macro2::Span;
use syn::ext::IdentExt;
use syn::{Ident, LitStr, Member, Type};

impl Container {
    /// Returns the fields of a struct; of an enum, none.
    pub(crate) fn struct_fields(&self) -> &[Field] {
        match &self.body {
            Body::Struct { fields, .. } => fields,
            Body::Enum(_) => &[],
        }
    }

    /// Returns the fields of a struct, or of all variants of an enum.
    pub(crate) fn all_fields(&self) -> Vec<&Field> {
        match &self.body {
            Body::Struct { fields, .. } => fields.iter().collect(),
            Body::Enum(variants) => variants.iter().flat_map(|variant| &variant.fields).collect(),
        }
    }

    /// Returns the field that the path starts at.
    pub(crate) fn root_field(&self, path: &FieldPath) -> Option<&Field> {
        let root = path.members.first()?;
        self.struct_fields().iter().find(|field| field.member == *root)
    }

    /// Returns the field that the path names; `None` for a nested path, which names a part of a field.
    pub(crate) fn own_field(&self, path: &FieldPath) -> Option<&Field> {
        if path.is_nested() { None } else { self.root_field(path) }
    }

    /// Returns the type of a component: the one that the user wrote after the path, or the field's.
    pub(crate) fn component_type<'a>(&'a self, path: &'a FieldPath) -> Option<&'a Type> {
        path.ty.as_ref().or_else(|| Some(&self.own_field(path)?.ty))
    }

    /// Returns the name of an entry of the metadata: the one that the user wrote before the path, or the field's.
    pub(crate) fn metadata_name(&self, entry: &MetadataEntry) -> String {
        match &entry.name {
            Some(name) => name.unraw().to_string(),
            None => self.own_field(&entry.path).map_or_else(|| entry.path.join("."), |field| field.name.text.clone()),
        }
    }
}

/// How a stored value says which variant of its enum it is.
#[derive(Clone, Copy)]
pub(crate) enum Repr<'a> {
    External,
    Internal { tag: &'a LitStr },
    Adjacent { tag: &'a LitStr, content: &'a LitStr },
    Untagged { span: Span },
    Integer { span: Span },
}

impl Container {
    pub(crate) fn repr(&self) -> Repr<'_> {
        if let Some(span) = self.untagged {
            return Repr::Untagged { span };
        }
        match (self.integer, &self.tag, &self.content) {
            (Some(span), _, _) => Repr::Integer { span },
            (None, Some(tag), Some(content)) => Repr::Adjacent { tag, content },
            (None, Some(tag), None) => Repr::Internal { tag },
            (None, None, _) => Repr::External,
        }
    }
}

impl Field {
    /// Whether the field is stored as a member under its own name.
    pub(crate) fn is_member(&self) -> bool {
        self.is_stored() && self.flatten.is_none()
    }

    /// Whether a path can lead to a stored part of the field.
    pub(crate) fn is_stored(&self) -> bool {
        self.skip.is_none() && self.rest.is_none()
    }

    /// Whether the field is one of a tuple.
    pub(crate) fn is_unnamed(&self) -> bool {
        matches!(self.member, Member::Unnamed(_))
    }

    /// Whether the type is called `PhantomData`.
    pub(crate) fn is_phantom(&self) -> bool {
        let Type::Path(ty) = ungroup(&self.ty) else { return false };
        ty.path.segments.last().is_some_and(|last| last.ident == "PhantomData")
    }

    /// Whether an absent field has a value.
    pub(crate) fn has_default(&self) -> bool {
        !matches!(self.default, Default::None) || self.skip.is_some()
    }

    /// Returns the stored name and the aliases.
    pub(crate) fn names(&self) -> impl Iterator<Item = &Name> {
        std::iter::once(&self.name).chain(&self.aliases)
    }
}

impl Variant {
    /// Whether the variant is stored as its name alone.
    pub(crate) fn is_fieldless(&self) -> bool {
        self.fields.is_empty()
    }

    /// Returns the stored name and the aliases.
    pub(crate) fn names(&self) -> impl Iterator<Item = &Name> {
        std::iter::once(&self.name).chain(&self.aliases)
    }
}

impl Record {
    /// Returns the paths of the scope, then those of the key.
    pub(crate) fn components(&self) -> impl Iterator<Item = &FieldPath> {
        self.scope.iter().chain(&self.key)
    }

    /// Returns the paths of the columns and of the metadata.
    pub(crate) fn columns(&self) -> impl Iterator<Item = &FieldPath> {
        let columns = [&self.created_at, &self.updated_at, &self.revision].into_iter().flatten();
        columns.chain(self.metadata.iter().map(|entry| &entry.path))
    }

    /// Returns the default names of the functions that the derive adds.
    pub(crate) fn function_names(&self) -> Vec<String> {
        let scope_for = (!self.scope.is_empty()).then_some("scope_for");
        let fixed = scope_for.into_iter().chain(["record_key_for", "parse_key"]).map(str::to_owned);
        fixed.chain(self.range_names()).collect()
    }

    /// Returns the default names of the functions for ranges, one for each beginning of the key.
    pub(crate) fn range_names(&self) -> Vec<String> {
        let beginnings = self.key.split_last().map_or(&[][..], |(_, beginnings)| beginnings);
        distinct_names(beginnings.iter().map(|path| format!("key_range_by_{}", path.join("_"))).collect(), "")
    }

    /// Returns the name that the user gave a function in place of the default one.
    pub(crate) fn renamed(&self, default: &str) -> Option<&Ident> {
        self.renamed.iter().find(|renamed| renamed.from.unraw() == default).map(|renamed| &renamed.to)
    }
}

/// Returns the type without the group that a `macro_rules!` puts around it, and without parentheses.
pub(crate) fn ungroup(mut ty: &Type) -> &Type {
    loop {
        ty = match ty {
            Type::Group(group) => &group.elem,
            Type::Paren(paren) => &paren.elem,
            _ => return ty,
        };
    }
}

/// Numbers the names that aren't unique: the later of two equal names gets the number. `used` can't be one of them.
pub(crate) fn distinct_names(names: Vec<String>, used: &str) -> Vec<String> {
    let mut distinct: Vec<String> = Vec::new();
    for name in &names {
        let mut new = name.clone();
        let mut number = 2;
        while new == used || distinct.contains(&new) || (new != *name && names.contains(&new)) {
            new = format!("{name}_{number}");
            number += 1;
        }
        distinct.push(new);
    }
    distinct
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_later_of_two_equal_names_gets_a_number() {
        let numbered = |names: &[&str]| distinct_names(names.iter().map(|&name| name.to_owned()).collect(), "used");
        assert_eq!(numbered(&["a", "b"]), ["a", "b"]);
        assert_eq!(numbered(&["a_b", "a_b", "a_b"]), ["a_b", "a_b_2", "a_b_3"]);
        // A number doesn't make a name equal to another's own.
        assert_eq!(numbered(&["a", "a", "a_2"]), ["a", "a_3", "a_2"]);
        assert_eq!(numbered(&["used", "used_2"]), ["used_3", "used_2"]);
    }
}

//! Objects along a shape: structs, maps, and variants of both forms.

use super::reader::{Name, Seen};
use super::{Walk, Walked, Within};
use crate::codec::decoder::Decoder;
use crate::error::DecodeErrorKind;
use crate::explain::checks;
use crate::explain::hint::Hint;
use crate::explain::paths::Step;
use crate::key::KeyEncoding;
use crate::shape::{EnumRepr, EnumShape, FieldShape, Shape, StructShape, UnknownFieldPolicy, VariantShape};
use crate::value::StoreValue as _;
use crate::value::whole_text::decode_text;
use std::borrow::Cow;

/// What happens to members that a struct doesn't have.
#[derive(Clone, Copy)]
pub(super) struct Unknown {
    names: UnknownFieldPolicy,
    hint: Hint,
    flattened: &'static [FieldShape],
}

impl Unknown {
    pub(super) fn of(shape: &'static StructShape) -> Self {
        Self { names: shape.unknown, hint: Hint::Fields(shape), flattened: shape.flattened }
    }

    /// The policy for a variant without fields beside a tag: that of the enum's other variants.
    fn beside_a_tag(shape: &'static EnumShape) -> Self {
        let ignores = shape.variants.iter().any(|variant| match variant.content {
            Some(Shape::Struct(content)) => content.unknown == UnknownFieldPolicy::Ignore,
            _ => false,
        });
        Self {
            names: if ignores { UnknownFieldPolicy::Ignore } else { UnknownFieldPolicy::Deny },
            hint: Hint::None,
            flattened: &[],
        }
    }
}

impl<'t> Walk<'t, '_> {
    /// Reads an object of these fields, and of the member that names the variant if there is a tag.
    pub(super) fn object(
        &mut self,
        fields: &[FieldShape],
        unknown: Unknown,
        tag: Option<&'static str>,
        within: Within<'_>,
    ) -> Walked {
        if self.input.peek() != b'{' {
            return self.another_kind("an object");
        }
        let mut is_there = vec![false; fields.len()];
        let mut has_tag = false;
        let mut seen = Seen::default();
        let end = self.members(|walk, name| {
            let Some(text) = name.text.as_deref() else { return walk.skip_reported() };
            if let Some(tag) = tag.filter(|tag| *tag == text) {
                let is_duplicate = std::mem::replace(&mut has_tag, true);
                return walk.field(tag, is_duplicate.then_some(&name), |walk| walk.skip().map(drop));
            }
            match field_of(fields, text) {
                Some((index, known, shape)) => {
                    let is_duplicate =
                        is_there.get_mut(index).is_some_and(|is_there| std::mem::replace(is_there, true));
                    walk.field(known, is_duplicate.then_some(&name), |walk| walk.value(shape, within))
                }
                None => walk.unknown(unknown, &name, &mut seen, within),
            }
        })?;
        let Some(end) = end else { return Ok(()) };
        let found = |name: &str| fields.iter().zip(&is_there).any(|(field, is_there)| *is_there && field.name == name);
        for (field, is_there) in fields.iter().zip(&is_there) {
            if !is_there && (!field.has_default || is_required(field.name, unknown.flattened, &found)) {
                self.at(Step::Field(field.name), |walk| {
                    walk.report(DecodeErrorKind::Missing, end, Hint::Value(field.shape));
                    Ok(())
                })?;
            }
        }
        Ok(())
    }

    /// Reads the value of a field that was found under one of its names. `duplicate` is the name if the field was found
    /// before.
    fn field(
        &mut self,
        known: &'static str,
        duplicate: Option<&Name<'t>>,
        read: impl FnOnce(&mut Self) -> Walked,
    ) -> Walked {
        self.at(Step::Field(known), |walk| {
            if let Some(name) = duplicate {
                walk.report_name(DecodeErrorKind::Duplicate, name.offset, Hint::None);
            }
            read(walk)
        })
    }

    fn unknown(&mut self, unknown: Unknown, name: &Name<'t>, seen: &mut Seen, within: Within<'_>) -> Walked {
        self.at(Step::Name(name.offset), |walk| match unknown.names {
            UnknownFieldPolicy::Deny => {
                walk.report_name(DecodeErrorKind::UnknownField, name.offset, unknown.hint);
                walk.skip_reported()
            }
            UnknownFieldPolicy::Ignore | UnknownFieldPolicy::Keep => {
                walk.report_duplicate_name(seen, name);
                walk.any()
            }
            UnknownFieldPolicy::Collect(Shape::Map { key, value }) => walk.entry(*key, value, name, seen, within),
            UnknownFieldPolicy::Collect(_) => walk.any(),
        })
    }

    /// Reads an object whose names are keys.
    pub(super) fn map(&mut self, key: KeyEncoding, value: &'static Shape, within: Within<'_>) -> Walked {
        if self.input.peek() != b'{' {
            return self.another_kind("an object");
        }
        let mut seen = Seen::default();
        self.members(|walk, name| {
            walk.at(Step::Name(name.offset), |walk| walk.entry(key, value, &name, &mut seen, within))
        })
        .map(drop)
    }

    /// Reads an entry of a map.
    fn entry(
        &mut self,
        key: KeyEncoding,
        value: &'static Shape,
        name: &Name<'t>,
        seen: &mut Seen,
        within: Within<'_>,
    ) -> Walked {
        if name.text.is_some()
            && let Some(kind) = checks::of_name(key, self.text.get(name.offset..).unwrap_or_default())
        {
            self.report_name(kind, name.offset, Hint::None);
        }
        self.report_duplicate_name(seen, name);
        self.value(value, within)
    }

    /// Reads a variant.
    pub(super) fn choice(&mut self, shape: &'static EnumShape, within: Within<'_>) -> Walked {
        match (shape.repr, self.input.peek()) {
            (EnumRepr::Untagged, _) => self.untagged(shape, within),
            (EnumRepr::Integer, _) => self.number_of_a_variant(shape),
            (EnumRepr::Internal { tag } | EnumRepr::Adjacent { tag, .. }, b'{') => self.tagged(shape, tag, within),
            (EnumRepr::Internal { .. } | EnumRepr::Adjacent { .. }, _) => self.another_kind("an object"),
            (EnumRepr::External, b'"') => self.variant_name(shape),
            (EnumRepr::External, b'{') => self.variant_with_content(shape, within),
            (EnumRepr::External, _) => self.another_kind("a variant: a string or an object of one member"),
        }
    }

    /// Reads a number that is a variant.
    fn number_of_a_variant(&mut self, shape: &'static EnumShape) -> Walked {
        let start = self.input.offset();
        self.scalar(i64::SHAPE)?;
        if let Ok(number) = decode_text::<i64>(self.input.text_since(start))
            && !shape.variants.iter().any(|variant| variant.number() == Some(number))
        {
            self.report(DecodeErrorKind::UnknownVariant, start, Hint::Variants(shape));
        }
        Ok(())
    }

    /// Reads a string that names a variant without content.
    fn variant_name(&mut self, shape: &'static EnumShape) -> Walked {
        let offset = self.input.offset();
        let Some(name) = self.string()? else { return Ok(()) };
        match variant_of(shape, &name) {
            Some((_, variant)) if variant.content.is_some() => {
                self.report_name(DecodeErrorKind::VariantContent, offset, Hint::None);
            }
            None if shape.unknown == UnknownFieldPolicy::Deny => {
                self.report_name(DecodeErrorKind::UnknownVariant, offset, Hint::Variants(shape));
            }
            _ => {}
        }
        Ok(())
    }

    /// Reads an object whose first name is that of the variant, and whose value is the content.
    fn variant_with_content(&mut self, shape: &'static EnumShape, within: Within<'_>) -> Walked {
        let known = self.first_name().and_then(|name| variant_of(shape, &name));
        if known.is_none() && shape.unknown != UnknownFieldPolicy::Deny {
            return self.any();
        }
        let mut is_first = true;
        let start = self.input.offset();
        let end = self.members(|walk, name| {
            if !std::mem::replace(&mut is_first, false) {
                return walk.at(Step::Name(name.offset), |walk| {
                    walk.report_name(DecodeErrorKind::UnknownField, name.offset, Hint::None);
                    walk.skip_reported()
                });
            }
            match known {
                Some((known, VariantShape { content: Some(content), .. })) => {
                    walk.at(Step::Field(known), |walk| walk.value(content, within))
                }
                Some(_) => {
                    walk.report_name(DecodeErrorKind::VariantContent, name.offset, Hint::None);
                    walk.skip_reported()
                }
                None => {
                    // A name that can't be read was reported.
                    if name.text.is_some() {
                        walk.report_name(DecodeErrorKind::UnknownVariant, name.offset, Hint::Variants(shape));
                    }
                    walk.skip_reported()
                }
            }
        })?;
        if is_first && end.is_some() {
            self.report(DecodeErrorKind::UnknownVariant, start, Hint::Variants(shape));
        }
        Ok(())
    }

    /// Reads an object in which the member `tag` names the variant.
    fn tagged(&mut self, shape: &'static EnumShape, tag: &'static str, within: Within<'_>) -> Walked {
        let before = self.input.mark();
        let (found, end) = self.look_ahead(|walk| {
            let mut found = None;
            let end = walk.members(|walk, name| {
                if found.is_none() && name.text.as_deref() == Some(tag) {
                    let offset = walk.input.offset();
                    let is_string = walk.input.peek() == b'"';
                    let text = if is_string { walk.string()? } else { walk.any().map(|()| None)? };
                    found = Some((offset, is_string, text));
                    return Ok(());
                }
                walk.any()
            });
            (found, end.ok().flatten())
        });
        self.input.reset(before);
        let Some((offset, is_string, name)) = found else {
            if let Some(end) = end {
                self.at(Step::Field(tag), |walk| {
                    walk.report(DecodeErrorKind::Missing, end, Hint::Variants(shape));
                    Ok(())
                })?;
            }
            return self.any();
        };
        let Some(name) = name else {
            if !is_string {
                let kind = Decoder::at(self.text, offset)
                    .string()
                    .map_or_else(|error| error.kind(), |_| DecodeErrorKind::Syntax);
                self.at(Step::Field(tag), |walk| {
                    walk.report(kind, offset, Hint::Variants(shape));
                    Ok(())
                })?;
            }
            return self.any();
        };
        match (shape.repr, variant_of(shape, &name)) {
            (EnumRepr::Adjacent { content: name, .. }, Some((_, variant))) => {
                let content = variant.content.map(|shape| content_field(name, shape));
                let unknown = Unknown { names: UnknownFieldPolicy::Deny, hint: Hint::None, flattened: &[] };
                self.object(content.as_slice(), unknown, Some(tag), within)
            }
            (_, Some((_, VariantShape { content: Some(Shape::Struct(content)), .. }))) => {
                self.object(content.fields, Unknown::of(content), Some(tag), within)
            }
            (_, Some(_)) => self.object(&[], Unknown::beside_a_tag(shape), Some(tag), within),
            (_, None) if shape.unknown == UnknownFieldPolicy::Deny => {
                self.at(Step::Field(tag), |walk| {
                    walk.report_name(DecodeErrorKind::UnknownVariant, offset, Hint::Variants(shape));
                    Ok(())
                })?;
                self.skip_reported()
            }
            (_, None) => self.any(),
        }
    }

    /// Returns the name of the first member of the next object.
    fn first_name(&self) -> Option<Cow<'t, str>> {
        let mut ahead = Decoder::at(self.text, self.input.offset() + 1);
        ahead.skip_space();
        ahead.string().ok()
    }

    /// Looks at the next value without reporting anything, at any depth.
    pub(super) fn look_ahead<T>(&mut self, look: impl FnOnce(&mut Self) -> T) -> T {
        let (was_silent, depth) = (std::mem::replace(&mut self.is_silent, true), self.depth);
        let seen = look(self);
        (self.is_silent, self.depth) = (was_silent, depth);
        seen
    }
}

/// Returns true if the field is one of a flattened `Option`, whose other fields are there.
fn is_required(name: &str, flattened: &'static [FieldShape], found: &dyn Fn(&str) -> bool) -> bool {
    flattened.iter().any(|part| {
        let Shape::Struct(shape) = part.shape.value() else { return false };
        let has_value = part.has_default && shape.fields.iter().any(|field| found(field.name));
        let is_field = |field: &FieldShape| field.name == name && !field.has_default;
        has_value && shape.fields.iter().any(is_field) || is_required(name, shape.flattened, found)
    })
}

/// Returns the field that is read under a name: its index, the name as the program has it, and its shape.
fn field_of(fields: &[FieldShape], text: &str) -> Option<(usize, &'static str, &'static Shape)> {
    fields.iter().enumerate().find_map(|(index, field)| {
        let mut names = [field.name].into_iter().chain(field.aliases.iter().copied());
        Some((index, names.find(|name| *name == text)?, field.shape))
    })
}

/// Returns the member with the value of a variant.
fn content_field(name: &'static str, shape: &'static Shape) -> FieldShape {
    FieldShape { name, member: name, shape, ..FieldShape::UNNAMED }
}

/// Returns the variant of a name, and the name as the program has it.
fn variant_of(shape: &'static EnumShape, text: &str) -> Option<(&'static str, &'static VariantShape)> {
    shape.variants.iter().find_map(|variant| {
        let mut names = [variant.name].into_iter().chain(variant.aliases.iter().copied());
        Some((names.find(|name| *name == text)?, variant))
    })
}

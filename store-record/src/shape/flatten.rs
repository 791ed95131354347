//! Structs with flattened fields: the members of several types in one object.
//!
//! The shape of such a struct has the fields of all of them, as if they were its own. A field that moves into a flattened
//! struct is the same member, so the lock and the schema are the same.

use super::{FieldShape, Shape, StructShape, UnknownFieldPolicy};
use crate::const_text::fail;
use crate::order::{has, same};

/// A struct's own fields and those of its flattened fields.
#[derive(Debug)]
pub struct Flat<const N: usize> {
    shape: StructShape,
    fields: [FieldShape; N],
    count: usize,
}

/// Returns the number of fields in these shapes.
#[must_use]
pub const fn flattened_fields(shapes: &[&'static Shape]) -> usize {
    let (mut count, mut at) = (0, 0);
    while at < shapes.len() {
        if let Shape::Struct(shape) = shapes[at].value() {
            count += shape.fields.len();
        }
        at += 1;
    }
    count
}

/// Adds the fields of flattened fields to a struct. Two equal names are an error, because an object has one member of a
/// name.
#[track_caller]
#[must_use]
pub const fn flatten<const N: usize>(own: StructShape, flattened: &'static [FieldShape]) -> Flat<N> {
    let mut flat = Flat { shape: StructShape { flattened, ..own }, fields: [FieldShape::UNNAMED; N], count: 0 };
    let mut at = 0;
    while at < own.fields.len() {
        flat.push(own.fields[at], "");
        at += 1;
    }
    let mut at = 0;
    while at < flattened.len() {
        flat.add(&flattened[at]);
        at += 1;
    }
    flat.assert_names_are_not_reserved();
    flat
}

impl<const N: usize> Flat<N> {
    /// Returns the shape of the whole object.
    pub(crate) const fn shape(&'static self) -> StructShape {
        StructShape { fields: self.fields.split_at(self.count).0, ..self.shape }
    }

    /// Adds what a flattened field holds.
    #[track_caller]
    const fn add(&mut self, part: &FieldShape) {
        let member = part.member;
        match part.shape.value() {
            Shape::Struct(shape) => {
                let mut at = 0;
                while at < shape.fields.len() {
                    let field = shape.fields[at];
                    let of_part = FieldShape {
                        has_default: field.has_default || part.has_default,
                        is_sensitive: field.is_sensitive || part.is_sensitive,
                        cfg: if field.cfg.is_empty() { part.cfg } else { field.cfg },
                        ..field
                    };
                    self.push(of_part, member);
                    at += 1;
                }
                self.shape.has_skipped |= shape.has_skipped;
                if !matches!(shape.unknown, UnknownFieldPolicy::Deny) {
                    if part.has_default {
                        fail(&[
                            "`",
                            member,
                            "` is a flattened `Option`, and its type accepts members that no field has: remove the `Option`, or \
                             store the members in a field of `",
                            self.shape.name,
                            "`",
                        ]);
                    }
                    self.accept_unknown(shape.unknown, member);
                }
            }
            map @ Shape::Map { .. } => self.accept_unknown(UnknownFieldPolicy::Collect(map), member),
            // Its derive failed, and that error is reported alone.
            Shape::Recursion(name) if name.is_empty() => {}
            Shape::Recursive(..) | Shape::Recursion(_) => fail(&[
                self.subject(member)[0],
                self.subject(member)[1],
                self.subject(member)[2],
                ", and its type contains itself: mark the field that contains it `recursive`, or ",
                remedy(member),
            ]),
            shape => fail(&[
                self.subject(member)[0],
                self.subject(member)[1],
                self.subject(member)[2],
                ", so its type must be a struct with named fields or a map, and it is stored as ",
                shape.kind(),
                ": ",
                remedy(member),
            ]),
        }
    }

    /// Returns the beginning of a message. The value of a newtype variant is the member `0` of the program.
    const fn subject<'a>(&'a self, member: &'a str) -> [&'a str; 3] {
        if same(member, "0") {
            ["the value of `", self.shape.name, "` is stored beside the `tag`"]
        } else {
            ["`", member, "` is flattened"]
        }
    }

    #[track_caller]
    const fn push(&mut self, field: FieldShape, member: &str) {
        self.assert_is_new(field.name, member);
        let mut at = 0;
        while at < field.aliases.len() {
            self.assert_is_new(field.aliases[at], member);
            at += 1;
        }
        if self.count == N {
            fail(&["`", self.shape.name, "` has too many fields in its flattened fields: remove a `flatten`"]);
        }
        self.fields[self.count] = field;
        self.count += 1;
    }

    #[track_caller]
    const fn assert_is_new(&self, name: &str, member: &str) {
        let fields = self.fields.split_at(self.count).0;
        if has_name(fields, name) && !member.is_empty() {
            fail(&[
                "`",
                name,
                "` is the stored name of two fields of `",
                self.shape.name,
                "`, one of them in the flattened `",
                member,
                "`: rename one of them, or remove `flatten`",
            ]);
        }
    }

    /// Unknown members go to one place.
    #[track_caller]
    const fn accept_unknown(&mut self, policy: UnknownFieldPolicy, member: &str) {
        if !matches!(self.shape.unknown, UnknownFieldPolicy::Deny) {
            fail(&[
                self.subject(member)[0],
                self.subject(member)[1],
                self.subject(member)[2],
                ", and accepts members that no field has, as another part of `",
                self.shape.name,
                "` does: only one map, `rest` or `unknown_fields` can be in one object",
            ]);
        }
        self.shape.unknown = policy;
    }

    #[track_caller]
    const fn assert_names_are_not_reserved(&self) {
        let mut at = 0;
        while at < self.count {
            let FieldShape { name, aliases, .. } = self.fields[at];
            self.assert_is_not_reserved(name);
            let mut alias = 0;
            while alias < aliases.len() {
                self.assert_is_not_reserved(aliases[alias]);
                alias += 1;
            }
            at += 1;
        }
    }

    #[track_caller]
    const fn assert_is_not_reserved(&self, name: &str) {
        if self.shape.reserves(name) {
            fail(&[
                "`",
                name,
                "` is `reserved` in `",
                self.shape.name,
                "` or in a flattened field of it, as old rows use it for something else: use another name",
            ]);
        }
    }
}

/// Returns the end of a message.
const fn remedy(member: &str) -> &'static str {
    if same(member, "0") { "name the variant's field, or write `content = \"…\"`" } else { "remove `flatten`" }
}

impl StructShape {
    /// Returns true if a field is read under the name.
    pub(crate) const fn has_name(&self, name: &str) -> bool {
        has_name(self.fields, name)
    }

    /// Returns true if the struct, or a flattened one in it, has reserved the name.
    pub(crate) const fn reserves(&self, name: &str) -> bool {
        let mut is_reserved = has(self.reserved, name);
        let mut at = 0;
        while !is_reserved && at < self.flattened.len() {
            if let Shape::Struct(shape) = self.flattened[at].shape.value() {
                is_reserved = shape.reserves(name);
            }
            at += 1;
        }
        is_reserved
    }
}

impl Shape {
    /// Returns the shape of the value itself: without the marks around it, and without an `Option`.
    pub(crate) const fn value(&'static self) -> &'static Self {
        match self {
            Self::Converted(inside) | Self::Unverified(inside) | Self::Optional(inside) => inside.value(),
            shape => shape,
        }
    }
}

const fn has_name(fields: &[FieldShape], name: &str) -> bool {
    let mut at = 0;
    while at < fields.len() {
        if same(fields[at].name, name) || has(fields[at].aliases, name) {
            return true;
        }
        at += 1;
    }
    false
}

//! The field that a column or a component comes from, in stored names.
//!
//! A [`RecordShape`](crate::RecordShape) has the field's path in the program, because a derive doesn't see the fields
//! of another type. A lock has the path in stored names, because rows outlive the names of the program. The shape of
//! the payload leads from one to the other.

use super::{FieldShape, RecordShape, Shape};
use crate::order::same;
use crate::path_name::{self, PathName};
use std::fmt::Write as _;

/// What a part of the program's path is in the stored form.
#[derive(Clone, Copy)]
enum Part {
    Field(&'static FieldShape),
    Element(usize),
    /// The inside of a newtype or of a flattened field, which adds nothing to the path.
    Inside,
    /// A field that isn't stored, or one of a codec written by hand: only the program's name is known.
    Unknown,
}

/// Returns the part of that name, and the shape of its value.
const fn part(shape: &'static Shape, member: &str) -> (Part, &'static Shape) {
    let is_first = same(member, "0");
    match shape {
        Shape::Recursive(_, inside) | Shape::Converted(inside) | Shape::Unverified(inside) => part(inside, member),
        Shape::Struct(of) => {
            let mut at = 0;
            while at < of.flattened.len() {
                if same(of.flattened[at].member, member) {
                    return (Part::Inside, of.flattened[at].shape);
                }
                at += 1;
            }
            let mut at = 0;
            while at < of.fields.len() {
                if same(of.fields[at].member, member) {
                    return (Part::Field(&of.fields[at]), of.fields[at].shape);
                }
                at += 1;
            }
            if is_first { (Part::Inside, shape) } else { (Part::Unknown, &Shape::Custom) }
        }
        Shape::Tuple(elements) => match usize::from_str_radix(member, 10) {
            Ok(index) if index < elements.len() => (Part::Element(index), elements[index]),
            _ => (Part::Unknown, &Shape::Custom),
        },
        Shape::Custom => (Part::Unknown, shape),
        _ if is_first => (Part::Inside, shape),
        _ => (Part::Unknown, &Shape::Custom),
    }
}

/// Returns the path in stored names.
pub(crate) fn stored_path(payload: &'static Shape, path: &str) -> String {
    let (mut stored, mut shape) = (String::new(), payload);
    for member in path.split('.') {
        let (part, inside) = part(shape, member);
        // Writing to a String can't fail.
        let _ = match part {
            Part::Field(field) => write!(stored, ".{}", PathName(field.name)),
            Part::Element(index) => write!(stored, "[{index}]"),
            Part::Inside => Ok(()),
            Part::Unknown => write!(stored, ".{}", PathName(member)),
        };
        shape = inside;
    }
    stored
}

/// Returns true if the program's path leads to the field of the locked path. A renamed field may have its former name
/// as an alias.
pub(crate) const fn is_same_source(payload: &'static Shape, path: &str, locked: &str) -> bool {
    let (mut shape, mut rest, mut locked) = (payload, Some(path), Stored { path: locked.as_bytes(), at: 0 });
    while let Some(path) = rest {
        let (member, tail) = first(path);
        let (part, inside) = part(shape, member);
        let is_same = match part {
            Part::Field(field) => {
                let mut is_same = locked.skip_name(field.name);
                let mut at = 0;
                while !is_same && at < field.aliases.len() {
                    is_same = locked.skip_name(field.aliases[at]);
                    at += 1;
                }
                is_same
            }
            Part::Element(index) => locked.skip_index(index),
            Part::Inside => true,
            Part::Unknown => locked.skip_name(member),
        };
        if !is_same {
            return false;
        }
        (shape, rest) = (inside, tail);
    }
    locked.at == locked.path.len()
}

/// Returns the shape of a promoted field, or `None` inside if the shapes around it don't know it.
pub(crate) const fn promoted(record: &'static RecordShape, name: &str) -> Option<Option<&'static Shape>> {
    const METADATA: &str = "metadata.";
    let mut at = 0;
    while at < record.columns.len() {
        let (column, path) = record.columns[at];
        match column.split_at_checked(METADATA.len()) {
            Some((prefix, member)) if same(prefix, METADATA) && same(member, name) => {
                return Some(shape_of_source(record.payload, path));
            }
            _ => at += 1,
        }
    }
    None
}

/// Returns the shape of the field at the program's path, or `None` if the shapes around it don't know it.
const fn shape_of_source(payload: &'static Shape, path: &str) -> Option<&'static Shape> {
    let (mut shape, mut rest) = (payload, Some(path));
    while let Some(path) = rest {
        let (member, tail) = first(path);
        match part(shape, member) {
            (Part::Unknown, _) => return None,
            (_, inside) => (shape, rest) = (inside, tail),
        }
    }
    Some(shape)
}

/// Splits a path at its first dot. Names of the program have no dots.
const fn first(path: &str) -> (&str, Option<&str>) {
    let mut at = 0;
    while at < path.len() {
        if path.as_bytes()[at] == b'.' {
            let (member, tail) = path.split_at(at);
            return (member, Some(tail.split_at(1).1));
        }
        at += 1;
    }
    (path, None)
}

/// A path in stored names, and how much of it was read.
struct Stored<'a> {
    path: &'a [u8],
    at: usize,
}

impl Stored<'_> {
    /// Skips a field of that name, if it is next.
    const fn skip_name(&mut self, name: &str) -> bool {
        let start = self.at;
        let mut is_same = self.skip(b'.');
        let mut at = 0;
        while is_same && at < name.len() {
            let byte = name.as_bytes()[at];
            is_same = if path_name::is_plain(byte) {
                self.skip(byte)
            } else {
                let [high, low] = path_name::digits(byte);
                self.skip(b'%') && self.skip(high) && self.skip(low)
            };
            at += 1;
        }
        self.keep(is_same && self.is_at_end_of_part(), start)
    }

    /// Skips an element, if it is next.
    const fn skip_index(&mut self, index: usize) -> bool {
        let start = self.at;
        let mut is_same = self.skip(b'[');
        let mut power = 1;
        while index / power >= 10 {
            power *= 10;
        }
        while is_same && power > 0 {
            is_same = self.skip(b'0' + (index / power % 10) as u8);
            power /= 10;
        }
        let is_same = is_same && self.skip(b']');
        self.keep(is_same, start)
    }

    const fn keep(&mut self, is_same: bool, start: usize) -> bool {
        if !is_same {
            self.at = start;
        }
        is_same
    }

    const fn skip(&mut self, byte: u8) -> bool {
        let is_next = self.at < self.path.len() && self.path[self.at] == byte;
        if is_next {
            self.at += 1;
        }
        is_next
    }

    const fn is_at_end_of_part(&self) -> bool {
        self.at == self.path.len() || matches!(self.path[self.at], b'.' | b'[')
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shape::{StructShape, UnknownFieldPolicy};

    const fn field(member: &'static str, name: &'static str, shape: &'static Shape) -> FieldShape {
        FieldShape { name, member, shape, ..FieldShape::UNNAMED }
    }

    const fn of(fields: &'static [FieldShape]) -> StructShape {
        StructShape {
            name: "",
            description: "",
            fields,
            flattened: &[],
            has_skipped: false,
            unknown: UnknownFieldPolicy::Deny,
            reserved: &[],
        }
    }

    static INNER: Shape = Shape::Struct(&of(&[
        field("b", "b", &Shape::Bool),
        FieldShape { aliases: &["old", "o.l.d"], ..field("number", "no.", &Shape::Custom) },
    ]));

    static OUTER: Shape = Shape::Recursive(
        "Outer",
        &Shape::Struct(&of(&[
            field("dotted", "a.b", &Shape::Bool),
            field("a", "a", &INNER),
            field("pair", "pair", &Shape::Tuple(&[&Shape::Bool, &INNER])),
            field("custom", "custom", &Shape::Custom),
        ])),
    );

    #[test]
    fn a_path_of_the_program_is_written_in_stored_names_and_compared_with_them() {
        let paths = [
            ("dotted", ".a%2Eb"),
            ("a.b", ".a.b"),
            ("a.number", ".a.no%2E"),
            ("pair.1.b", ".pair[1].b"),
            // Newtypes of a struct and of a boolean.
            ("a.0.b", ".a.b"),
            ("dotted.0.0", ".a%2Eb"),
            // A codec written by hand: the program's names.
            ("custom.part.0", ".custom.part.0"),
            ("a.number.digits", ".a.no%2E.digits"),
            ("a.skipped", ".a.skipped"),
        ];
        for (path, stored) in paths {
            assert_eq!(stored_path(&OUTER, path), stored, "{path}");
            for (_, other) in paths {
                assert_eq!(is_same_source(&OUTER, path, other), stored == other, "{path}, {other}");
            }
        }
        for alias in [".a.old", ".a.o%2El%2Ed"] {
            assert!(is_same_source(&OUTER, "a.number", alias) && !is_same_source(&OUTER, "a.b", alias), "{alias}");
        }
        for other in ["", ".", ".a", ".a.no", ".a.no%2E.x", ".a.no%2e", "a.no%2E", ".a.no.", ".pair[1]", ".pair[10].b"]
        {
            assert!(
                !is_same_source(&OUTER, "a.number", other) && !is_same_source(&OUTER, "pair.1.b", other),
                "{other}"
            );
        }
    }
}

//! Shapes, which are `#[non_exhaustive]` and so can't be literals in expanded code. A table of fields or variants is
//! one call where it can be: that compiles faster than a call for each.

use crate::const_text::{Digits, fail};
use crate::key::KeyEncoding;
use crate::shape::{
    ComponentShape, EnumRepr, EnumShape, FieldShape, RecordShape, Shape, StructShape, UnknownFieldPolicy, VariantShape,
};
use crate::value::StoreValue;

pub use crate::shape::flatten::{Flat, flatten, flattened_fields};

#[must_use]
pub const fn struct_shape(
    name: &'static str,
    fields: &'static [FieldShape],
    has_skipped: bool,
    unknown: UnknownFieldPolicy,
    reserved: &'static [&'static str],
) -> StructShape {
    StructShape { name, description: "", fields, flattened: &[], has_skipped, unknown, reserved }
}

/// Returns the shape of a field marked `flatten`. `name` is its name in the program.
#[track_caller]
#[must_use]
pub const fn flattened_shape<T: StoreValue>(
    member: &'static str,
    is_sensitive: bool,
    cfg: &'static str,
    shape: &'static Shape,
) -> FieldShape {
    // A newtype around an `Option` has its shape, but isn't `None` if no member is there.
    if T::ABSENT.is_none() && matches!(shape, Shape::Optional(_)) {
        fail(&["`", member, "` is flattened, and its type holds an `Option`: use the `Option` itself"]);
    }
    FieldShape { member, has_default: T::ABSENT.is_some(), is_sensitive, cfg, shape, ..FieldShape::UNNAMED }
}

/// Panics if a skipped field of a tuple holds something.
#[track_caller]
pub const fn assert_zero_sized<T>(member: &str) {
    if size_of::<T>() > 0 {
        fail(&[
            "field `",
            member,
            "` is skipped and holds something: a tuple and a key can only skip a field without a size, such as a `PhantomData`; give the \
             fields names, or remove `skip`",
        ]);
    }
}

/// Returns the shape of a variant's content whose members are beside the tag.
#[track_caller]
#[must_use]
pub const fn beside_tag(tag: &str, content: &'static Shape) -> &'static Shape {
    match content {
        Shape::Converted(inside) | Shape::Unverified(inside) | Shape::Recursive(_, inside) => {
            let _ = beside_tag(tag, inside);
        }
        Shape::Struct(shape) => {
            if shape.has_name(tag) {
                fail(&[
                    "`",
                    tag,
                    "` is the `tag` and the stored name of a field of `",
                    shape.name,
                    "`: rename one of them",
                ]);
            }
        }
        Shape::Map { .. } => {}
        // Its derive failed, and that error is reported alone.
        Shape::Recursion(name) if name.is_empty() => {}
        shape => fail(&[
            "the content beside the `tag` must be a struct with named fields or a map, and it is stored as ",
            shape.kind(),
            ": name the variant's field, or remove `tag`",
        ]),
    }
    content
}

/// Returns the shape of a struct with flattened fields.
#[must_use]
pub const fn flat_shape<const N: usize>(flat: &'static Flat<N>) -> StructShape {
    flat.shape()
}

#[must_use]
pub const fn field_shape(
    [name, member]: [&'static str; 2],
    aliases: &'static [&'static str],
    has_default: bool,
    is_sensitive: bool,
    cfg: &'static str,
    shape: &'static Shape,
) -> FieldShape {
    FieldShape { name, member, description: "", aliases, has_default, is_sensitive, cfg, shape }
}

#[must_use]
pub const fn enum_shape(
    name: &'static str,
    repr: EnumRepr,
    variants: &'static [VariantShape],
    unknown: UnknownFieldPolicy,
    reserved: &'static [&'static str],
) -> EnumShape {
    EnumShape { name, description: "", repr, variants, unknown, reserved }
}

#[must_use]
pub const fn variant_shape(
    name: &'static str,
    aliases: &'static [&'static str],
    cfg: &'static str,
    content: Option<&'static Shape>,
) -> VariantShape {
    VariantShape { name, description: "", aliases, cfg, content }
}

/// Adds the doc comment of a struct. The functions are there without the feature `descriptions`, too: Cargo turns on a feature of the
/// derive for all programs of a build, and one of them may have the runtime without it.
#[must_use]
pub const fn described_struct(shape: StructShape, description: &'static str) -> StructShape {
    StructShape { description: description.trim_ascii(), ..shape }
}

#[must_use]
pub const fn described_enum(shape: EnumShape, description: &'static str) -> EnumShape {
    EnumShape { description: description.trim_ascii(), ..shape }
}

#[must_use]
pub const fn described_fields<const N: usize>(
    mut fields: [FieldShape; N],
    descriptions: [&'static str; N],
) -> [FieldShape; N] {
    let mut at = 0;
    while at < N {
        fields[at].description = descriptions[at].trim_ascii();
        at += 1;
    }
    fields
}

#[must_use]
pub const fn described_variants<const N: usize>(
    mut variants: [VariantShape; N],
    descriptions: [&'static str; N],
) -> [VariantShape; N] {
    let mut at = 0;
    while at < N {
        variants[at].description = descriptions[at].trim_ascii();
        at += 1;
    }
    variants
}

#[must_use]
pub const fn component_shape(name: &'static str, encoding: KeyEncoding) -> ComponentShape {
    ComponentShape { name, encoding }
}

#[must_use]
pub const fn record_shape(
    record_type: (&'static str, &'static [&'static str]),
    schema_version: i32,
    scope: &'static [ComponentShape],
    key: &'static [ComponentShape],
    columns: &'static [(&'static str, &'static str)],
    payload: &'static Shape,
    previous: Option<&'static RecordShape>,
) -> RecordShape {
    let (record_type, aliases) = record_type;
    RecordShape { record_type, aliases, schema_version, scope, key, columns, payload, previous, is_locked: false }
}

/// Returns the shape as a block of the lock.
#[must_use]
pub const fn locked(shape: RecordShape) -> RecordShape {
    RecordShape { is_locked: true, ..shape }
}

/// Returns the shapes of fields that have no alias, no default and no mark.
#[must_use]
pub const fn fields<const N: usize>(names: [&'static str; N], shapes: [&'static Shape; N]) -> [FieldShape; N] {
    renamed_fields(names, names, shapes)
}

/// Returns such shapes for fields whose stored names differ from those in the program.
#[must_use]
pub const fn renamed_fields<const N: usize>(
    members: [&'static str; N],
    names: [&'static str; N],
    shapes: [&'static Shape; N],
) -> [FieldShape; N] {
    let mut fields = [FieldShape::UNNAMED; N];
    let mut at = 0;
    while at < N {
        (fields[at].member, fields[at].name, fields[at].shape) = (members[at], names[at], shapes[at]);
        at += 1;
    }
    fields
}

/// Returns the number of a variant of an enum that is stored as an integer.
///
/// # Panics
///
/// Panics, while compiling, if a JSON number can't hold it.
#[must_use]
#[track_caller]
pub const fn discriminant(number: i128) -> i64 {
    if number < i64::MIN as i128 || number > i64::MAX as i128 {
        fail(&[
            "this variant's number is outside the range of `i64`, so an enum with `repr = \"integer\"` can't store it: use a \
                smaller number",
        ]);
    }
    number as i64
}

/// Returns the name of such a variant: its digits.
#[must_use]
pub const fn digits(number: i64) -> Digits {
    Digits::new(number)
}

/// Returns the shapes of variants that have no alias and no content.
#[must_use]
pub const fn names<const N: usize>(names: [&'static str; N]) -> [VariantShape; N] {
    let mut variants = [VariantShape { name: "", description: "", aliases: &[], cfg: "", content: None }; N];
    let mut at = 0;
    while at < N {
        variants[at].name = names[at];
        at += 1;
    }
    variants
}

//! The source of a crate of records. The fields are equal for all derives and in every run.

use crate::derives::Derive;
use fastrand::Rng;

/// The optional fields of a record. `{part}` is a struct, `{enum}` an enum.
const FIELDS: [(&str, &str); 34] = [
    ("email", "Option<String>"),
    ("locale", "String"),
    ("description", "Option<String>"),
    ("reason", "String"),
    ("external_id", "String"),
    ("city", "String"),
    ("score", "f64"),
    ("latitude", "f64"),
    ("longitude", "f64"),
    ("rate", "Option<f64>"),
    ("balance", "i64"),
    ("attempts", "u32"),
    ("position", "u16"),
    ("priority", "i32"),
    ("limit", "Option<u32>"),
    ("is_active", "bool"),
    ("is_verified", "bool"),
    ("seen_at", "{instant}"),
    ("expires_at", "Option<{instant}>"),
    ("tags", "Vec<String>"),
    ("samples", "Vec<f64>"),
    ("ports", "Vec<u16>"),
    ("visits", "Vec<{instant}>"),
    ("labels", "BTreeMap<String, String>"),
    ("counts", "BTreeMap<String, u64>"),
    ("kind", "{enum}"),
    ("status", "{enum}"),
    ("previous_status", "Option<{enum}>"),
    ("roles", "Vec<{enum}>"),
    ("address", "{part}"),
    ("billing", "Option<{part}>"),
    ("lines", "Vec<{part}>"),
    ("by_region", "BTreeMap<String, {part}>"),
    ("origin", "Option<{enum}>"),
];

const VARIANTS: [&str; 8] = ["Active", "Suspended", "Invited", "Closed", "Pending", "Expired", "Archived", "Merged"];

/// Returns the numbers of structs and enums for a number of records.
pub(crate) fn parts_and_enums(records: usize) -> (usize, usize) {
    (records.div_ceil(4), (records * 12).div_ceil(100))
}

/// Returns the source of the crate. `ROUND_TRIPS` uses each record once.
pub(crate) fn of(records: usize, derive: Derive) -> String {
    let mut rng = Rng::with_seed(7);
    let (parts, enums) = parts_and_enums(records);
    let mut source = String::from("#![allow(dead_code, unused_imports)]\nuse std::collections::BTreeMap;\n");
    source += if records == 0 { "" } else { derive.prelude() };
    for number in 0..enums {
        source += derive.on_enum();
        source += &format!("pub enum Enum{number} {{ {}}}\n", variants(number, derive, &mut rng));
    }
    for number in 0..parts {
        source += derive.on_struct();
        // A struct has only flat fields, and a record has structs: there are no cycles, and the nesting is realistic.
        let fields = some_fields(3..=7, (0, enums), derive, &mut rng);
        source += &format!("pub struct Part{number} {{ {fields}}}\n");
    }
    for number in 0..records {
        source += &derive.on_record(number);
        let (instant, fields) = (derive.instant(), some_fields(4..=10, (parts, enums), derive, &mut rng));
        source += &format!(
            "pub struct Record{number} {{ pub tenant_id: String, pub id: u64, pub display_name: String, \
             pub created_at: {instant}, pub updated_at: {instant}, pub revision: u32, {fields}}}\n"
        );
    }
    let uses = if derive == Derive::Plain { 0 } else { records };
    let uses: String = (0..uses).map(|number| format!("round_trip::<Record{number}>, ")).collect();
    source + &format!("pub static ROUND_TRIPS: &[fn(&str) -> usize] = &[{uses}];\n")
}

fn variants(number: usize, derive: Derive, rng: &mut Rng) -> String {
    let count = rng.usize(3..=VARIANTS.len());
    let mut variants: String = VARIANTS.iter().take(count).map(|name| format!("{name}, ")).collect();
    if number.is_multiple_of(3) {
        variants += if derive.has_variants_with_content() {
            "Other(String), Moved { from: Option<String>, to: String, distance: f64 }, Split(u64, u64), "
        } else {
            "Other, Moved, Split, "
        };
    }
    variants
}

/// Returns some of the fields, with the types of existing structs and enums.
fn some_fields(
    count: std::ops::RangeInclusive<usize>,
    (parts, enums): (usize, usize),
    derive: Derive,
    rng: &mut Rng,
) -> String {
    let mut fields: Vec<_> = FIELDS.iter().filter(|(_, ty)| parts > 0 || !ty.contains("{part}")).collect();
    rng.shuffle(&mut fields);
    fields.truncate(rng.usize(count));
    let mut text = String::new();
    for (name, ty) in fields {
        let ty = ty
            .replace("{instant}", derive.instant())
            .replace("{part}", &format!("Part{}", rng.usize(..parts.max(1))))
            .replace("{enum}", &format!("Enum{}", rng.usize(..enums.max(1))));
        text += &format!("pub {name}: {ty}, ");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::ValueEnum as _;

    /// Returns the names of structs and their fields, with the types that are equal for all derives.
    fn fields(derive: Derive) -> Vec<(String, Vec<(String, bool)>)> {
        let file = syn::parse_file(&of(30, derive)).unwrap();
        let structs = file.items.into_iter().filter_map(|item| match item {
            syn::Item::Struct(item) => Some(item),
            _ => None,
        });
        structs
            .map(|item| {
                let fields = item.fields.into_iter().map(|field| {
                    let is_list = matches!(&field.ty, syn::Type::Path(path) if path.path.segments[0].ident == "Vec");
                    (field.ident.unwrap().to_string(), is_list)
                });
                (item.ident.to_string(), fields.collect())
            })
            .collect()
    }

    #[test]
    fn all_derives_have_the_same_fields() {
        let expected = fields(Derive::Plain);
        assert_eq!(expected.len(), 30 + parts_and_enums(30).0);
        for derive in Derive::value_variants() {
            assert_eq!(fields(*derive), expected, "{derive:?}");
        }
    }

    #[test]
    fn round_trips_use_each_record_once() {
        let source = of(30, Derive::Serde);
        for number in 0..30 {
            assert_eq!(source.matches(&format!("round_trip::<Record{number}>")).count(), 1);
        }
    }
}

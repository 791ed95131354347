//! Types that contain each other: rustc's error names the fix at the user's field, and with the fix the types compile.
//!
//! This isn't a trybuild test, because the rest of rustc's error changes with each version of rustc.

#![allow(clippy::unwrap_used)]

use store_record_tests::package::Package;

const SCRATCH: &str = env!("CARGO_TARGET_TMPDIR");
const NAME: &str = "IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE";

const TWO_TYPES: &str = "
use store_record::{StoreRecord, StoreValue};
#[derive(StoreValue)]
pub struct Parent { pub name: String, pub children: Vec<Child> }
#[derive(StoreValue)]
pub struct Child { pub parent: Option<Box<Parent>> }
";

const THROUGH_A_GENERIC_TYPE: &str = "
use store_record::{StoreRecord, StoreValue};
#[derive(StoreValue)]
pub struct Forest<T> { pub trees: Vec<T> }
#[derive(StoreValue)]
pub struct Oak { pub height: u32, pub around: Forest<Oak> }
";

#[test]
fn the_error_of_a_cycle_names_the_fix_at_a_field() {
    let cases = [
        ("cycle-of-two", TWO_TYPES, "pub children: Vec<Child>", "Vec<Child>"),
        ("cycle-of-a-generic", THROUGH_A_GENERIC_TYPE, "pub around: Forest<Oak>", "Forest<Oak>"),
    ];
    for (name, source, field, ty) in cases {
        let package = Package::new(SCRATCH, name, source, &[]);
        let errors = package.check();
        assert_eq!(errors.len(), 1, "{name}: {errors:#?}");
        // The error shows the field with its type underlined. The name of the constant comes next.
        let shown = errors[0].split(field).nth(1).unwrap_or_else(|| panic!("{name}: {}", errors[0]));
        let (underlined, next) = shown.split_once("note: ").unwrap();
        let column = errors[0].split(field).next().unwrap().lines().last().unwrap().len() + field.len() - ty.len();
        let marks = underlined.lines().nth(1).unwrap();
        assert_eq!(marks.find('^'), Some(column), "{name}: {}", errors[0]);
        assert!(next.lines().next().unwrap().contains(NAME), "{name}: {next}");

        package.write("src/lib.rs", &source.replace(field, &format!("#[store_record(recursive)] {field}")));
        assert_eq!(package.check(), [""; 0], "{name}");
    }
}

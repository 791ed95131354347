//! Expansions of the derives, so that a change of one is seen in review.
//!
//! `UPDATE_EXPECT=1 cargo test -p store-record-derive` updates the files.

use crate::context::Derive;
use expect_test::{ExpectFile, expect_file};
use quote::quote;

fn check(derive: Derive, input: proc_macro2::TokenStream, expected: ExpectFile) {
    let input = syn::parse2(input).expect("the input is an item");
    let file = syn::parse2(crate::stages::expand(&input, derive)).expect("an expansion is items");
    expected.assert_eq(&prettyplease::unparse(&file));
}

#[test]
fn a_struct() {
    let input = quote! {
        struct Line {
            number: u32,
            #[store_record(default)]
            text: Option<String>,
            #[store_record(with = serde)]
            any: Any,
        }
    };
    check(Derive::Value, input, expect_file!["./goldens/struct.rs"]);
}

/// Without the feature, comments change nothing.
#[cfg(feature = "descriptions")]
#[test]
fn a_struct_and_an_enum_with_comments() {
    let input = quote! {
        /// A line of an order.
        struct Line {
            /// Counts from 1.
            number: u32,
            /// The product,
            #[doc = include_str!("product.md")]
            product: String,
            count: u32,
        }
    };
    check(Derive::Value, input, expect_file!["./goldens/described_struct.rs"]);
    let input = quote! {
        /// The state of an order.
        #[store_record(tag = "kind")]
        enum State {
            /// Not yet sent.
            Open,
            Sent {
                /// In UTC.
                at: String,
            },
        }
    };
    check(Derive::Value, input, expect_file!["./goldens/described_enum.rs"]);
}

#[test]
fn a_struct_that_keeps_unknown_fields_and_has_an_alias() {
    let input = quote! {
        struct Line {
            #[store_record(alias = "no")]
            number: u32,
            #[store_record(rest)]
            rest: UnknownFields,
        }
    };
    check(Derive::Value, input, expect_file!["./goldens/struct_with_rest.rs"]);
}

#[test]
fn a_struct_with_flattened_fields() {
    let input = quote! {
        struct Line {
            number: u32,
            #[store_record(flatten)]
            place: Option<Place>,
            #[store_record(flatten, sensitive)]
            counts: BTreeMap<String, u32>,
        }
    };
    check(Derive::Value, input, expect_file!["./goldens/struct_with_flatten.rs"]);
}

#[test]
fn a_generic_struct() {
    let input = quote! {
        struct Tree<T> {
            value: T,
            next: Option<Box<T>>,
            children: Vec<Tree<T>>,
        }
    };
    check(Derive::Value, input, expect_file!["./goldens/generic_struct.rs"]);
}

#[test]
fn a_newtype_with_a_codec() {
    let input = quote! {
        #[allow(deprecated)]
        struct Net<T>(#[store_record(with = codecs::net)] T);
    };
    check(Derive::Value, input, expect_file!["./goldens/newtype_with_codec.rs"]);
}

#[test]
fn an_enum_with_data() {
    let input = quote! {
        enum Shape<T> {
            Empty,
            Circle(f64),
            Line(T, T),
            Box { width: T, height: T },
        }
    };
    check(Derive::Value, input, expect_file!["./goldens/enum.rs"]);
}

#[test]
fn a_tagged_enum() {
    let input = quote! {
        #[store_record(tag = "kind", rename_all = "snake_case")]
        enum Event {
            Opened,
            MovedTo { place: String, x: i32 },
        }
    };
    check(Derive::Value, input, expect_file!["./goldens/tagged_enum.rs"]);
}

#[test]
fn a_tagged_enum_with_a_struct() {
    let input = quote! {
        #[store_record(tag = "kind")]
        enum Event {
            Opened,
            Moved(Box<Place>),
        }
    };
    check(Derive::Value, input, expect_file!["./goldens/tagged_struct.rs"]);
}

#[test]
fn an_adjacently_tagged_enum() {
    let input = quote! {
        #[store_record(tag = "t", content = "value")]
        enum Event {
            Opened,
            Moved(String),
            MovedTo { place: String, x: i32 },
        }
    };
    check(Derive::Value, input, expect_file!["./goldens/adjacent_enum.rs"]);
}

#[test]
fn an_untagged_enum() {
    let input = quote! {
        #[store_record(untagged)]
        enum OneOrMany<T> {
            None,
            One(T),
            Many(Vec<T>),
            Named { value: T },
        }
    };
    check(Derive::Value, input, expect_file!["./goldens/untagged_enum.rs"]);
}

#[test]
fn an_enum_of_integers() {
    let input = quote! {
        #[store_record(repr = "integer")]
        enum Level {
            Low = 1,
            High = 7,
        }
    };
    check(Derive::Value, input, expect_file!["./goldens/integer_enum.rs"]);
}

#[test]
fn a_record() {
    let input = quote! {
        #[store_record(
            type = "membership", schema_version = 2, scope = tenant, key = (user, group.name: String),
            created_at = at, revision = revision, metadata(level, name = group.name), manifest = DirectoryRecord
        )]
        pub struct Membership {
            tenant: String,
            user: u64,
            group: Group,
            level: Level,
            at: OffsetDateTime,
            revision: u32,
        }
    };
    check(Derive::Record, input, expect_file!["./goldens/record.rs"]);
}

#[test]
fn a_key() {
    check(
        Derive::Key,
        quote!(
            struct Id(u64);
        ),
        expect_file!["./goldens/newtype_key.rs"],
    );
    check(
        Derive::Key,
        quote!(
            enum Level {
                Low,
                High,
            }
        ),
        expect_file!["./goldens/enum_key.rs"],
    );
    check(
        Derive::Key,
        quote!(
            #[store_record(repr = "integer")]
            enum Level {
                Low = 1,
            }
        ),
        expect_file!["./goldens/integer_key.rs"],
    );
}

/// The files are those of this folder; the expansion has their absolute paths.
#[test]
fn a_manifest() {
    // The variable leaves the comparison to the lock's own test.
    if std::env::var_os("STORE_RECORD_LOCK").is_some() {
        return;
    }
    let input = quote! {
        #[manifest(
            file = "src/goldens/record-types.json", lock = "src/goldens/store-record.lock", retired("session"),
            relax(type = "account", schema_version = 1, change = "field-removed", at = ".name", reason = "no row has it")
        )]
        enum Directory {
            Account(Account),
            Group(Box<Group>),
        }
    };
    let input = syn::parse2(input).expect("the input is an item");
    let file = syn::parse2(crate::stages::expand(&input, Derive::Manifest)).expect("an expansion is items");
    let expansion = prettyplease::unparse(&file).replace(env!("CARGO_MANIFEST_DIR"), "/package");
    expect_file!["./goldens/manifest.rs"].assert_eq(&expansion);
}

/// A mistake expands to its error and stubs.
#[test]
fn a_mistake() {
    let input = quote! {
        #[store_record(type = "account", scop = global, key = id)]
        struct Account { id: u64 }
    };
    check(Derive::Record, input, expect_file!["./goldens/mistake.rs"]);
}

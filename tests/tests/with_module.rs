//! `with = module`: the path of the module, and its declaration of `Nullability`.

#![allow(clippy::unwrap_used, clippy::type_complexity)]

use store_record::{Payload, StoreValue};

/// Encodes a number as a string, and zero as the macro's argument.
macro_rules! codec {
    ($zero:expr) => {
        pub(crate) fn encode(value: &u8, encoder: &mut store_record::Encoder) {
            if *value == 0 {
                store_record::StoreValue::encode(&$zero, encoder);
            } else {
                store_record::StoreValue::encode(&value.to_string(), encoder);
            }
        }

        pub(crate) fn decode(decoder: &mut store_record::Decoder<'_>) -> Result<u8, store_record::DecodeError> {
            match <Option<String> as store_record::StoreValue>::decode(decoder)? {
                Some(text) => text.parse().map_err(|_| decoder.invalid("digits")),
                None => Ok(0),
            }
        }
    };
}

mod silent {
    //! Doesn't declare `Nullability`.
    codec!(None::<u8>);
}

mod outer {
    pub(crate) mod text {
        //! Is never `null`, and has names that expanded code uses too.
        #![allow(dead_code, non_camel_case_types)]

        pub(crate) type Nullability = store_record::NotNull;
        pub(crate) struct StoreValue;
        pub(crate) struct Nullable;
        pub(crate) struct Result;
        pub(crate) struct u8;

        use core::primitive::u8 as number;
        use core::result::Result as Outcome;

        pub(crate) fn encode(value: &number, encoder: &mut store_record::Encoder) {
            store_record::StoreValue::encode(&value.to_string(), encoder);
        }

        pub(crate) fn decode(decoder: &mut store_record::Decoder<'_>) -> Outcome<number, store_record::DecodeError> {
            let text = <String as store_record::StoreValue>::decode(decoder)?;
            text.parse().map_err(|_| decoder.invalid("digits"))
        }
    }
}

mod nulls {
    //! Declares that it never writes `null`, but does.
    pub(crate) type Nullability = store_record::NotNull;
    codec!(None::<u8>);
}

mod nullable {
    pub(crate) type Nullability = store_record::Nullable;
    codec!(None::<u8>);
}

#[derive(Debug, PartialEq, StoreValue)]
struct Silent(#[store_record(with = silent)] u8);

#[derive(Debug, PartialEq, StoreValue)]
struct Says(#[store_record(with = nullable)] u8);

#[derive(Debug, PartialEq, StoreValue)]
struct Text(#[store_record(with = outer::text)] u8);

#[derive(Debug, PartialEq, StoreValue)]
struct Nulls(#[store_record(with = self::nulls)] u8);

mod elsewhere {
    use super::outer::text as imported;
    use store_record::StoreValue;

    #[derive(Debug, PartialEq, StoreValue)]
    pub(crate) struct BySuper(#[store_record(with = super::outer::text)] pub(crate) u8);

    #[derive(Debug, PartialEq, StoreValue)]
    pub(crate) struct ByCrate(#[store_record(with = crate::with_module::outer::text)] pub(crate) u8);

    #[derive(Debug, PartialEq, StoreValue)]
    pub(crate) struct ByImport(#[store_record(with = imported)] pub(crate) u8);

    macro_rules! newtype {
        ($name:ident, $module:path) => {
            #[derive(Debug, PartialEq, StoreValue)]
            pub(crate) struct $name(#[store_record(with = $module)] pub(crate) u8);
        };
        ($name:ident) => {
            newtype!($name, $crate::with_module::outer::text);
        };
    }

    newtype!(FromMacro, imported);
    newtype!(FromCrateOfMacro);
}

#[test]
fn a_newtype_is_not_null_if_its_codec_declares_it() {
    use elsewhere::{ByCrate, ByImport, BySuper, FromCrateOfMacro, FromMacro};

    mod local {
        pub(crate) type Nullability = store_record::NotNull;
        codec!(String::from("0"));
    }
    #[derive(Debug, PartialEq, StoreValue)]
    struct Local(#[store_record(with = local)] u8);

    #[derive(Debug, PartialEq, StoreValue)]
    struct Optional {
        text: Option<Text>,
        more: (
            Option<BySuper>,
            Option<ByCrate>,
            Option<ByImport>,
            Option<FromMacro>,
            Option<FromCrateOfMacro>,
            Option<Local>,
        ),
    }

    let more = (
        Some(BySuper(1)),
        Some(ByCrate(2)),
        Some(ByImport(3)),
        Some(FromMacro(4)),
        Some(FromCrateOfMacro(5)),
        Some(Local(0)),
    );
    let value = Optional { text: None, more };
    let payload = Payload::new(&value).unwrap();
    assert_eq!(payload.expose_json(), r#"{"more": ["1", "2", "3", "4", "5", "0"], "text": null}"#);
    assert_eq!(payload.decode::<Optional>().unwrap(), value);
}

#[test]
fn a_codec_may_write_null_unless_it_declares_not_null() {
    fn can_be_null<T: StoreValue<Nullability = store_record::Nullable>>(value: &T) -> String {
        Payload::new(value).unwrap().expose_json().to_owned()
    }
    assert_eq!((can_be_null(&Silent(0)), can_be_null(&Says(0))), ("null".into(), "null".into()));
    assert_eq!(Payload::new(&Silent(7)).unwrap().decode::<Silent>().unwrap(), Silent(7));
}

/// In an `Option` the value would be decoded as `None`.
#[test]
fn null_of_a_codec_that_declares_not_null_is_rejected() {
    assert_eq!(Payload::new(&Some(Nulls(1))).unwrap().expose_json(), "\"1\"");
    let error = Payload::new(&vec![Some(Nulls(0))]).unwrap_err();
    assert!(error.to_string().contains("a codec whose `Nullability` is `NotNull` wrote `null`"), "{error}");
}

//! Values whose text another crate defines.

use super::{comes_back, is_rejected, is_rejected_or_comes_back};
use bigdecimal::BigDecimal;
use store_record::EncodeErrorKind;
use url::Url;

#[test]
fn a_url_that_does_not_parse_back_is_rejected() {
    let mut file = Url::parse("file:///data/test").unwrap();
    file.set_host(Some("localhost")).unwrap();
    let mut nowhere = Url::parse("foo://user@host/").unwrap();
    nowhere.set_host(Some("")).unwrap();
    for url in [file, nowhere] {
        is_rejected(&url, EncodeErrorKind::Rejected("the URL's text would be read as another URL"));
        is_rejected(&[Some(url)], EncodeErrorKind::Rejected("the URL's text would be read as another URL"));
    }
    comes_back(&Url::parse("https://example.com/a%20b?q#f").unwrap());
}

#[test]
fn decimals_decode_at_both_ends_of_their_scale() {
    for scale in [i64::MIN, i64::MIN + 1, -1_001, -1_000, -1, 0, 1, 1_000, 1_001, i64::MAX - 1, i64::MAX] {
        for digits in [0_i64, 1, -10, i64::MAX] {
            let decimal = BigDecimal::new(digits.into(), scale);
            assert_eq!(is_rejected_or_comes_back(&decimal), scale != i64::MIN, "{digits} {scale}");
        }
    }
    use rust_decimal::Decimal;
    for scale in 0..=28 {
        for digits in [0, 1, -1, Decimal::MAX.mantissa(), Decimal::MIN.mantissa()] {
            comes_back(&Decimal::from_i128_with_scale(digits, scale));
        }
    }
}

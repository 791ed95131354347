//! Key text.

use store_record::{RecordKey, StoreRecord};
use time::{Date, OffsetDateTime};

/// A record whose key has a component of each kind.
#[derive(StoreRecord)]
#[store_record(type = "keyed", scope = (tenant, region), key = (name, number, wide, bytes, letter, flag, date, at, address, tuple, last))]
pub struct Keyed {
    pub tenant: String,
    pub region: Option<String>,
    pub name: String,
    pub number: i64,
    pub wide: u128,
    pub bytes: Vec<u8>,
    pub letter: char,
    pub flag: bool,
    pub date: Date,
    pub at: OffsetDateTime,
    pub address: std::net::IpAddr,
    pub tuple: (Option<String>, ((Option<i8>,), u16)),
    pub last: Option<u64>,
}

/// A record whose key is a string.
#[derive(StoreRecord)]
#[store_record(type = "named", scope = global, key = name)]
struct Named {
    name: String,
}

/// A text is either rejected, or it is the key text of the components that are read from it.
pub fn check(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else { return };
    let key = RecordKey::from_stored(text);
    if let Ok(parts) = Keyed::parse_key(&key) {
        let again = Keyed::record_key_for(
            &parts.0, &parts.1, &parts.2, &parts.3, &parts.4, &parts.5, &parts.6, &parts.7, &parts.8, &parts.9,
            &parts.10, &parts.11, &parts.12,
        );
        assert!(again.is_ok_and(|again| again == key), "a key text has two forms");
    }
    if let Ok(name) = Named::parse_key(&key) {
        assert!(Named::record_key_for(&name).is_ok_and(|again| again == key), "a key text of a string has two forms");
    }
    // Two strings order as their keys do.
    if let Some((one, other)) = text.split_once('\n')
        && let (Ok(first), Ok(second)) = (Named::record_key_for(one), Named::record_key_for(other))
    {
        assert_eq!(first.as_str().cmp(second.as_str()), one.cmp(other), "keys order differently");
    }
}

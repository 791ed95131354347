//! Values that resemble those of a directory. They are equal in every run.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use time::OffsetDateTime;

/// A deterministic source of values.
#[derive(Debug)]
pub struct Sample {
    random: fastrand::Rng,
}

impl Sample {
    /// Creates a source for a name.
    #[must_use]
    pub fn new(name: &str) -> Self {
        let seed = name.bytes().fold(5_381, |seed: u64, byte| seed.wrapping_mul(33) ^ u64::from(byte));
        Self { random: fastrand::Rng::with_seed(seed) }
    }

    /// Returns a number under `limit`.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.random.u64(..limit)
    }

    /// Returns true in the given percentage of calls.
    pub fn percent(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// Returns a value in the given percentage of calls.
    pub fn maybe<T>(&mut self, percent: u64, value: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.percent(percent).then(|| value(self))
    }

    /// Returns one of the values.
    pub fn one_of<'a, T>(&mut self, values: &'a [T]) -> &'a T {
        &values[self.random.usize(..values.len())]
    }

    /// Returns one of the strings.
    pub fn text_of(&mut self, texts: &[&str]) -> String {
        (*self.one_of(texts)).to_owned()
    }

    /// Returns at most `most` values.
    pub fn up_to<T>(&mut self, most: usize, value: impl FnMut(&mut Self) -> T) -> Vec<T> {
        self.between(0, most, value)
    }

    /// Returns from `least` to `most` values.
    pub fn between<T>(&mut self, least: usize, most: usize, mut value: impl FnMut(&mut Self) -> T) -> Vec<T> {
        let count = self.random.usize(least..=most);
        (0..count).map(|_| value(self)).collect()
    }

    /// Shuffles the values.
    pub fn shuffle<T>(&mut self, values: &mut [T]) {
        self.random.shuffle(values);
    }

    /// Returns bytes.
    pub fn bytes(&mut self, count: usize) -> Vec<u8> {
        (0..count).map(|_| self.random.u8(..)).collect()
    }

    /// Returns lower-case hexadecimal digits.
    pub fn hex(&mut self, count: usize) -> String {
        (0..count).map(|_| char::from(*self.one_of(b"0123456789abcdef"))).collect()
    }

    /// Returns the text of a random UUID.
    pub fn uuid(&mut self) -> String {
        [8, 4, 4, 4, 12].map(|digits| self.hex(digits)).join("-")
    }

    /// Returns a tenant's name.
    pub fn tenant(&mut self) -> String {
        format!("tnt_{}", self.hex(16))
    }

    /// Returns a serial number, or a long random number.
    pub fn id(&mut self) -> u64 {
        if self.percent(50) { self.below(100_000) } else { 7_000_000_000_000_000 + self.below(900_000_000_000_000) }
    }

    /// Returns an instant of the years 2020 to 2025, with nanoseconds.
    pub fn instant(&mut self) -> OffsetDateTime {
        let nanoseconds = 1_600_000_000_000_000_000 + i128::from(self.below(160_000_000_000_000_000));
        OffsetDateTime::from_unix_timestamp_nanos(nanoseconds).expect("the years are in the type's range")
    }

    /// Returns an IP address, mostly of version 4.
    pub fn ip(&mut self) -> IpAddr {
        if self.percent(85) {
            Ipv4Addr::from_bits(self.random.u32(..)).into()
        } else {
            Ipv6Addr::from_bits(0x2001_0db8 << 96 | u128::from(self.random.u64(..))).into()
        }
    }

    /// Returns an amount of money, or a number with all digits of a float.
    pub fn amount(&mut self) -> f64 {
        match self.below(4) {
            0 => self.below(1_000) as f64,
            1 => (self.below(100_000) as f64 - 50_000.0) / 100.0,
            2 => self.random.f64() * 1_000.0,
            _ => self.below(1_000_000) as f64 / 100.0,
        }
    }

    /// Returns a person's name. Some names aren't ASCII.
    pub fn full_name(&mut self) -> String {
        const GIVEN: &[&str] =
            &["Amara", "Zoë", "José", "Ingrid", "Søren", "Ann-Marie", "Wei", "陽子", "Olga", "Mehmet", "Chloe", "Kofi"];
        const FAMILY: &[&str] = &[
            "García",
            "Müller",
            "Kowalska",
            "O'Neill",
            "Nakamura",
            "田中",
            "Ivanova",
            "Okafor",
            "Miller",
            "Lindqvist",
        ];
        format!("{} {}", self.one_of(GIVEN), self.one_of(FAMILY))
    }

    /// Returns an email address.
    pub fn email(&mut self) -> String {
        const USERS: &[&str] = &["amara", "i.lindqvist", "zoe+billing", "jose.garcia", "k.okafor", "ops", "wei.chen"];
        const HOSTS: &[&str] = &["example.com", "mail.example.org", "corp.example.net", "startup.example.io"];
        format!("{}{}@{}", self.one_of(USERS), self.below(10_000), self.one_of(HOSTS))
    }

    /// Returns a sentence with 4 to 19 words. Every fifth sentence has characters that JSON escapes.
    pub fn sentence(&mut self) -> String {
        const WORDS: &[&str] = &[
            "the", "account", "was", "moved", "by", "support", "after", "a", "review", "customer", "asked", "for",
            "change", "of", "plan", "naïve", "café", "again",
        ];
        let mut sentence = self.between(4, 19, |sample| sample.text_of(WORDS)).join(" ");
        if self.percent(20) {
            sentence.push_str("\nsee \"notes\" in\tC:\\support");
        }
        sentence
    }

    /// Returns at most `most` attributes.
    pub fn attributes(&mut self, most: usize) -> BTreeMap<String, String> {
        const NAMES: &[&str] = &[
            "plan",
            "source",
            "locale",
            "utm_campaign",
            "crm_id",
            "referrer",
            "beta_features",
            "segment",
            "region",
            "cost_center",
            "sso_provider",
        ];
        const VALUES: &[&str] = &[
            "enterprise",
            "web",
            "en-GB",
            "autumn-sale",
            "0031x00000abcdEFG",
            "https://www.example.com/landing?x=1&y=2",
            "true",
            "smb",
            "eu-west-1",
            "R&D / 42",
        ];
        self.up_to(most, |sample| (sample.text_of(NAMES), sample.text_of(VALUES))).into_iter().collect()
    }
}

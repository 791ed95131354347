//! Values that look like those of a directory, the same in every run.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use time::OffsetDateTime;

/// A source of values.
#[derive(Debug)]
pub struct Sample {
    random: fastrand::Rng,
}

impl Sample {
    /// A source of its own for each name.
    #[must_use]
    pub fn new(name: &str) -> Self {
        let seed = name.bytes().fold(5_381, |seed: u64, byte| seed.wrapping_mul(33) ^ u64::from(byte));
        Self { random: fastrand::Rng::with_seed(seed) }
    }

    /// A number under `limit`.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.random.u64(..limit)
    }

    /// True in so many cases of a hundred.
    pub fn percent(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// A value in so many cases of a hundred.
    pub fn maybe<T>(&mut self, percent: u64, value: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.percent(percent).then(|| value(self))
    }

    /// One of several values.
    pub fn one_of<'a, T>(&mut self, values: &'a [T]) -> &'a T {
        &values[self.random.usize(..values.len())]
    }

    /// One of several texts.
    pub fn text_of(&mut self, texts: &[&str]) -> String {
        (*self.one_of(texts)).to_owned()
    }

    /// At most so many values.
    pub fn up_to<T>(&mut self, most: usize, value: impl FnMut(&mut Self) -> T) -> Vec<T> {
        self.between(0, most, value)
    }

    /// From `least` to `most` values.
    pub fn between<T>(&mut self, least: usize, most: usize, mut value: impl FnMut(&mut Self) -> T) -> Vec<T> {
        let count = self.random.usize(least..=most);
        (0..count).map(|_| value(self)).collect()
    }

    /// Puts values in a random order.
    pub fn shuffle<T>(&mut self, values: &mut [T]) {
        self.random.shuffle(values);
    }

    /// Bytes.
    pub fn bytes(&mut self, count: usize) -> Vec<u8> {
        (0..count).map(|_| self.random.u8(..)).collect()
    }

    /// Lower-case hexadecimal digits.
    pub fn hex(&mut self, count: usize) -> String {
        (0..count).map(|_| char::from(*self.one_of(b"0123456789abcdef"))).collect()
    }

    /// The text of a random UUID.
    pub fn uuid(&mut self) -> String {
        [8, 4, 4, 4, 12].map(|digits| self.hex(digits)).join("-")
    }

    /// A tenant's name.
    pub fn tenant(&mut self) -> String {
        format!("tnt_{}", self.hex(16))
    }

    /// A serial number, or one of the long ones that programs make on their own.
    pub fn id(&mut self) -> u64 {
        if self.percent(50) { self.below(100_000) } else { 7_000_000_000_000_000 + self.below(900_000_000_000_000) }
    }

    /// An instant of the years 2020 to 2025, to the nanosecond.
    pub fn instant(&mut self) -> OffsetDateTime {
        let nanoseconds = 1_600_000_000_000_000_000 + i128::from(self.below(160_000_000_000_000_000));
        OffsetDateTime::from_unix_timestamp_nanos(nanoseconds).expect("the years lie in the type's range")
    }

    /// An address, mostly of version 4.
    pub fn ip(&mut self) -> IpAddr {
        if self.percent(85) {
            Ipv4Addr::from_bits(self.random.u32(..)).into()
        } else {
            Ipv6Addr::from_bits(0x2001_0db8 << 96 | u128::from(self.random.u64(..))).into()
        }
    }

    /// An amount of money, or a measured number with all its digits.
    pub fn amount(&mut self) -> f64 {
        match self.below(4) {
            0 => self.below(1_000) as f64,
            1 => (self.below(100_000) as f64 - 50_000.0) / 100.0,
            2 => self.random.f64() * 1_000.0,
            _ => self.below(1_000_000) as f64 / 100.0,
        }
    }

    /// A person's name, some of them not in ASCII.
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

    /// A mail address.
    pub fn email(&mut self) -> String {
        const USERS: &[&str] = &["amara", "i.lindqvist", "zoe+billing", "jose.garcia", "k.okafor", "ops", "wei.chen"];
        const HOSTS: &[&str] = &["example.com", "mail.example.org", "corp.example.net", "startup.example.io"];
        format!("{}{}@{}", self.one_of(USERS), self.below(10_000), self.one_of(HOSTS))
    }

    /// A sentence of 4 to 19 words, every fifth with characters that JSON escapes.
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

    /// At most so many attributes.
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

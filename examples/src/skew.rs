//! How unevenly a hash of the scope fills shards, if the sizes of scopes are those of real tenants (Zipf).

use sha2::{Digest as _, Sha256};
use std::io::{self, Write};

/// The shards of a table. 32 is what Citus creates if it isn't told otherwise.
const SHARDS: [usize; 6] = [32, 64, 128, 256, 512, 1_024];
const WORKERS: [usize; 6] = [2, 4, 8, 16, 32, 64];
/// The shards that are placed on workers.
const PLACED: usize = 128;
/// The scopes are hashed under this number of different names, and the median is printed.
const SAMPLES: u32 = 101;

/// Scopes and their shares of all rows, the largest first. The shares add up to 1.
#[derive(Debug)]
pub struct Scopes {
    shares: Vec<f64>,
    /// The hashes of the scopes' names, for each sample of names.
    hashes: Vec<Vec<u32>>,
}

impl Scopes {
    /// Creates scopes whose sizes follow Zipf's law: the scope of rank `r` has `1 / r^exponent` of the rows of the first.
    #[must_use]
    pub fn zipf(count: u32, exponent: f64) -> Self {
        let sizes: Vec<f64> = (1..=count).map(|rank| f64::from(rank).powf(-exponent)).collect();
        let all: f64 = sizes.iter().sum();
        let hashes =
            (0..SAMPLES).map(|sample| (0..count).map(|rank| hash(&format!("{sample}/tenant{rank}"))).collect());
        Self { shares: sizes.into_iter().map(|size| size / all).collect(), hashes: hashes.collect() }
    }

    /// Returns the share of the largest scope, or zero if there is none.
    #[must_use]
    pub fn largest(&self) -> f64 {
        self.shares.first().copied().unwrap_or_default()
    }

    /// Returns the number of scopes with a larger share than this one.
    #[must_use]
    pub fn larger_than(&self, share: f64) -> usize {
        self.shares.partition_point(|scope| *scope > share)
    }

    /// Returns the median of all samples. `share` is called with the shares of the shards.
    fn median(&self, shards: usize, share: impl Fn(Vec<f64>) -> f64) -> f64 {
        let mut shares: Vec<f64> = self.hashes.iter().map(|hashes| share(self.shards(shards, hashes))).collect();
        shares.sort_by(f64::total_cmp);
        shares.get(shares.len() / 2).copied().unwrap_or_default()
    }

    fn shards(&self, count: usize, hashes: &[u32]) -> Vec<f64> {
        let mut shards = vec![0.0_f64; count];
        for (share, hash) in self.shares.iter().zip(hashes) {
            // A shard has a range of hashes, as in Citus.
            let shard = (u64::from(*hash) * count as u64) >> 32;
            if let Some(shard) = usize::try_from(shard).ok().and_then(|shard| shards.get_mut(shard)) {
                *shard += share;
            }
        }
        shards
    }

    /// Returns the share of the largest shard: the median of all samples.
    #[must_use]
    pub fn largest_shard(&self, count: usize) -> f64 {
        self.median(count, |shards| largest(&shards))
    }

    /// Returns the share of the fullest worker, if each shard is placed on the emptiest, the largest shard first.
    #[must_use]
    pub fn fullest_worker(&self, workers: usize) -> f64 {
        self.median(PLACED, |mut shards| {
            shards.sort_by(|one, other| other.total_cmp(one));
            let mut filled = vec![0.0_f64; workers];
            for shard in shards {
                if let Some(emptiest) = filled.iter_mut().min_by(|one, other| one.total_cmp(other)) {
                    *emptiest += shard;
                }
            }
            largest(&filled)
        })
    }
}

fn largest(shares: &[f64]) -> f64 {
    shares.iter().copied().fold(0.0, f64::max)
}

fn hash(name: &str) -> u32 {
    let [a, b, c, d, ..] = <[u8; 32]>::from(Sha256::digest(name));
    u32::from_be_bytes([a, b, c, d])
}

/// Prints the tables, with a column for each exponent.
///
/// # Errors
///
/// Returns an error if the output can't be written.
pub fn print(scopes: u32, exponents: &[f64], out: &mut impl Write) -> io::Result<()> {
    let all: Vec<Scopes> = exponents.iter().map(|exponent| Scopes::zipf(scopes, *exponent)).collect();
    let names: String = exponents.iter().map(|exponent| format!(" exponent {exponent} |")).collect();
    let head = format!("{names}\n| --- |{}", " --- |".repeat(exponents.len()));
    let row = |out: &mut dyn Write, first: &str, cell: &dyn Fn(&Scopes) -> String| {
        let cells: String = all.iter().map(|scopes| format!(" {} |", cell(scopes))).collect();
        writeln!(out, "| {first} |{cells}")
    };
    writeln!(out, "| share of the largest |{head}")?;
    row(out, "scope", &|scopes| percent(scopes.largest()))?;
    for count in SHARDS {
        let cell = |scopes: &Scopes| {
            let largest = scopes.largest_shard(count);
            format!("{}, {:.1} times the mean", percent(largest), largest * count as f64)
        };
        row(out, &format!("of {count} shards"), &cell)?;
    }
    writeln!(out)?;
    writeln!(out, "| fullest of workers |{head}")?;
    for workers in WORKERS {
        let cell = |scopes: &Scopes| {
            let mean = 1.0 / workers as f64;
            let times = scopes.fullest_worker(workers) / mean;
            format!("{times:.2} times the mean; larger scopes: {}", scopes.larger_than(mean))
        };
        row(out, &workers.to_string(), &cell)?;
    }
    Ok(())
}

fn percent(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}

#[cfg(test)]
mod tests;

use super::{PLACED, SHARDS, Scopes, WORKERS, print};

#[test]
fn sizes_follow_the_exponent() {
    let scopes = Scopes::zipf(3, 1.0);
    assert!((scopes.largest() - 6.0 / 11.0).abs() < 1e-12);
    assert_eq!([scopes.larger_than(0.5), scopes.larger_than(0.2), scopes.larger_than(0.1)], [1, 2, 3]);
    assert!((Scopes::zipf(4, 0.0).largest() - 0.25).abs() < 1e-12);
}

/// The rows of a scope aren't divided, and no row is lost.
#[test]
fn a_shard_is_never_smaller_than_the_largest_scope() {
    for exponent in [0.0, 0.8, 1.2] {
        let scopes = Scopes::zipf(500, exponent);
        for count in SHARDS {
            assert!(scopes.largest_shard(count) >= scopes.largest());
            assert!((scopes.shards(count, &scopes.hashes[7]).iter().sum::<f64>() - 1.0).abs() < 1e-9);
        }
        for workers in WORKERS {
            assert!(scopes.fullest_worker(workers) >= scopes.largest_shard(PLACED) - 1e-12);
            assert!(scopes.fullest_worker(workers) >= 1.0 / workers as f64 - 1e-12);
        }
    }
}

#[test]
fn equal_scopes_fill_shards_evenly() {
    let scopes = Scopes::zipf(20_000, 0.0);
    let mean = 1.0 / 32.0;
    assert!(scopes.largest_shard(32) < 1.2 * mean);
    assert!(scopes.fullest_worker(4) < 1.01 * 0.25);
}

/// The guide prints what the program prints without arguments.
#[test]
fn the_guide_has_the_same_tables() {
    let mut out = Vec::new();
    print(2_000, &[0.8, 1.0, 1.2], &mut out).unwrap();
    let page = include_str!("../../../docs/scaling.md");
    let out = String::from_utf8(out).unwrap();
    assert!(page.contains(&out), "{out}");
}

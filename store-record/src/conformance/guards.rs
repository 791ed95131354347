//! The laws of schema versions, revisions and rewrites.

use super::adapter::Adapter;
use super::probe::{Probe, of_version, probe};
use super::session::{Outcome, Session, assert_same, many, seal};

/// More rows than the statements of [`Statements`](crate::statements::Statements) have at once for SQLite.
const SOME: i64 = 250;

pub(super) async fn a_lower_schema_version_never_replaces_a_higher_one<A: Adapter>(
    store: &mut Session<'_, A>,
) -> Outcome {
    let at = |revision: i64, text: &str| {
        seal(&Probe { revision: Some(revision), text: text.to_owned(), ..probe("versions", "row") })
    };
    let (newer, older) = (of_version(at(1, "newer")?, 2), at(2, "older")?);
    store.put(&older).await?;
    store.put(&newer).await?;
    assert_same(store.get(&newer).await?.as_ref(), &newer)?;
    if store.try_put(&older).await.is_ok() {
        return Err("a put of a lower schema version isn't an error".to_owned());
    }
    assert_same(store.get(&newer).await?.as_ref(), &newer).map_err(|_| "a put replaced the newer row".to_owned())?;
    if store.try_replace(&older, Some(1)).await.unwrap_or(false) {
        return Err("a replacement of a lower schema version was done".to_owned());
    }
    assert_same(store.get(&newer).await?.as_ref(), &newer)
        .map_err(|_| "a replacement replaced the newer row".to_owned())?;
    store.put_downgraded(&older).await?;
    assert_same(store.get(&older).await?.as_ref(), &older)?;
    store.put(&newer).await?;
    assert_same(store.get(&newer).await?.as_ref(), &newer)?;
    // By name a replacement can downgrade too, and it still compares the revision.
    if store.replace_downgraded(&older, Some(0)).await? {
        return Err("`replace_downgraded` replaced a row of another revision".to_owned());
    }
    assert_same(store.get(&newer).await?.as_ref(), &newer)?;
    if !store.replace_downgraded(&older, Some(1)).await? {
        return Err("`replace_downgraded` didn't replace the newer row".to_owned());
    }
    assert_same(store.get(&older).await?.as_ref(), &older)
}

pub(super) async fn an_insert_never_changes_a_row<A: Adapter>(store: &mut Session<'_, A>) -> Outcome {
    let at = |revision: Option<i64>, text: &str| {
        seal(&Probe { revision, text: text.to_owned(), ..probe("inserted", "row") })
    };
    let row = at(Some(1), "first")?;
    if !store.insert(&row).await? {
        return Err("a row of a new key wasn't inserted".to_owned());
    }
    assert_same(store.get(&row).await?.as_ref(), &row)?;
    // Neither another revision nor a higher schema version replaces it.
    for other in [row.clone(), at(Some(2), "other")?, at(None, "other")?, of_version(at(Some(2), "newer")?, 2)] {
        if store.insert(&other).await? {
            return Err("an insert of a key that is stored says that it was done".to_owned());
        }
        assert_same(store.get(&row).await?.as_ref(), &row).map_err(|_| "an insert replaced a row".to_owned())?;
    }
    Ok(())
}

pub(super) async fn a_bulk_put_that_meets_a_newer_row_changes_nothing<A: Adapter>(
    store: &mut Session<'_, A>,
) -> Outcome {
    let rows = many("newer", SOME)?;
    let newer = of_version(seal(&Probe { number: SOME / 2, ..probe("newer", "one of many") })?, 2);
    store.put(&newer).await?;
    if store.try_put_all(&rows).await.is_ok() {
        return Err("the bulk put isn't an error".to_owned());
    }
    let listed = store.list(newer.scope(), newer.record_type()).await?;
    if listed.len() != 1 {
        return Err(format!("{} of {} rows were stored", listed.len().saturating_sub(1), rows.len()));
    }
    assert_same(listed.first(), &newer).map_err(|_| "the newer row was replaced".to_owned())
}

pub(super) async fn a_replacement_raises_the_revision<A: Adapter>(store: &mut Session<'_, A>) -> Outcome {
    let at =
        |revision: Option<i64>, text: &str| seal(&Probe { revision, text: text.to_owned(), ..probe("raised", "row") });
    for stored in [Some(7), None] {
        let row = at(stored, "stored")?;
        store.put(&row).await?;
        for revision in [stored, stored.map(|stored| stored - 1), None] {
            if store.try_replace(&at(revision, "replaced")?, stored).await.is_ok() {
                return Err("a replacement without a higher revision isn't an error".to_owned());
            }
            assert_same(store.get(&row).await?.as_ref(), &row)
                .map_err(|_| "a replacement without a higher revision was done".to_owned())?;
        }
    }
    Ok(())
}

pub(super) async fn the_last_row_of_a_key_wins<A: Adapter>(store: &mut Session<'_, A>) -> Outcome {
    let at = |number: i64, text: &str| seal(&Probe { number, text: text.to_owned(), ..probe("last", "one of many") });
    let few = [at(1, "first")?, at(2, "other")?, at(1, "second")?, at(1, "last")?];
    // The same key is in the first statement and in the last one.
    let mut rows = many("last", SOME)?;
    rows.push(at(0, "last")?);
    for (rows, last) in [(few.as_slice(), at(1, "last")?), (rows.as_slice(), at(0, "last")?)] {
        store.put_all(rows).await?;
        assert_same(store.get(&last).await?.as_ref(), &last)
            .map_err(|_| "another row than the last one of a key is stored".to_owned())?;
    }
    Ok(())
}

pub(super) async fn a_rewrite_replaces_only_the_row_that_was_read<A: Adapter>(store: &mut Session<'_, A>) -> Outcome {
    // A record without a revision is guarded too.
    for revision in [Some(7), None] {
        let at = |text: &str, version: i32| {
            let record = Probe { revision, text: text.to_owned(), ..probe("rewritten", "row") };
            seal(&record).map(|row| of_version(row, version))
        };
        let (old, new, changed) = (at("old", 1)?, at("new", 2)?, at("changed", 1)?);
        if store.rewrite(&old, &new).await? || store.get(&old).await?.is_some() {
            return Err("a row that isn't there was rewritten".to_owned());
        }
        store.put(&changed).await?;
        if store.rewrite(&old, &new).await? {
            return Err("a row with another payload was rewritten".to_owned());
        }
        assert_same(store.get(&changed).await?.as_ref(), &changed)?;
        store.put(&old).await?;
        for wrong in [at("new", 1)?, seal(&Probe { revision: Some(8), ..probe("rewritten", "row") })?] {
            if store.try_rewrite(&old, &wrong).await.is_ok() {
                return Err("a rewrite that doesn't raise the version or keep the revision isn't an error".to_owned());
            }
        }
        let other = seal(&Probe { revision, number: 8, ..probe("rewritten", "row") })?;
        if store.try_rewrite(&old, &of_version(other, 2)).await.is_ok() {
            return Err("a rewrite to another key isn't an error".to_owned());
        }
        assert_same(store.get(&old).await?.as_ref(), &old)?;
        // The row that was read is as the database returns it.
        let read = store.get(&old).await?.ok_or("the row is not there")?;
        if !store.rewrite(&read, &new).await? {
            return Err("the row is still the one that was read, and it wasn't rewritten".to_owned());
        }
        assert_same(store.get(&new).await?.as_ref(), &new)?;
        // The same payload in another schema version.
        let raised = at("old", 2)?;
        store.put(&raised).await?;
        if store.rewrite(&old, &at("late", 3)?).await? {
            return Err("a row of another schema version was rewritten".to_owned());
        }
        assert_same(store.get(&raised).await?.as_ref(), &raised)?;
        store.delete(&new).await?;
    }
    Ok(())
}

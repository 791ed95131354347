//! The laws of renamed record types.

use super::adapter::Adapter;
use super::probe::{Renamed, of_version};
use super::session::{Outcome, Session, assert_same};
use crate::record::StoreRecord;

const NAMES: [&str; 2] = [Renamed::RECORD_TYPE, Renamed::FORMER];

pub(super) async fn a_renamed_record_type_is_found_under_each_name<A: Adapter>(store: &mut Session<'_, A>) -> Outcome {
    for stored in NAMES {
        let row = Renamed::row("renamed", 1, 1, stored)?;
        store.put(&row).await?;
        for asked in NAMES {
            let question = Renamed::row("renamed", 1, 1, asked)?;
            assert_same(store.get(&question).await?.as_ref(), &row)
                .map_err(|what| format!("under another name: {what}; the store must know `conformance::names()`"))?;
            let listed = store.list(question.scope(), question.record_type()).await?;
            if listed.len() != 1 {
                return Err(format!("{} rows are listed under another name", listed.len()));
            }
        }
    }
    let [row, question] = [Renamed::row("renamed", 1, 1, NAMES[1])?, Renamed::row("renamed", 1, 1, NAMES[0])?];
    if !store.delete(&question).await? || store.get(&row).await?.is_some() {
        return Err("a deletion doesn't find the row under another name".to_owned());
    }
    Ok(())
}

pub(super) async fn a_renamed_record_type_leaves_one_row<A: Adapter>(store: &mut Session<'_, A>) -> Outcome {
    let [newest, former] = NAMES;
    for (before, after) in [(former, newest), (newest, former)] {
        let at = |number: i64, revision: i64, name: &'static str| Renamed::row("one row", number, revision, name);
        store.put_all(&[at(1, 1, before)?, at(2, 1, before)?, at(3, 1, before)?]).await?;
        store.put(&at(1, 2, after)?).await?;
        if !store.replace(&at(2, 2, after)?, Some(1)).await? {
            return Err("a replacement doesn't find the row under another name".to_owned());
        }
        // Two names of one key in one bulk put are one row too, the last of them.
        store.put_all(&[at(3, 2, before)?, at(4, 1, before)?, at(3, 3, after)?, at(4, 2, after)?]).await?;
        let last = [at(1, 2, after)?, at(2, 2, after)?, at(3, 3, after)?, at(4, 2, after)?];
        let Some(first) = last.first() else { return Ok(()) };
        let listed = store.list(first.scope(), newest).await?;
        if listed.len() != last.len() || !store.pairs(newest).await?.is_empty() {
            return Err(format!("there are {} rows of {} records", listed.len(), last.len()));
        }
        for (found, row) in listed.iter().zip(&last) {
            assert_same(Some(found), row)?;
        }
        if store.erase(first.scope()).await? != 4 {
            return Err("another number of rows than 4 was deleted".to_owned());
        }
    }
    Ok(())
}

pub(super) async fn a_row_under_another_name_is_not_inserted_again<A: Adapter>(store: &mut Session<'_, A>) -> Outcome {
    for (number, stored, inserted) in [(1, NAMES[0], NAMES[1]), (2, NAMES[1], NAMES[0])] {
        let row = Renamed::row("inserted", number, 1, stored)?;
        if !store.insert(&row).await? {
            return Err("a row of a new key wasn't inserted".to_owned());
        }
        if store.insert(&Renamed::row("inserted", number, 2, inserted)?).await? {
            return Err("there are two rows of one record".to_owned());
        }
        assert_same(store.get(&row).await?.as_ref(), &row)?;
    }
    Ok(())
}

pub(super) async fn a_newer_row_under_another_name_is_not_replaced<A: Adapter>(store: &mut Session<'_, A>) -> Outcome {
    let [newest, former] = NAMES;
    let at = |number: i64, name: &'static str| Renamed::row("newer name", number, 2, name);
    let newer = of_version(Renamed::row("newer name", 2, 1, former)?, 2);
    store.put(&newer).await?;
    let bulk = [at(1, newest)?, at(2, newest)?, at(3, newest)?];
    for rows in [&bulk[1..2], &bulk[..]] {
        if store.try_put_all(rows).await.is_ok() {
            return Err("the put isn't an error".to_owned());
        }
        let listed = store.list(newer.scope(), newest).await?;
        if listed.len() != 1 {
            return Err(format!("there are {} rows instead of one", listed.len()));
        }
        assert_same(listed.first(), &newer).map_err(|_| "the newer row was replaced".to_owned())?;
    }
    let Some(row) = bulk.get(1) else { return Ok(()) };
    if store.try_replace(row, Some(1)).await.unwrap_or(false) {
        return Err("a replacement replaced the newer row".to_owned());
    }
    store.put_downgraded(row).await?;
    let listed = store.list(newer.scope(), newest).await?;
    if listed.len() != 1 {
        return Err(format!("there are {} rows after the row was downgraded", listed.len()));
    }
    assert_same(listed.first(), row)
}

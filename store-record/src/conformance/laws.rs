//! The laws of a store, one function for each. Those of guards, renames and selections have their own files.

use super::adapter::Adapter;
use super::by_metadata::*;
use super::guards::*;
use super::probe::{
    CANARY, HOSTILE, NUMBERLIKE, Other, Probe, bare_number, edited, every_code_point, extremes, no_row, probe,
};
use super::renames::*;
use super::selections::*;
use super::session::{Outcome, Session, assert_same, difference, many, seal};
use crate::envelope::{Envelope, EnvelopeColumns};
use crate::key::{RecordKey, Scope};
use std::error::Error;

/// More rows than one statement with ten parameters for each can have.
const MANY: i64 = 7_000;

macro_rules! run {
    ($adapter:ident: $($law:ident)*) => {{
        let mut broken = Vec::new();
        $({
            let mut session = Session::new($adapter);
            let outcome = $law(&mut session).await;
            let cleaned = session.clean().await;
            if let Err(what) = outcome.and(cleaned) {
                broken.push(format!("{}: {what}", stringify!($law)));
            }
        })*
        broken
    }};
}

/// Returns the laws that the store breaks.
pub(super) async fn broken_by<A: Adapter>(adapter: &mut A) -> Vec<String> {
    run! { adapter:
        a_row_that_was_not_put_is_not_there
        a_row_comes_back_as_it_was_put
        every_code_point_comes_back
        a_text_that_looks_like_a_number_stays_a_text
        a_payload_that_is_a_number_keeps_its_digits
        a_put_replaces_the_whole_row
        keys_that_differ_in_one_byte_are_two_rows
        rows_are_listed_in_the_order_of_their_keys
        scopes_do_not_see_each_other
        a_replacement_is_guarded_by_the_revision
        a_deleted_row_is_gone_and_no_other
        a_bulk_put_keeps_every_row
        a_failed_bulk_put_leaves_nothing_behind
        an_invalid_row_is_rejected
        a_row_that_was_changed_by_others_does_not_open
        a_lower_schema_version_never_replaces_a_higher_one
        an_insert_never_changes_a_row
        a_bulk_put_that_meets_a_newer_row_changes_nothing
        a_replacement_raises_the_revision
        the_last_row_of_a_key_wins
        a_rewrite_replaces_only_the_row_that_was_read
        a_renamed_record_type_is_found_under_each_name
        a_renamed_record_type_leaves_one_row
        a_row_under_another_name_is_not_inserted_again
        a_newer_row_under_another_name_is_not_replaced
        pages_have_every_row_once
        a_selection_has_its_rows_and_no_other
        a_promoted_field_finds_its_records_and_no_other
        a_promoted_field_of_a_renamed_record_type_is_found
        a_scope_is_exported_and_erased_alone
        errors_hold_no_stored_data
    }
}

async fn a_row_that_was_not_put_is_not_there<A: Adapter>(store: &mut Session<'_, A>) -> Outcome {
    let row = seal(&probe("nowhere", "nothing"))?;
    store.check().await?;
    if store.get(&row).await?.is_some() || !store.list(row.scope(), row.record_type()).await?.is_empty() {
        return Err("there is a row; the kit needs an empty store".to_owned());
    }
    store.put_all(&[]).await
}

async fn a_row_comes_back_as_it_was_put<A: Adapter>(store: &mut Session<'_, A>) -> Outcome {
    for (about, record) in extremes() {
        comes_back(store, &record).await.map_err(|what| format!("{about}: {what}"))?;
    }
    Ok(())
}

async fn comes_back<A: Adapter>(store: &mut Session<'_, A>, record: &Probe) -> Outcome {
    let row = seal(record)?;
    store.put(&row).await?;
    let found = store.get(&row).await?;
    assert_same(found.as_ref(), &row)?;
    match found.map(|found| found.open_in::<Probe>(row.scope())) {
        Some(Ok(opened)) if opened == *record => Ok(()),
        Some(Err(error)) => Err(error.to_string()),
        _ => Err("the record came back different".to_owned()),
    }
}

async fn every_code_point_comes_back<A: Adapter>(store: &mut Session<'_, A>) -> Outcome {
    for text in every_code_point() {
        comes_back(store, &Probe { text, ..probe("code points", "text") }).await?;
    }
    // Characters below U+0080 in a key and a scope have a meaning to some database.
    for letter in '\u{1}'..'\u{80}' {
        let name = letter.to_string();
        let what = comes_back(store, &probe(&name, &name)).await;
        what.map_err(|what| format!("U+{:04X} in the key: {what}", u32::from(letter)))?;
    }
    Ok(())
}

async fn a_text_that_looks_like_a_number_stays_a_text<A: Adapter>(store: &mut Session<'_, A>) -> Outcome {
    for text in NUMBERLIKE {
        let record = Probe { text: text.to_owned(), ..probe(text, text) };
        comes_back(store, &record).await.map_err(|what| format!("`{text}`: {what}"))?;
        // A key of digits only, as a record type with one string as its key may have.
        let row = Envelope::from_columns(EnvelopeColumns {
            scope: Scope::from_stored(""),
            record_key: RecordKey::from_stored(text),
            ..seal(&record)?.into_columns()
        });
        store.put(&row).await?;
        assert_same(store.get(&row).await?.as_ref(), &row).map_err(|what| format!("the key `{text}`: {what}"))?;
    }
    Ok(())
}

async fn a_payload_that_is_a_number_keeps_its_digits<A: Adapter>(store: &mut Session<'_, A>) -> Outcome {
    for payload in ["7", "1.10", "100000000000000000000000.0", "0.1", "9007199254740993", "0.30000000000000004"] {
        let row = bare_number(payload);
        store.put(&row).await?;
        let found = store.get(&row).await?;
        assert_same(found.as_ref(), &row).map_err(|what| format!("`{payload}`: {what}"))?;
    }
    Ok(())
}

async fn a_put_replaces_the_whole_row<A: Adapter>(store: &mut Session<'_, A>) -> Outcome {
    let first = Probe { text: "first".to_owned(), updated_at: Some(probe("", "").at), ..probe("replaced", "row") };
    let second =
        Probe { text: "second".to_owned(), created_at: None, updated_at: None, revision: None, ..first.clone() };
    let row = seal(&second)?;
    store.put(&seal(&first)?).await?;
    store.put(&row).await?;
    assert_same(store.get(&row).await?.as_ref(), &row)?;
    match store.list(row.scope(), row.record_type()).await?.len() {
        1 => Ok(()),
        count => Err(format!("there are {count} rows of one key")),
    }
}

async fn keys_that_differ_in_one_byte_are_two_rows<A: Adapter>(store: &mut Session<'_, A>) -> Outcome {
    let mut rows = Vec::new();
    for (number, name) in HOSTILE.into_iter().enumerate() {
        let text = number.to_string();
        rows.push(seal(&Probe { text, ..probe("told apart", name) })?);
    }
    for row in &rows {
        store.put(row).await?;
    }
    for row in &rows {
        assert_same(store.get(row).await?.as_ref(), row)?;
    }
    let Some(first) = rows.first() else { return Ok(()) };
    match store.list(first.scope(), first.record_type()).await?.len() {
        count if count == rows.len() => Ok(()),
        count => Err(format!("of {} keys there are {count} rows", rows.len())),
    }
}

async fn rows_are_listed_in_the_order_of_their_keys<A: Adapter>(store: &mut Session<'_, A>) -> Outcome {
    let mut rows = Vec::new();
    for name in HOSTILE.into_iter().chain(NUMBERLIKE).chain(["B", "b", "Z", "z", "é", "\u{ffff}", "\u{10000}"]) {
        for number in [i64::MIN, -10, -9, -1, 0, 9, 10, i64::MAX] {
            rows.push(seal(&Probe { number, ..probe("in order", name) })?);
        }
    }
    // In an order that is neither that of the keys nor its reverse.
    let (even, odd): (Vec<_>, Vec<_>) = rows.iter().enumerate().partition(|(index, _)| index % 2 == 0);
    for (_, row) in odd.into_iter().chain(even) {
        store.put(row).await?;
    }
    let Some(first) = rows.first() else { return Ok(()) };
    let other = Other { tenant: "in order".to_owned(), name: "a".to_owned(), number: 7 };
    store.put(&seal(&other)?).await?;
    let listed = store.list(first.scope(), first.record_type()).await?;
    rows.sort_by(|one, other| one.record_key().as_str().cmp(other.record_key().as_str()));
    if listed.len() != rows.len() {
        return Err(format!("{} rows are listed of {}", listed.len(), rows.len()));
    }
    match listed.iter().zip(&rows).position(|(found, row)| difference(found, row).is_some()) {
        None => Ok(()),
        Some(index) => Err(format!("row {index} of {} is another than in the bytewise order", rows.len())),
    }
}

async fn scopes_do_not_see_each_other<A: Adapter>(store: &mut Session<'_, A>) -> Outcome {
    let mut rows = Vec::new();
    for (number, tenant) in HOSTILE.into_iter().enumerate() {
        let text = number.to_string();
        rows.push(seal(&Probe { text, ..probe(tenant, "same") })?);
    }
    for row in &rows {
        store.put(row).await?;
    }
    for row in &rows {
        assert_same(store.get(row).await?.as_ref(), row)?;
        let listed = store.list(row.scope(), row.record_type()).await?;
        if listed.len() != 1 || listed.iter().any(|found| found.scope() != row.scope()) {
            return Err(format!("a scope of one row lists {}", listed.len()));
        }
        // This row's key, in the scope of the other rows.
        for other in rows.iter().filter(|other| other.scope() != row.scope()) {
            let strayed =
                Envelope::from_columns(EnvelopeColumns { scope: other.scope().clone(), ..row.clone().into_columns() });
            if store.get(&strayed).await?.is_some() {
                return Err("a key of another scope is found".to_owned());
            }
            let raised =
                Envelope::from_columns(EnvelopeColumns { revision: Some(2), ..strayed.clone().into_columns() });
            if store.delete(&strayed).await? || store.replace(&raised, row.revision()).await? {
                return Err("a key of another scope is changed".to_owned());
            }
        }
    }
    Ok(())
}

async fn a_replacement_is_guarded_by_the_revision<A: Adapter>(store: &mut Session<'_, A>) -> Outcome {
    let at =
        |revision: Option<i64>, text: &str| seal(&Probe { revision, text: text.to_owned(), ..probe("guarded", "row") });
    let (first, second, late) = (at(Some(1), "first")?, at(Some(2), "second")?, at(Some(3), "late")?);
    if store.replace(&first, Some(0)).await? || store.replace(&first, None).await? {
        return Err("a row that isn't there was replaced".to_owned());
    }
    if store.get(&first).await?.is_some() {
        return Err("a replacement inserted a row".to_owned());
    }
    let other = seal(&probe("guarded", "other"))?;
    store.put(&other).await?;
    store.put(&first).await?;
    if !store.replace(&second, Some(1)).await? {
        return Err("the revision was right, and nothing was replaced".to_owned());
    }
    assert_same(store.get(&second).await?.as_ref(), &second)?;
    if store.replace(&late, Some(1)).await? || store.replace(&late, None).await? {
        return Err("the revision was wrong, and the row was replaced".to_owned());
    }
    assert_same(store.get(&second).await?.as_ref(), &second)?;
    let none = at(None, "none")?;
    store.put(&none).await?;
    if store.replace(&second, Some(1)).await? || !store.replace(&first, None).await? {
        return Err("a row without a revision isn't told from one with".to_owned());
    }
    assert_same(store.get(&other).await?.as_ref(), &other)
}

async fn a_deleted_row_is_gone_and_no_other<A: Adapter>(store: &mut Session<'_, A>) -> Outcome {
    let (row, near) = (seal(&probe("deleted", "a"))?, seal(&probe("deleted", "A"))?);
    let other = seal(&Other { tenant: "deleted".to_owned(), name: "a".to_owned(), number: 7 })?;
    for row in [&row, &near, &other] {
        store.put(row).await?;
    }
    if !store.delete(&row).await? || store.delete(&row).await? {
        return Err("it isn't said whether there was a row".to_owned());
    }
    if store.get(&row).await?.is_some() {
        return Err("the row is still there".to_owned());
    }
    assert_same(store.get(&near).await?.as_ref(), &near)?;
    assert_same(store.get(&other).await?.as_ref(), &other)
}

async fn a_bulk_put_keeps_every_row<A: Adapter>(store: &mut Session<'_, A>) -> Outcome {
    let mut rows = many("bulk", MANY)?;
    let old = seal(&Probe { number: 0, text: "old".to_owned(), ..probe("bulk", "one of many") })?;
    store.put(&old).await?;
    rows.extend([seal(&Probe { number: MANY, revision: None, created_at: None, ..probe("bulk", "one of many") })?]);
    store.put_all(&rows).await?;
    let listed = store.list(old.scope(), old.record_type()).await?;
    if listed.len() != rows.len() {
        return Err(format!("of {} rows there are {}", rows.len(), listed.len()));
    }
    match listed.iter().zip(&rows).find_map(|(found, row)| difference(found, row)) {
        None => Ok(()),
        Some(column) => Err(format!("the column `{column}` came back different")),
    }
}

async fn a_failed_bulk_put_leaves_nothing_behind<A: Adapter>(store: &mut Session<'_, A>) -> Outcome {
    let mut rows = many("failed", MANY)?;
    let first = seal(&Probe { number: 0, text: "before".to_owned(), ..probe("failed", "one of many") })?;
    store.put(&first).await?;
    rows.extend(no_row("failed"));
    if store.try_put_all(&rows).await.is_ok() {
        return Err("a row over every limit was kept".to_owned());
    }
    let listed = store.list(first.scope(), first.record_type()).await?;
    if listed.len() != 1 {
        return Err(format!("{} rows of {} are left behind", listed.len().saturating_sub(1), rows.len()));
    }
    assert_same(listed.first(), &first).map_err(|_| "a row from before was replaced".to_owned())
}

async fn an_invalid_row_is_rejected<A: Adapter>(store: &mut Session<'_, A>) -> Outcome {
    let Some(row) = no_row("refused") else { return Ok(()) };
    if store.try_put(&row).await.is_ok() {
        return Err("a row over every limit was kept".to_owned());
    }
    if store.try_insert(&row).await.is_ok() {
        return Err("an insert of a row over every limit isn't an error".to_owned());
    }
    match store.list(row.scope(), row.record_type()).await?.len() {
        0 => Ok(()),
        _ => Err("a rejected row is there".to_owned()),
    }
}

async fn a_row_that_was_changed_by_others_does_not_open<A: Adapter>(store: &mut Session<'_, A>) -> Outcome {
    let record = probe("edited", "row");
    let changes = [
        ("the key", Probe { number: 8, ..record.clone() }),
        ("the scope", Probe { tenant: "other".to_owned(), ..record.clone() }),
        ("the metadata", Probe { text: "edited".to_owned(), ..record.clone() }),
        ("the revision", Probe { revision: Some(2), ..record.clone() }),
        ("an instant", Probe { created_at: None, ..record.clone() }),
    ];
    let other_type = Other { tenant: "edited".to_owned(), name: "row".to_owned(), number: 7 };
    let edits = changes.iter().map(|(about, other)| (*about, edited(&record, other)));
    for (about, row) in edits.chain([("a payload of another type", edited(&record, &other_type))]) {
        let Some(row) = row else { continue };
        // The store may reject the row here or when it is read.
        if store.try_put(&row).await.is_err() {
            continue;
        }
        let opened = match store.try_get(&row).await {
            Ok(Some(found)) => found.open_in::<Probe>(row.scope()),
            Ok(None) => return Err(format!("{about}: the row is not there")),
            Err(_) => continue,
        };
        if opened.is_ok() {
            return Err(format!("{about}: the payload says something else than the columns, and the row opens"));
        }
    }
    Ok(())
}

async fn errors_hold_no_stored_data<A: Adapter>(store: &mut Session<'_, A>) -> Outcome {
    let Some(row) = no_row(CANARY) else { return Ok(()) };
    let alone = store.try_put(&row).await.err();
    let in_bulk = store.try_put_all(&[row]).await.err();
    for error in [alone, in_bulk].into_iter().flatten() {
        let mut link: Option<&dyn Error> = Some(&error);
        while let Some(error) = link {
            if error.to_string().contains(CANARY) || format!("{error:?} {error:#?}").contains(CANARY) {
                return Err("an error quotes the row".to_owned());
            }
            link = error.source();
        }
    }
    Ok(())
}

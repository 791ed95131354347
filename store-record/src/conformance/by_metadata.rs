//! The laws of records by a promoted field.

use super::adapter::Adapter;
use super::probe::{HOSTILE, Probe, Renamed, probe};
use super::session::{Outcome, Session, seal};
use crate::error::EncodeError;
use crate::record::StoreRecord;
use crate::store::{MetadataCondition, MetadataField, RowKey, Selection};

const TEXT: MetadataField<Probe, String> = MetadataField::new("text");
const DECIMAL: MetadataField<Probe, i64> = MetadataField::new("decimal");
const REVISION: MetadataField<Probe, Option<i64>> = MetadataField::new("revision");
const NUMBER: MetadataField<Renamed, i64> = MetadataField::new("decimal");

fn said(error: EncodeError) -> String {
    error.to_string()
}

/// Checks the records of a condition, in pages, in both directions.
async fn assert_finds<A: Adapter, R: StoreRecord + Clone + PartialEq>(
    store: &mut Session<'_, A>,
    condition: &MetadataCondition<R>,
    selection: Selection<'_>,
    records: &[R],
) -> Outcome {
    let reversed: Vec<R> = records.iter().rev().cloned().collect();
    for (selection, records) in [(selection.limit(4), records), (selection.limit(4).descending(), &*reversed)] {
        let (mut found, mut after) = (Vec::new(), None::<RowKey>);
        loop {
            let page = match &after {
                None => store.page_by(condition, &selection).await?,
                Some(after) => store.page_by(condition, &selection.after(after)).await?,
            };
            if page.records.len() > 4 || found.len() > records.len() {
                return Err("a page has more records than its limit, or records of the page before".to_owned());
            }
            found.extend(page.records);
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        if found.len() != records.len() {
            return Err(format!("{} records are found of {}", found.len(), records.len()));
        }
        if let Some(index) = found.iter().zip(records).position(|(found, record)| found != record) {
            return Err(format!("record {index} of {} is another one", records.len()));
        }
    }
    Ok(())
}

pub(super) async fn a_promoted_field_finds_its_records_and_no_other<A: Adapter>(store: &mut Session<'_, A>) -> Outcome {
    let (mut rows, mut records) = (Vec::new(), Vec::new());
    for tenant in ["metadata", "metadata#"] {
        for (text, number) in HOSTILE.into_iter().zip(0..) {
            let revision = (number % 2 == 0).then_some(number % 3);
            let record = Probe { text: text.to_owned(), number: number % 5, revision, ..probe(tenant, text) };
            rows.push(seal(&record)?);
            records.push(record);
        }
        // A record of another type has the same member.
        rows.push(Renamed::row(tenant, 3, 1, Renamed::RECORD_TYPE)?);
    }
    store.put_all(&rows).await?;
    let mut keyed = Vec::new();
    for record in records {
        keyed.push((RowKey::from(&seal(&record)?), record));
    }
    keyed.sort_by(|(one, _), (other, _)| one.cmp(other));
    let scope = Probe::scope_for("metadata").map_err(|error| error.to_string())?;
    for selection in [Selection::new(), Selection::new().scope(&scope)] {
        let of = |matches: &dyn Fn(&Probe) -> bool| -> Vec<Probe> {
            let is_in_scope = |key: &RowKey| selection.scope.is_none_or(|scope| key.scope == *scope);
            let found = keyed.iter().filter(|(key, record)| is_in_scope(key) && matches(record));
            found.map(|(_, record)| record.clone()).collect()
        };
        for text in HOSTILE {
            let condition = TEXT.eq(&text.to_owned()).map_err(said)?;
            let records = of(&|record| record.text == text);
            assert_finds(store, &condition, selection, &records).await.map_err(|what| format!("a string: {what}"))?;
        }
        for number in 0..6 {
            let condition = DECIMAL.eq(&number).map_err(said)?;
            let records = of(&|record| record.number == number);
            assert_finds(store, &condition, selection, &records).await.map_err(|what| format!("a number: {what}"))?;
        }
        let records = of(&|record| record.revision == Some(1));
        let condition = REVISION.eq(&Some(1)).map_err(said)?;
        assert_finds(store, &condition, selection, &records).await.map_err(|what| format!("an option: {what}"))?;
        let records = of(&|record| record.revision.is_none());
        let condition = REVISION.is_null();
        assert_finds(store, &condition, selection, &records).await.map_err(|what| format!("`None`: {what}"))?;
    }
    Ok(())
}

pub(super) async fn a_promoted_field_of_a_renamed_record_type_is_found<A: Adapter>(
    store: &mut Session<'_, A>,
) -> Outcome {
    let names = [Renamed::RECORD_TYPE, Renamed::FORMER];
    let mut records = Vec::new();
    // All rows of one number are in one list, by scope.
    for (tenant, index) in ["by name a", "by name b", "by name c", "by name d", "by name e"].into_iter().zip(0..) {
        let name = names.get(index % 2).copied().unwrap_or(Renamed::RECORD_TYPE);
        store.put_all(&[Renamed::row(tenant, 7, 1, name)?, Renamed::row(tenant, 8, 1, name)?]).await?;
        records.push(Renamed { tenant: tenant.to_owned(), number: 7, revision: Some(1) });
    }
    let condition = NUMBER.eq(&7).map_err(said)?;
    assert_finds(store, &condition, Selection::new(), &records).await?;
    let scope = Renamed::scope_for("by name b").map_err(|error| error.to_string())?;
    assert_finds(store, &condition, Selection::new().scope(&scope), &records[1..2]).await
}

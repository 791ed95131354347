//! The laws of pages, ranges, counts and scopes.

use super::adapter::Adapter;
use super::probe::{HOSTILE, Other, Probe, of_version, probe};
use super::session::{Outcome, Session, difference, seal};
use crate::envelope::Envelope;
use crate::key::Scope;
use crate::record::StoreRecord;
use crate::store::{RowKey, Selection};

/// The schema versions of the rows.
const VERSIONS: [i32; 2] = [1, 2];

/// Puts rows of two scopes, two record types and two schema versions, and returns them in the order of their keys.
async fn put_rows<A: Adapter>(store: &mut Session<'_, A>) -> Outcome<Vec<Envelope>> {
    let mut rows = Vec::new();
    for tenant in ["pages", "pages#"] {
        for (name, number) in HOSTILE.into_iter().zip(0..) {
            let [one, two] = VERSIONS;
            let version = if number % 3 == 0 { two } else { one };
            rows.push(of_version(seal(&Probe { number, ..probe(tenant, name) })?, version));
            rows.push(seal(&Other { tenant: tenant.to_owned(), name: name.to_owned(), number })?);
        }
    }
    store.put_all(&rows).await?;
    rows.sort_by_key(|row| RowKey::from(row));
    Ok(rows)
}

/// Checks the rows of a selection, in one page, in several pages, in reverse, and in a scan.
async fn assert_selects<A: Adapter>(
    store: &mut Session<'_, A>,
    selection: Selection<'_>,
    rows: Vec<&Envelope>,
) -> Outcome {
    assert_rows(&store.page(&selection).await?, &rows)?;
    assert_rows(&store.scan(&selection, usize::MAX).await?, &rows).map_err(|what| format!("scanned: {what}"))?;
    let some = store.scan(&selection, 3).await?;
    assert_rows(&some, rows.get(..3).unwrap_or(&rows)).map_err(|what| format!("scanned in part: {what}"))?;
    let reversed: Vec<&Envelope> = rows.iter().copied().rev().collect();
    for (selection, rows) in [(selection, rows), (selection.descending(), reversed)] {
        let (mut found, mut last) = (Vec::new(), None::<RowKey>);
        loop {
            let selection = selection.limit(7);
            let page = match &last {
                None => store.page(&selection).await?,
                Some(last) => store.page(&selection.after(last)).await?,
            };
            let Some(end) = page.last() else { break };
            last = Some(end.into());
            if page.len() > 7 || found.len() > rows.len() {
                return Err("a page has more rows than its limit, or rows of the page before".to_owned());
            }
            found.extend(page);
        }
        let order = if selection.is_descending { "in reverse" } else { "in pages" };
        assert_rows(&found, &rows).map_err(|what| format!("{order}: {what}"))?;
    }
    Ok(())
}

fn assert_rows(found: &[Envelope], rows: &[&Envelope]) -> Outcome {
    if found.len() != rows.len() {
        return Err(format!("{} rows are found of {}", found.len(), rows.len()));
    }
    match found.iter().zip(rows).position(|(found, row)| difference(found, row).is_some()) {
        None => Ok(()),
        Some(index) => Err(format!("row {index} of {} is another one", rows.len())),
    }
}

pub(super) async fn pages_have_every_row_once<A: Adapter>(store: &mut Session<'_, A>) -> Outcome {
    let rows = put_rows(store).await?;
    assert_selects(store, Selection::new(), rows.iter().collect()).await
}

pub(super) async fn a_selection_has_its_rows_and_no_other<A: Adapter>(store: &mut Session<'_, A>) -> Outcome {
    let rows = put_rows(store).await?;
    let Some(first) = rows.first() else { return Ok(()) };
    let scope = first.scope().clone();
    let of = |matches: &dyn Fn(&Envelope) -> bool| rows.iter().filter(|row| matches(row)).collect::<Vec<_>>();
    let is_in_scope = |row: &Envelope| *row.scope() == scope;
    let is_probe = |row: &Envelope| row.record_type() == Probe::RECORD_TYPE;
    let probes = Selection::new().record_type(Probe::RECORD_TYPE);
    let named = |what: &'static str| move |problem: String| format!("{what}: {problem}");
    assert_selects(store, Selection::new().scope(&scope), of(&is_in_scope)).await.map_err(named("a scope"))?;
    assert_selects(store, probes, of(&is_probe)).await.map_err(named("a record type"))?;
    let both = of(&|row| is_in_scope(row) && is_probe(row));
    assert_selects(store, probes.scope(&scope), both).await.map_err(named("a record type in a scope"))?;
    for version in VERSIONS {
        let selected = of(&|row| is_probe(row) && row.schema_version() == version);
        let count = selected.len() as u64;
        assert_selects(store, probes.schema_version(version), selected).await.map_err(named("a schema version"))?;
        let counts = store.counts(&probes).await?;
        if counts.iter().find(|found| found.schema_version == version).map(|found| found.rows) != Some(count) {
            return Err("another number of rows is counted".to_owned());
        }
    }
    if store.counts(&Selection::new()).await?.len() != VERSIONS.len() + 1 {
        return Err("the counts aren't those of each record type and schema version".to_owned());
    }
    let range = scope.key_range();
    let in_range = of(&|row| range.contains(row.record_key()));
    assert_selects(store, Selection::new().key_range(&range), in_range).await.map_err(named("a range of keys"))?;
    let range = Probe::key_range_by_name(scope.as_str(), "a").map_err(|error| error.to_string())?;
    let in_range = of(&|row| is_in_scope(row) && is_probe(row) && range.contains(row.record_key()));
    assert_selects(store, probes.scope(&scope).key_range(&range), in_range).await.map_err(named("a range of names"))
}

pub(super) async fn a_scope_is_exported_and_erased_alone<A: Adapter>(store: &mut Session<'_, A>) -> Outcome {
    let rows = put_rows(store).await?;
    let (scope, other) = match (rows.first(), rows.last()) {
        (Some(first), Some(last)) => (first.scope().clone(), last.scope().clone()),
        _ => return Ok(()),
    };
    let of = |scope: &Scope| rows.iter().filter(|row| row.scope() == scope).collect::<Vec<_>>();
    assert_rows(&store.export(&scope).await?, &of(&scope))?;
    if store.erase(&scope).await? != of(&scope).len() as u64 {
        return Err("another number of rows than those of the scope was deleted".to_owned());
    }
    if !store.export(&scope).await?.is_empty() || store.erase(&scope).await? != 0 {
        return Err("a row of the scope is left".to_owned());
    }
    assert_rows(&store.export(&other).await?, &of(&other)).map_err(|what| format!("another scope: {what}"))
}

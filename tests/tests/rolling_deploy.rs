//! A rolling deploy: two programs use the same rows, and neither loses data of the other. The older program doesn't know fields of
//! the record and of a nested struct, and variants of each form.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use store_record::{Envelope, Json, OpenError, StoreRecord, StoreValue, UnknownFields};

/// The older program, which is still running.
mod older {
    use super::*;

    #[derive(Debug, Clone, PartialEq, StoreRecord)]
    #[store_record(type = "plan", scope = global, key = id, metadata(state))]
    pub(super) struct Plan {
        pub(super) id: u8,
        pub(super) seats: u8,
        pub(super) name: String,
        pub(super) state: State,
        pub(super) event: Event,
        pub(super) sections: BTreeMap<String, Vec<Item>>,
        #[store_record(rest)]
        pub(super) rest: UnknownFields,
    }

    #[derive(Debug, Clone, PartialEq, StoreValue)]
    pub(super) struct Item {
        pub(super) count: u32,
        pub(super) kind: Kind,
        #[store_record(rest)]
        pub(super) rest: UnknownFields,
    }

    #[derive(Debug, Clone, PartialEq, StoreValue)]
    pub(super) enum Kind {
        Free,
        #[store_record(other)]
        Other(Json),
    }

    #[derive(Debug, Clone, PartialEq, StoreValue)]
    #[store_record(tag = "kind")]
    pub(super) enum Event {
        Made,
        #[store_record(other)]
        Other(Json),
    }

    #[derive(Debug, Clone, PartialEq, StoreValue)]
    pub(super) enum State {
        Open,
        #[store_record(other)]
        Other(String),
    }
}

/// The newer program. It writes the first version while the older program is running.
mod newer {
    use super::*;

    #[derive(Debug, Clone, PartialEq, StoreRecord)]
    #[store_record(type = "plan", scope = global, key = id, metadata(state))]
    pub(super) struct PlanV1 {
        pub(super) id: u8,
        pub(super) seats: u8,
        pub(super) name: String,
        pub(super) state: State,
        pub(super) event: Event,
        pub(super) sections: BTreeMap<String, Vec<Item>>,
        #[store_record(default)]
        pub(super) note: Option<String>,
        /// A field that only the second version has. The first version keeps it.
        #[store_record(default)]
        pub(super) owner: Option<Owner>,
    }

    #[derive(Debug, Clone, PartialEq, StoreRecord)]
    #[store_record(
        type = "plan", schema_version = 2, previous = PlanV1, scope = global, key = id, metadata(state, team = owner.team),
    )]
    pub(super) struct Plan {
        pub(super) id: u8,
        pub(super) seats: u64,
        pub(super) names: Vec<String>,
        pub(super) state: State,
        pub(super) event: Event,
        pub(super) sections: BTreeMap<String, Vec<Item>>,
        pub(super) note: Option<String>,
        pub(super) owner: Owner,
    }

    #[derive(Debug, Clone, PartialEq, StoreValue)]
    pub(super) struct Owner {
        pub(super) team: String,
        pub(super) since: time::Date,
    }

    #[derive(Debug, Clone, PartialEq, StoreValue)]
    pub(super) struct Item {
        pub(super) count: u32,
        pub(super) kind: Kind,
        #[store_record(default)]
        pub(super) weights: Vec<f64>,
        #[store_record(default)]
        pub(super) label: Option<(String, u128)>,
    }

    #[derive(Debug, Clone, PartialEq, StoreValue)]
    pub(super) enum Kind {
        Free,
        Gold { since: time::Date },
        Pair(i64, String),
        Silver,
    }

    #[derive(Debug, Clone, PartialEq, StoreValue)]
    #[store_record(tag = "kind")]
    pub(super) enum Event {
        Made,
        Moved { to: Vec<u8>, at: time::OffsetDateTime },
    }

    #[derive(Debug, Clone, PartialEq, StoreValue)]
    pub(super) enum State {
        Open,
        Paused,
    }

    impl From<PlanV1> for Plan {
        fn from(old: PlanV1) -> Self {
            Self {
                id: old.id,
                seats: old.seats.into(),
                names: old.name.split(" & ").map(str::to_owned).collect(),
                state: old.state,
                event: old.event,
                sections: old.sections,
                note: old.note,
                owner: old.owner.unwrap_or(Owner { team: "none".into(), since: time::macros::date!(2000 - 01 - 01) }),
            }
        }
    }

    impl From<&Plan> for PlanV1 {
        fn from(new: &Plan) -> Self {
            Self {
                id: new.id,
                seats: new.seats.try_into().unwrap_or(u8::MAX),
                name: new.names.join(" & "),
                state: new.state.clone(),
                event: new.event.clone(),
                sections: new.sections.clone(),
                note: new.note.clone(),
                owner: Some(new.owner.clone()),
            }
        }
    }
}

/// Returns all parts that the older program doesn't know.
fn newest() -> newer::Plan {
    use newer::{Event, Item, Kind, Owner, Plan, State};
    let day = time::macros::date!(2026 - 06 - 16);
    let item =
        |count, kind| Item { count, kind, weights: vec![0.1, 1e300], label: Some(("\u{1}é".into(), u128::MAX)) };
    let kinds = [Kind::Gold { since: day }, Kind::Pair(-1, "\"".into()), Kind::Silver, Kind::Free];
    let items: Vec<Item> = (1..).zip(kinds).map(|(count, kind)| item(count, kind)).collect();
    Plan {
        id: 1,
        seats: 2,
        names: vec!["a".into(), "b".into()],
        state: State::Paused,
        event: Event::Moved { to: vec![0, 255], at: day.midnight().assume_utc() },
        sections: BTreeMap::from([("first".into(), items), (String::new(), Vec::new())]),
        note: Some("kept".into()),
        owner: Owner { team: "red".into(), since: day },
    }
}

/// Returns the row as another program reads it from the database.
fn through_the_database(row: Envelope) -> Envelope {
    Envelope::from_columns(row.into_columns())
}

#[test]
fn the_older_program_keeps_unknown_parts_of_the_newer_one() {
    let newest = newest();
    let row = through_the_database(newer::PlanV1::from(&newest).to_envelope().unwrap());
    assert_eq!(row.schema_version(), 1);
    let mut seen: older::Plan = row.open().unwrap();
    assert_eq!(seen.rest.len(), 2, "the note and the owner");
    assert_eq!(seen.state, older::State::Other("Paused".into()));
    assert!(matches!(seen.event, older::Event::Other(_)));
    let item = &mut seen.sections.get_mut("first").unwrap()[0];
    assert!(item.rest.len() == 2 && matches!(item.kind, older::Kind::Other(_)));
    // The older program changes known fields at each level.
    item.count = 77;
    seen.seats = 9;
    let row = through_the_database(seen.to_envelope().unwrap());

    let mut expected = newest;
    expected.seats = 9;
    expected.sections.get_mut("first").unwrap()[0].count = 77;
    assert_eq!(row.open::<newer::Plan>().unwrap(), expected);
    // The same row as the type of the first version, which the newer program has too.
    assert_eq!(row.open::<newer::PlanV1>().unwrap(), newer::PlanV1::from(&expected));
    // An unchanged record has unchanged bytes.
    let untouched: older::Plan = row.open().unwrap();
    assert_eq!(untouched.to_envelope().unwrap(), row);
}

#[test]
fn the_newer_program_opens_rows_of_the_older_one_and_writes_them_for_it() {
    let item = older::Item { count: 3, kind: older::Kind::Free, rest: UnknownFields::new() };
    let oldest = older::Plan {
        id: 1,
        seats: 2,
        name: "a & b".into(),
        state: older::State::Open,
        event: older::Event::Made,
        sections: BTreeMap::from([("first".into(), vec![item])]),
        rest: UnknownFields::new(),
    };
    let row = through_the_database(oldest.to_envelope().unwrap());
    let mut seen: newer::Plan = row.open().unwrap();
    assert_eq!(
        (seen.names.as_slice(), seen.state.clone()),
        (&["a".to_owned(), "b".to_owned()][..], newer::State::Open)
    );
    seen.sections.get_mut("first").unwrap()[0].weights.push(0.5);
    seen.seats = 4;
    let row = through_the_database(newer::PlanV1::from(&seen).to_envelope().unwrap());

    let again: older::Plan = row.open().unwrap();
    let known = |plan: &older::Plan| (plan.id, plan.name.clone(), plan.state.clone(), plan.event.clone());
    assert_eq!((known(&again), again.seats), (known(&oldest), 4));
    let item = &again.sections["first"][0];
    assert_eq!((item.count, &item.kind, item.rest.len()), (3, &older::Kind::Free, 2));
    // The newer program's additions are still there.
    let row = through_the_database(again.to_envelope().unwrap());
    assert_eq!(row.open::<newer::Plan>().unwrap(), seen);
}

#[test]
fn the_older_program_rejects_a_newer_version_before_reading_the_payload() {
    let mut columns = newest().to_envelope().unwrap().into_columns();
    columns.payload = store_record::Payload::from_stored("damaged");
    let opened = Envelope::from_columns(columns).open::<older::Plan>();
    assert_eq!(opened, Err(OpenError::FutureSchemaVersion { record_type: "plan", known: 1, found: 2 }));
}

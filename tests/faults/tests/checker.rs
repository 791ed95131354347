//! The checker finds each planted violation, and none in a clean history.

#![allow(clippy::unwrap_used)]

use store_record_faults::checker::{Checker, Violation};
use store_record_faults::history::{Event, Read, Write};
use store_record_faults::records::{ChainId, GROUP_ROWS, Stored};

const CHAIN: ChainId = ChainId { slot: 1, number: 0 };
const GROUP: u64 = 7;
const SINGLE: u64 = 8;

/// Two tasks append to a chain, and a third call loses. A group is put two times, and a single record is put.
fn events() -> Vec<Event> {
    vec![
        Event::Begin(1, Write::Append(CHAIN, 1)),
        Event::Acknowledged(1),
        Event::Begin(2, Write::Append(CHAIN, 2)),
        Event::Begin(3, Write::Append(CHAIN, 2)),
        Event::Acknowledged(3),
        Event::Rejected(2),
        Event::Read(Read::Chain { chain: CHAIN, floor: 1, revision: 2, last: Some(3) }),
        Event::Begin(4, Write::Append(CHAIN, 3)),
        Event::Unknown(4),
        Event::Begin(5, Write::PutGroup(GROUP, 1)),
        Event::Acknowledged(5),
        Event::Read(Read::Group { group: GROUP, floor: 1, numbers: vec![1; GROUP_ROWS as usize] }),
        Event::Begin(6, Write::PutGroup(GROUP, 2)),
        Event::Acknowledged(6),
        Event::Begin(7, Write::PutSingle(SINGLE, 1)),
        Event::Acknowledged(7),
        Event::Read(Read::Single { single: SINGLE, acknowledged: 1, found: Some(1) }),
        Event::Begin(8, Write::PutSingle(SINGLE, 2)),
    ]
}

fn stored() -> Stored {
    Stored {
        chains: [(CHAIN, vec![1, 3])].into(),
        groups: [(GROUP, vec![2; GROUP_ROWS as usize])].into(),
        singles: [(SINGLE, 1)].into(),
        unreadable: Vec::new(),
    }
}

fn violations(events: Vec<Event>, stored: &Stored) -> Vec<Violation> {
    let mut checker = Checker::default();
    events.into_iter().for_each(|event| checker.observe(event));
    checker.finish(stored).violations
}

#[test]
fn clean_history_has_no_violation() {
    assert_eq!(violations(events(), &stored()), []);
}

#[test]
fn write_with_unknown_result_may_be_applied() {
    let mut stored = stored();
    stored.chains.insert(CHAIN, vec![1, 3, 4]);
    stored.singles.clear();
    assert_eq!(violations(events(), &stored), []);
}

#[test]
fn lost_write_is_found() {
    let read = Read::Chain { chain: CHAIN, floor: 1, revision: 2, last: Some(3) };
    let found = violations(events(), &Stored { chains: [(CHAIN, vec![1])].into(), ..stored() });
    assert_eq!(found, [Violation::Lost(Write::Append(CHAIN, 2)), Violation::Vanished(read)]);
    let found = violations(events(), &Stored { groups: [(GROUP, vec![1; GROUP_ROWS as usize])].into(), ..stored() });
    assert_eq!(found, [Violation::Lost(Write::PutGroup(GROUP, 2))]);
    let events = events().into_iter().take(17).collect();
    let found = violations(events, &Stored { singles: [].into(), ..stored() });
    assert_eq!(found, [Violation::Lost(Write::PutSingle(SINGLE, 1))]);
}

#[test]
fn overwritten_write_is_lost_and_the_rejected_one_invented() {
    let found = violations(events(), &Stored { chains: [(CHAIN, vec![1, 2])].into(), ..stored() });
    assert!(found.contains(&Violation::Lost(Write::Append(CHAIN, 2))));
    assert!(found.contains(&Violation::Invented(2)));
}

#[test]
fn write_that_nobody_began_is_invented() {
    let found = violations(events(), &Stored { chains: [(CHAIN, vec![1, 3, 4, 9])].into(), ..stored() });
    assert_eq!(found, [Violation::Invented(9)]);
}

#[test]
fn torn_bulk_put_is_found() {
    let mut torn = stored();
    torn.groups.get_mut(&GROUP).unwrap()[3] = 1;
    assert!(matches!(violations(events(), &torn)[..], [Violation::Torn { group: GROUP, .. }]));
    torn.groups.get_mut(&GROUP).unwrap().truncate(3);
    assert!(matches!(violations(events(), &torn)[..], [Violation::Torn { group: GROUP, .. }]));
    let mut events = events();
    events.push(Event::Read(Read::Group { group: GROUP, floor: 1, numbers: vec![1, 2] }));
    assert!(matches!(violations(events, &stored())[..], [Violation::Torn { group: GROUP, .. }]));
}

#[test]
fn backward_revision_is_found() {
    let chain = Read::Chain { chain: CHAIN, floor: 2, revision: 1, last: Some(1) };
    let group = Read::Group { group: GROUP, floor: 2, numbers: vec![1; GROUP_ROWS as usize] };
    let single = Read::Single { single: SINGLE, acknowledged: 1, found: None };
    for read in [chain, group, single] {
        let mut events = events();
        events.push(Event::Read(read.clone()));
        assert_eq!(violations(events, &stored()), [Violation::Backward(read)]);
    }
}

#[test]
fn row_that_does_not_open_is_found() {
    let stored = Stored { unreadable: vec!["can't open".into()], ..stored() };
    assert_eq!(violations(events(), &stored), [Violation::Unreadable("can't open".into())]);
}

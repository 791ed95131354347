// A part of a generated package. The package has the locked types in a module `old`. These are rows that the locked types read:
// values at the ends of their ranges, under each name.
#[cfg(test)]
use store_record::{Envelope, EnvelopeColumns, Payload, StoreRecord};

#[cfg(test)]
fn accounts() -> Vec<Envelope> {
    use old::*;
    let account = |is_large: bool| Account {
        tenant: "acme".into(),
        realm: if is_large { u16::MAX } else { 0 },
        id: if is_large { u64::MAX } else { 0 },
        region: is_large.then(|| "north".into()),
        made: time::OffsetDateTime::UNIX_EPOCH,
        changed: time::OffsetDateTime::UNIX_EPOCH + time::Duration::DAY,
        revision: if is_large { u32::MAX } else { 0 },
        name: "Ada".into(),
        address: Address { city: "Agra".into(), street: is_large.then(|| "Taj".into()), lines: vec!["1".into()] },
        contacts: vec![
            Contact::None,
            Contact::Mail("a@b.c".into()),
            Contact::Phone { number: if is_large { u32::MAX } else { 0 }, kinds: ['a', 'b'].into() },
            Contact::Other(r#"{"New": 1}"#.parse().unwrap()),
        ],
        status: if is_large { Status::Closed { by: u64::MAX } } else { Status::Active },
        color: if is_large { Color::Red } else { Color::Blue },
        grade: if is_large { Grade::High } else { Grade::Low },
        states: vec![State::Idle, State::Ready(255), State::Busy { until: 7 }],
        any: vec![Any::One("a".into()), Any::Many(vec!["a".into(), "bc".into()]), Any::Yes(true)],
        node: Node { kids: Kids(vec![Kids(vec![])]) },
        loose: Loose { note: "note".into() },
        kept: Kept { sum: 1, rest: store_record::UnknownFields::new() },
        odd: Odd { one: 255, a: B { b: 255 }, two: 255 },
        pairs: [((255, is_large.then_some(('a',))), true)].into(),
        flat: Flat { first: 255, inner: Inner { second: 255 }, marks: [("mark".into(), u16::MAX)].into() },
        scores: [(7, (if is_large { 1e300 } else { 0.1 }, [0, 1, 2, 3], ["x".into(), "y".into()]))].into(),
        seen: is_large.then_some(time::OffsetDateTime::UNIX_EPOCH),
    };
    let mut rows = vec![account(true).to_envelope().unwrap(), account(false).to_envelope().unwrap()];
    // Rows of other programs with the same shape: under an alias, without optional members, with unknown members.
    for (from, to) in [
        ("\"street\"", "\"road\""),
        ("\"Phone\"", "\"Fon\""),
        ("\"lines\": [\"1\"], ", ""),
        ("\"note\": ", "\"new\": 1, \"note\": "),
        ("\"sum\": ", "\"new\": 1, \"sum\": "),
    ] {
        let columns = rows[0].columns().clone();
        let payload = columns.payload.expose_json();
        assert_eq!(payload.matches(from).count(), 1, "{from}: {payload}");
        let payload = Payload::from_json(&payload.replace(from, to)).unwrap();
        rows.push(Envelope::from_columns(EnvelopeColumns { payload, payload_sha256: None, ..columns }));
    }
    assert!(rows.iter().all(|row| row.open::<Account>().is_ok()));
    rows
}

#[cfg(test)]
fn groups() -> Vec<Envelope> {
    let first = old::Group1 { id: 7 }.to_envelope().unwrap();
    let second = old::Group { id: 7, title: "t".into() }.to_envelope().unwrap();
    let team = EnvelopeColumns { record_type: "team".into(), ..second.columns().clone() };
    let rows = vec![first, second, Envelope::from_columns(team)];
    assert!(rows.iter().all(|row| row.open::<old::Group>().is_ok()));
    rows
}

#[cfg(test)]
fn opens<A: StoreRecord, G: StoreRecord>(number: usize) -> String {
    let of_this = |row: &Envelope| {
        let columns = row.columns().clone();
        Envelope::from_columns(EnvelopeColumns { record_type: format!("{}_{number}", columns.record_type).into(), ..columns })
    };
    let accounts = accounts().iter().all(|row| of_this(row).open::<A>().is_ok());
    let groups = groups().iter().all(|row| of_this(row).open::<G>().is_ok());
    format!("<{number}: {}>", if accounts && groups { "all open" } else { "not all open" })
}

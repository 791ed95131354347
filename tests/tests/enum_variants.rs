//! Variants are distinguished by their whole names, for any length of the names and any end of the text.

#![allow(clippy::unwrap_used)]

use store_record::{Payload, StoreValue, from_slice};

/// Prefixes of each other, names about as long as the compared words, and names that are equal in these words.
#[derive(Debug, Clone, Copy, PartialEq, StoreValue)]
#[store_record(rename_all = "snake_case")]
enum Step {
    A,
    Ab,
    SevenBy,
    EightByt,
    NineBytes,
    FifteenBytesLo,
    SixteenBytesLon,
    SeventeenBytesLo,
    #[store_record(rename = "exactly15_bytes")]
    Fifteen,
    #[store_record(rename = "exactly_16_bytes")]
    Sixteen,
    #[store_record(rename = "exactly_16_bytes_")]
    Seventeen,
    #[store_record(rename = "exactly_16_bytes_and_more")]
    More,
    #[store_record(rename = "exactly_16_bytes_and_some")]
    Some,
    #[store_record(rename = "naïve 山")]
    NotAscii,
    #[store_record(rename = "say \"so\"\\")]
    Escaped,
    #[store_record(rename = "\u{1}\n")]
    Control,
}

const STEPS: [Step; 16] = [
    Step::A,
    Step::Ab,
    Step::SevenBy,
    Step::EightByt,
    Step::NineBytes,
    Step::FifteenBytesLo,
    Step::SixteenBytesLon,
    Step::SeventeenBytesLo,
    Step::Fifteen,
    Step::Sixteen,
    Step::Seventeen,
    Step::More,
    Step::Some,
    Step::NotAscii,
    Step::Escaped,
    Step::Control,
];

#[derive(Debug, PartialEq, StoreValue)]
enum Content {
    #[store_record(rename = "n")]
    Number(u8),
    #[store_record(rename = "exactly_16_bytes_and_more")]
    Steps { first: Step, last: Step },
}

fn read<T: StoreValue>(text: &str) -> Option<T> {
    from_slice(text.as_bytes()).ok()
}

#[test]
fn a_variant_is_read_at_every_position() {
    for step in STEPS {
        let payload = Payload::new(&step).unwrap();
        let name = payload.expose_json();
        assert_eq!(read(name), Some(step));
        assert_eq!(read(&format!("\n{name} ")), Some(step));
        assert_eq!(read(&format!("[{name}, {name}]")), Some([step, step]));
        assert_eq!(read(&format!("[{name},{name}]")), Some([step, step]));
        for (before, after) in [("{\"first\": ", ", \"last\": \"a\"}}"), ("{\"last\":\"a\",\"first\":", "}}")] {
            let content = Content::Steps { first: step, last: Step::A };
            let object = format!("\"exactly_16_bytes_and_more\": {before}{name}{after}");
            assert_eq!(read(&format!("{{{object}")), Some(content), "{object}");
        }
    }
}

#[test]
fn a_name_with_one_difference_is_rejected() {
    for step in STEPS {
        let payload = Payload::new(&step).unwrap();
        let name = payload.expose_json();
        let inner = &name[1..name.len() - 1];
        let shorter: String = inner.chars().take(inner.chars().count() - 1).collect();
        for text in
            [inner.to_owned(), format!("\"{inner}"), format!("{inner}\""), format!("{name}\""), format!("{{{name}}}")]
        {
            assert_eq!(read::<Step>(&text), None, "{text}");
        }
        let mut nearly =
            vec![format!("{inner}x"), format!("x{inner}"), format!("{inner}\0"), format!("{inner} "), shorter];
        for at in (0..inner.len()).filter(|at| inner.is_char_boundary(*at) && inner.is_char_boundary(at + 1)) {
            nearly.push(format!("{}~{}", &inner[..at], &inner[at + 1..]));
        }
        for text in nearly {
            let read = read::<Step>(&format!("\"{text}\""));
            // A prefix of one name can be another name.
            assert!(
                read.is_none_or(|other| Payload::new(&other).unwrap().expose_json() == format!("\"{text}\"")),
                "{text}"
            );
        }
    }
}

#[test]
fn content_is_accepted_only_for_a_variant_with_content() {
    assert_eq!(read("{\"n\": 7}"), Some(Content::Number(7)));
    assert_eq!(read("{\"n\":7}"), Some(Content::Number(7)));
    assert_eq!(read("{ \"n\" : 7 }"), Some(Content::Number(7)));
    assert_eq!(read("{\"\\u006e\": 7}"), Some(Content::Number(7)));
    for text in
        ["\"n\"", "{\"n\"}", "{\"n\": 7", "{\"n\" 7}", "{\"n\": 7, \"n\": 7}", "{}", "{\"\": 7}", "{\"m\": 7}", "7", ""]
    {
        assert_eq!(read::<Content>(text), None, "{text}");
    }
    assert_eq!(read::<Step>("{\"a\": null}"), None);
}

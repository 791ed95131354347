//! Checks that a JSON Schema accepts the payloads that the decoder accepts.

use jsonschema::Validator;
use serde_json::{Value, json};
use store_record::{DecodeError, DecodeErrorKind, Payload, StoreValue, json_schema};

/// Checks that the value's payload is valid, and that a mutation that the decoder rejects for its structure isn't. Returns the
/// number of rejected payloads. The values at the paths in `by_hand` have custom codecs, which have no schema.
///
/// # Panics
///
/// Panics if the schema is invalid or disagrees with the decoder.
pub fn assert_schema<T: StoreValue>(value: &T, by_hand: &[&str]) -> usize {
    let schema = json_schema::<T>();
    let validator = jsonschema::draft202012::new(&schema);
    let validator = validator.unwrap_or_else(|error| panic!("{error}"));
    let payload = Payload::new(value).unwrap_or_else(|error| panic!("{error}"));
    // The tree rounds a number with more digits than a float. A schema can't see that.
    let payload: Value = serde_json::from_str(payload.expose_json()).unwrap_or_else(|error| panic!("{error}"));
    if let Some(error) = validator.iter_errors(&payload).next() {
        panic!("{error} at {} of {payload:#}\n{schema:#}", error.instance_path());
    }
    let mut rejected = 0;
    for mutated in mutations(&payload) {
        rejected += usize::from(is_rejected_by_both::<T>(&mutated, &validator, by_hand));
    }
    rejected
}

/// Checks that a value is valid.
///
/// # Panics
///
/// Panics if it isn't, or if the schema is invalid.
pub fn assert_valid(schema: &Value, value: &Value) {
    let validator = jsonschema::draft202012::new(schema).unwrap_or_else(|error| panic!("{error}"));
    if let Some(error) = validator.iter_errors(value).next() {
        panic!("{error} at {} of {value:#}", error.instance_path());
    }
}

fn is_rejected_by_both<T: StoreValue>(mutated: &Value, validator: &Validator, by_hand: &[&str]) -> bool {
    let decoded = Payload::from_value(mutated).ok().and_then(|payload| payload.decode::<T>().err());
    let Some(error) =
        decoded.filter(|error| is_about_structure(error) && !by_hand.contains(&error.path().to_string().as_str()))
    else {
        return false;
    };
    assert!(!validator.is_valid(mutated), "{error}, and it is valid: {mutated:#}");
    true
}

fn is_about_structure(error: &DecodeError) -> bool {
    match error.kind() {
        DecodeErrorKind::Expected { expected, .. } => expected != "what the type's serde implementation accepts",
        DecodeErrorKind::Missing
        | DecodeErrorKind::UnknownField
        | DecodeErrorKind::UnknownVariant
        | DecodeErrorKind::VariantContent
        | DecodeErrorKind::Length(_) => true,
        _ => false,
    }
}

/// Returns the value with one change each: a value of another kind, or a member or element that is added or removed.
fn mutations(value: &Value) -> Vec<Value> {
    let mut all = Vec::new();
    let others = [json!(true), json!(7), json!(["mutated"]), json!({ "mutated": 7 }), json!("mutated"), Value::Null];
    let is_of_kind = |other: &Value| std::mem::discriminant(other) == std::mem::discriminant(value);
    // An absent string could have any form.
    all.extend(others.into_iter().filter(|other| !(is_of_kind(other) || value.is_null() && other.is_string())));
    match value {
        Value::Object(members) => {
            for name in members.keys() {
                let mut fewer = members.clone();
                fewer.remove(name);
                all.push(fewer.into());
            }
            let mut more = members.clone();
            more.insert("a name that nobody has".to_owned(), Value::Null);
            all.push(more.into());
            for (name, inside) in members {
                all.extend(mutations(inside).into_iter().map(|inside| {
                    let mut members = members.clone();
                    members.insert(name.clone(), inside);
                    members.into()
                }));
            }
        }
        Value::Array(elements) => {
            if let [first, rest @ ..] = elements.as_slice() {
                all.push(rest.to_vec().into());
                all.push([std::slice::from_ref(first), elements].concat().into());
            }
            for (index, inside) in elements.iter().enumerate() {
                all.extend(mutations(inside).into_iter().map(|inside| {
                    let mut elements = elements.clone();
                    elements[index] = inside;
                    elements.into()
                }));
            }
        }
        _ => {}
    }
    all
}

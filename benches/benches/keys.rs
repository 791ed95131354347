//! Record keys, compared with a manual `format!` that returns the same text and doesn't escape.

use store_record::{KeyError, RecordKey, StoreRecord};
use store_record_benches::harness::{Criterion, RECORDS, bench_each, criterion, group};
use store_record_benches::records::{Account, AuditEvent, Directory, Membership, Role, Sample};
use uuid::Uuid;

/// A record whose key is a UUID.
#[derive(StoreRecord)]
#[store_record(type = "device", scope = tenant, key = id)]
struct Device {
    tenant: String,
    id: Uuid,
}

fn main() {
    let mut criterion = criterion();
    let directory = Directory::even(RECORDS);
    bench(
        &mut criterion,
        "text and u64",
        &directory.accounts.values,
        |account: &Account| Account::record_key_for(&account.tenant_id, &account.user_id),
        |account| format!("{}#{}{}", account.tenant_id, letter_of(account.user_id), account.user_id),
    );
    bench(
        &mut criterion,
        "text, u64 and enum",
        &directory.memberships.values,
        |one: &Membership| Membership::record_key_for(&one.tenant_id, &one.user_id, &one.role),
        |one| format!("{}#{}{}#{}", one.tenant_id, letter_of(one.user_id), one.user_id, name_of(one.role)),
    );
    bench(
        &mut criterion,
        "text and the text of a UUID",
        &directory.audit_events.values,
        |event: &AuditEvent| AuditEvent::record_key_for(&event.tenant_id, &event.event_id),
        |event| format!("{}#{}", event.tenant_id, event.event_id),
    );
    bench(
        &mut criterion,
        "text and Uuid",
        &devices(),
        |device: &Device| Device::record_key_for(&device.tenant, &device.id),
        |device| format!("{}#{}", device.tenant, device.id),
    );
    criterion.final_summary();
}

fn bench<R: StoreRecord>(
    criterion: &mut Criterion,
    components: &str,
    records: &[R],
    key_for: impl Fn(&R) -> Result<RecordKey, KeyError>,
    formatted: impl Fn(&R) -> String,
) {
    for record in records {
        assert_eq!(record.record_key().as_ref().map(RecordKey::as_str), Ok(formatted(record).as_str()));
    }
    let group = &mut group(criterion, "key", records.len());
    bench_each(group, "ours", components, records, StoreRecord::record_key);
    bench_each(group, "ours, record_key_for", components, records, key_for);
    let texts: Vec<String> = records.iter().map(&formatted).collect();
    bench_each(group, "format!", components, records, formatted);
    bench_each(group, "floor: copy of the text", components, &texts, String::clone);
}

fn devices() -> Vec<Device> {
    let mut sample = Sample::new("device");
    let id = |sample: &mut Sample| Uuid::from_slice(&sample.bytes(16)).expect("a UUID has 16 bytes");
    sample.between(RECORDS, RECORDS, |sample| Device { tenant: sample.tenant(), id: id(sample) })
}

/// Returns the letter for the number of digits, which comes before the digits.
fn letter_of(number: u64) -> char {
    char::from(b'a' + number.checked_ilog10().unwrap_or(0) as u8)
}

fn name_of(role: Role) -> &'static str {
    match role {
        Role::Owner => "owner",
        Role::Admin => "admin",
        Role::Member => "member",
        Role::Viewer => "viewer",
        Role::BillingManager => "billing_manager",
    }
}

//! Rows for the tests.

use store_record::{Digest, Envelope, EnvelopeColumns, Payload, StoreRecord as _};
use store_record_examples::directory::{
    AccountId, Level, Membership, MembershipV1, MembershipV2, RoleInGroup, SessionV1, TenantId,
};
use time::OffsetDateTime;

/// The tenant of the memberships.
pub(crate) const TENANT: &str = "acme";

/// Returns memberships in one group, with the accounts 1, 2, 3, … The versions take turns.
pub(crate) fn memberships(count: u64, versions: &[i32]) -> Vec<Envelope> {
    (1..=count).zip(versions.iter().cycle()).map(|(account, version)| membership(account, *version)).collect()
}

/// Returns a membership in a schema version. Its member isn't an owner.
pub(crate) fn membership(account: u64, schema_version: i32) -> Envelope {
    let (tenant_id, account_id) = (TenantId(TENANT.into()), AccountId(account));
    let (group, joined_at) = ("staff".to_owned(), OffsetDateTime::UNIX_EPOCH);
    let row = match schema_version {
        1 => MembershipV1 { tenant_id, account_id, group, is_owner: false, joined_at }.to_envelope(),
        2 => MembershipV2 { tenant_id, account_id, group, role: RoleInGroup::Member, joined_at }.to_envelope(),
        _ => Membership { tenant_id, account_id, group, level: Level::Member, joined_at, until: None }.to_envelope(),
    };
    row.unwrap()
}

/// Returns a session whose address isn't one, so that it can't be upgraded.
pub(crate) fn broken_session() -> Envelope {
    let session = SessionV1 {
        tenant_id: TenantId(TENANT.into()),
        application: "wiki".into(),
        id: 8,
        account_id: AccountId(42),
        token_hash: vec![0; 32],
        address: "c4n4ry".into(),
        created_at: OffsetDateTime::UNIX_EPOCH,
        last_seen_at: OffsetDateTime::UNIX_EPOCH,
    };
    session.to_envelope().unwrap()
}

/// Returns the row with another payload, as if it was edited by hand.
pub(crate) fn edited(row: Envelope, from: &str, to: &str) -> Envelope {
    let mut columns: EnvelopeColumns = row.into_columns();
    let payload = columns.payload.expose_json();
    assert!(payload.contains(from), "{payload}");
    columns.payload = Payload::from_json(&payload.replacen(from, to, 1)).unwrap();
    columns.payload_sha256 = Some(Digest::new(&columns.payload));
    Envelope::from_columns(columns)
}

/// Returns the lines of rows.
pub(crate) fn lines(rows: &[Envelope]) -> String {
    let mut writer = store_record::ndjson::Writer::new(Vec::new());
    rows.iter().for_each(|row| writer.write(row).unwrap());
    String::from_utf8(writer.into_inner()).unwrap()
}

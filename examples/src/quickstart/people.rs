//! The people of a history: an account and a Git identity for each.

use super::Failure;
use super::history::Commit;
use crate::database::Database;
use crate::directory::{Account, AccountId, AccountStatus, Contact, DirectoryRecord, ExternalIdentity, TenantId};
use std::collections::{BTreeMap, HashMap};
use store_record::StoreRecord;
use store_record::store::{Store as _, StoreError};
use time::OffsetDateTime;

const PROVIDER: &str = "git";

/// The authors of commits, by lower-case email.
#[derive(Debug)]
pub(super) struct People {
    tenant: TenantId,
    /// The account numbers of earlier runs.
    known: HashMap<String, AccountId>,
    next: u64,
    seen: BTreeMap<AccountId, Person>,
}

#[derive(Debug)]
struct Person {
    name: String,
    email: String,
    first: OffsetDateTime,
    last: OffsetDateTime,
    commits: u64,
}

impl People {
    /// Returns the people in the store. An account keeps its number when the history grows or is rewritten.
    ///
    /// Returns `None` if one of their rows is damaged. Otherwise the person of that row would get a second account.
    pub(super) fn of(store: &mut Database, tenant: &TenantId) -> Result<Option<Self>, Failure> {
        let mut people = Self { tenant: tenant.clone(), known: HashMap::new(), next: 1, seen: BTreeMap::new() };
        let Ok(scope) = ExternalIdentity::scope_for(tenant, PROVIDER) else { return Ok(Some(people)) };
        let identities = match store.list(&scope, ExternalIdentity::RECORD_TYPE) {
            Err(StoreError::Damaged(_)) => return Ok(None),
            identities => identities?,
        };
        for identity in identities {
            let Ok(identity) = identity.open_in::<ExternalIdentity>(&scope) else { return Ok(None) };
            people.next = people.next.max(identity.account_id.0.saturating_add(1));
            people.known.insert(identity.subject, identity.account_id);
        }
        Ok(Some(people))
    }

    /// Returns the account of the commit's author.
    pub(super) fn author(&mut self, commit: &Commit) -> AccountId {
        let id = *self.known.entry(commit.email.to_lowercase()).or_insert_with(|| {
            let id = AccountId(self.next);
            self.next = self.next.saturating_add(1);
            id
        });
        let person = self.seen.entry(id).or_insert_with(|| Person {
            name: String::new(),
            email: commit.email.clone(),
            first: commit.authored,
            last: commit.authored,
            commits: 0,
        });
        person.name.clone_from(&commit.author);
        person.first = person.first.min(commit.authored);
        person.last = person.last.max(commit.authored);
        person.commits += 1;
        id
    }

    /// Returns an account and an external identity for each author.
    pub(super) fn records(&self) -> impl Iterator<Item = DirectoryRecord> {
        self.seen.iter().flat_map(|(id, person)| [self.account(*id, person).into(), self.identity(*id, person).into()])
    }

    fn account(&self, id: AccountId, person: &Person) -> Account {
        Account {
            tenant_id: self.tenant.clone(),
            id,
            email: person.email.clone(),
            display_name: (!person.name.is_empty()).then(|| person.name.clone()),
            status: AccountStatus::Active,
            contacts: vec![Contact::Email { address: person.email.clone(), verified: false }],
            created_at: person.first,
            updated_at: Some(person.last),
            revision: person.commits,
            balance: 0,
            labels: BTreeMap::new(),
            cached_greeting: None,
        }
    }

    fn identity(&self, id: AccountId, person: &Person) -> ExternalIdentity {
        ExternalIdentity {
            tenant_id: self.tenant.clone(),
            provider: PROVIDER.into(),
            subject: person.email.to_lowercase(),
            account_id: id,
            linked_at: person.first,
            claims: serde_json::json!({"name": person.name, "email": person.email}),
        }
    }
}

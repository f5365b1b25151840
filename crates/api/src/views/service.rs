//! Service accounts as their administrators see them, and as lines and histories name them.

use chrono::{DateTime, NaiveDate, Utc};
use office::{
    domain::{
        ServiceAccountId, ServiceKeyId,
        organisation::{Directory, Scope},
    },
    services::{LastUse, NewKey, Shown},
};
use serde::Serialize;
use utoipa::ToSchema;

use super::PersonRef;

/// Another system, by id and name.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SystemRef {
    /// Its service account.
    pub id: ServiceAccountId,
    /// What it is called.
    pub name: String,
}

impl SystemRef {
    /// As the directory knows it.
    pub fn of(id: ServiceAccountId, directory: &Directory) -> Self {
        Self { id, name: directory.services.get(&id).map(|system| system.name.clone()).unwrap_or_default() }
    }
}

/// A key, without its secret.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ServiceKey)]
pub struct KeyView {
    /// Which: the part of the key between `cvk_` and the next `_`, as a UUID.
    id: ServiceKeyId,
    /// Who made it.
    made_by: Option<PersonRef>,
    /// When.
    made_at: DateTime<Utc>,
    /// Its last day.
    until: NaiveDate,
    /// Whether it opens something today: not ended, and its last day not past.
    holds: bool,
    /// When it was used last; noted now and then, so it may have been used some minutes later.
    last_used_at: Option<DateTime<Utc>>,
    /// From which address.
    last_used_from: Option<String>,
}

/// A service account with its keys.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ServiceAccount)]
pub struct ServiceView {
    /// Which.
    pub id: ServiceAccountId,
    /// What the system is called.
    name: String,
    /// What it is for.
    purpose: String,
    /// What it may do.
    scopes: Vec<Scope>,
    /// Its keys, oldest first.
    keys: Vec<KeyView>,
    /// Whether it was ended.
    ended: bool,
}

impl ServiceView {
    /// As it stands on this day; the directories know who made its keys.
    pub fn of(shown: &Shown, today: NaiveDate, directories: [&Directory; 2]) -> Self {
        let account = &shown.account;
        let [first, _] = directories;
        let person = |id| {
            let knows = |directory: &&&Directory| directory.people.contains_key(&id);
            PersonRef::of(id, directories.iter().find(knows).copied().unwrap_or(first))
        };
        let keys = account.keys.iter().map(|key| {
            let used: Option<&LastUse> = shown.uses.get(&key.id);
            KeyView {
                id: key.id,
                made_by: key.made_by.map(person),
                made_at: key.made_at,
                until: key.until,
                holds: account.holds(key.id, today),
                last_used_at: used.map(|last| last.at),
                last_used_from: used.and_then(|last| last.from.clone()),
            }
        });
        Self {
            id: account.id,
            name: account.name.to_string(),
            purpose: account.purpose.to_string(),
            scopes: account.scopes.iter().copied().collect(),
            keys: keys.collect(),
            ended: account.ended,
        }
    }
}

/// A service account with a new key, which is shown this once.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ServiceAccountWithKey)]
pub struct KeyedView {
    /// The key: goes into `Authorization: Bearer …` of every request of the system. Nobody can show it again.
    key: String,
    /// The account.
    pub account: ServiceView,
}

impl KeyedView {
    /// The account with its new key.
    pub fn new(key: &NewKey, account: ServiceView) -> Self {
        Self { key: key.reveal().to_owned(), account }
    }
}

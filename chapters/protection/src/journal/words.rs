//! Entries in the words of people.

use std::collections::HashMap;

use platform::journal::EntryRecord;
use platform::{Db, Fault};
use serde_json::Value;
use structure::Staff;
use structure::accounts::all_accounts;

/// Names by account.
pub struct Names(HashMap<i64, String>);

impl Names {
    /// Everybody's.
    pub async fn load(db: &Db) -> Result<Self, Fault> {
        let accounts = all_accounts(db).await?;
        Ok(Self(
            accounts
                .into_iter()
                .map(|one| (one.id.0, format!("{} {}", one.name, one.login)))
                .collect(),
        ))
    }

    /// Who acted.
    pub fn actor(&self, staff: &Staff, entry: &EntryRecord) -> String {
        match entry.account() {
            Some(id) => self.0.get(&id).cloned().unwrap_or_else(|| entry.actor.clone()),
            None if entry.actor == "system" => staff.t("journal-actor-system"),
            None if entry.actor == "visitor" => staff.t("journal-actor-visitor"),
            None => entry.actor.replace("api-key:", &staff.t("journal-actor-api-key")),
        }
    }
}

/// What was done.
pub fn verb(staff: &Staff, entry: &EntryRecord) -> String {
    let key = format!("verb-{}", entry.verb.replace(['.', '_'], "-"));
    if staff.app.messages.has(&key) { staff.t(&key) } else { entry.verb.clone() }
}

/// On what, by its name if the entry says it.
pub fn subject(entry: &EntryRecord) -> String {
    let named = ["title", "name", "login"]
        .iter()
        .find_map(|name| entry.detail.get(*name).and_then(Value::as_str));
    named.map_or_else(|| format!("{} {}", entry.subject_kind, entry.subject_id), str::to_owned)
}

//! Entries in the words of people.

use platform::Time;
use platform::journal::EntryRecord;
use serde_json::Value;
use structure::{ColumnId, SiteId, Tree, UnitId};
use web::Messages;

use super::names::Names;

/// What entries are put into words with.
pub struct Words<'a> {
    /// Interface texts.
    pub messages: &'a Messages,
    /// Names of those who act.
    pub names: &'a Names,
    /// Units, sites and columns.
    pub tree: &'a Tree,
}

/// Details that are instants.
const INSTANTS: &[&str] = &["at", "due", "publish_at", "until"];

impl Words<'_> {
    /// Who acted.
    pub fn actor(&self, entry: &EntryRecord) -> String {
        self.names.actor(self.messages, &entry.actor)
    }

    /// What was done.
    pub fn verb(&self, verb: &str) -> String {
        self.known("verb", verb).unwrap_or_else(|| verb.to_owned())
    }

    /// The noun of a record.
    pub fn noun(&self, noun: &str) -> String {
        self.known("noun", noun).unwrap_or_else(|| noun.to_owned())
    }

    fn known(&self, kind: &str, word: &str) -> Option<String> {
        let key = format!("{kind}-{}", word.replace(['.', '_'], "-"));
        self.messages.has(&key).then(|| self.messages.t(&key, &[]))
    }

    /// On what: the record's noun with its name if we know one, else with its id.
    pub fn subject(&self, entry: &EntryRecord) -> String {
        let noun = self.noun(&entry.subject_kind);
        let id = entry.subject_id;
        let name = self.record_name(&entry.subject_kind, id).or_else(|| {
            ["title", "name", "login"].iter().find_map(|key| entry.detail.get(*key)?.as_str())
        });
        match name {
            Some(name) => format!("{noun} {name}"),
            // One of its kind: the list of search words, a node's cache.
            None if id <= 1 => noun,
            None => format!("{noun} {id}"),
        }
    }

    /// A record's noun with its name, if it has one that is known.
    pub fn record(&self, kind: &str, id: i64) -> Option<String> {
        let name = self.record_name(kind, id)?;
        Some(format!("{} {name}", self.noun(kind)))
    }

    fn record_name(&self, kind: &str, id: i64) -> Option<&str> {
        match kind {
            "account" => self.names.account(id),
            "unit" => self.tree.unit(UnitId(id)).map(|unit| unit.name.as_str()),
            "site" => self.tree.site(SiteId(id)).map(|site| site.name.as_str()),
            "column" => self.tree.column(ColumnId(id)).map(|column| column.name.as_str()),
            _ => None,
        }
    }

    /// What an auditor should read beside the verb; none if there is nothing.
    pub fn detail(&self, entry: &EntryRecord) -> Option<String> {
        self.facts(&entry.detail)
    }

    /// A JSON map as `name：value；…`.
    pub fn facts(&self, facts: &Value) -> Option<String> {
        let facts: Vec<String> = facts
            .as_object()?
            .iter()
            .filter(|(name, value)| !value.is_null() && *name != "title" && *name != "address")
            .map(|(name, value)| {
                let label = self.known("detail", name).unwrap_or_else(|| name.clone());
                format!("{label}：{}", self.value(name, value))
            })
            .collect();
        (!facts.is_empty()).then(|| facts.join("；"))
    }

    fn value(&self, name: &str, value: &Value) -> String {
        match value {
            Value::Bool(true) => self.messages.t("journal-yes", &[]),
            Value::Bool(false) => self.messages.t("journal-no", &[]),
            Value::String(text) => text.clone(),
            Value::Number(number) => {
                let id = number.as_i64();
                let instant = id.filter(|_| INSTANTS.contains(&name)).map(|at| Time(at).second());
                let known = id.and_then(|id| self.record_name(name, id)).map(str::to_owned);
                instant.or(known).unwrap_or_else(|| number.to_string())
            }
            other => other.to_string(),
        }
    }
}

/// From which network address somebody acted, where the entry says it.
pub fn network_address(entry: &EntryRecord) -> Option<&str> {
    entry.detail.get("address")?.as_str()
}

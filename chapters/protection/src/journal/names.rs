//! Names of those who act.

use std::collections::HashMap;

use platform::{Db, Fault};
use structure::accounts::all_accounts;
use structure::api_keys::api_keys;
use web::Messages;

/// Names by how the journal stores an actor.
pub struct Names {
    of: HashMap<String, Name>,
}

struct Name {
    name: String,
    login: String,
}

impl Names {
    /// Everybody's.
    pub async fn load(db: &Db) -> Result<Self, Fault> {
        let accounts = all_accounts(db).await?.into_iter().map(|account| {
            let name = Name { name: account.name, login: account.login };
            (format!("account:{}", account.id), name)
        });
        let keys = api_keys(db)
            .await?
            .into_iter()
            .map(|key| (format!("api-key:{}", key.id), Name { name: key.name, login: key.prefix }));
        Ok(Self { of: accounts.chain(keys).collect() })
    }

    /// An actor in people's words.
    pub fn actor(&self, messages: &Messages, stored: &str) -> String {
        let (kind, _) = stored.split_once(':').unwrap_or((stored, ""));
        match (self.of.get(stored), kind) {
            (Some(name), "api-key") => {
                messages.t("journal-actor-api-key", &[("name", (&name.name).into())])
            }
            (Some(name), _) => format!("{}（{}）", name.name, name.login),
            (None, "system" | "visitor") => messages.t(&format!("journal-actor-{kind}"), &[]),
            (None, _) => stored.to_owned(),
        }
    }

    /// The name of an account, if there is one.
    pub fn account(&self, id: i64) -> Option<&str> {
        self.of.get(&format!("account:{id}")).map(|name| name.name.as_str())
    }

    /// Accounts whose name holds the words or whose login is the word; none if there are no words.
    pub fn find_accounts(&self, words: &str) -> Option<Vec<i64>> {
        let words = words.trim();
        let login = words.to_lowercase();
        let fits = |name: &Name| name.login == login || name.name.contains(words);
        let found = self.of.iter().filter(|(_, name)| fits(name));
        let ids = found.filter_map(|(stored, _)| stored.strip_prefix("account:")?.parse().ok());
        (!words.is_empty()).then(|| ids.collect())
    }

    /// Everybody whose name holds the words, whose login is the word, or who is stored as it.
    pub fn find(&self, messages: &Messages, words: &str) -> Option<Vec<String>> {
        let words = words.trim();
        if words.is_empty() {
            return None;
        }
        let login = words.to_lowercase();
        let people = self
            .of
            .iter()
            .filter(|(stored, name)| {
                name.login == login || name.name.contains(words) || *stored == words
            })
            .map(|(stored, _)| stored.clone());
        let others = ["system", "visitor"]
            .into_iter()
            .filter(|kind| {
                messages.t(&format!("journal-actor-{kind}"), &[]) == words || *kind == login
            })
            .map(str::to_owned);
        Some(people.chain(others).collect())
    }
}

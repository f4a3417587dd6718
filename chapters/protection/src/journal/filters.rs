//! The filters of the journal's list: from the address to a search, and back into the page.

use platform::Fault;
use serde::Deserialize;
use serde_json::{Value, json};
use structure::Staff;
use web::{Error, Refusal};

use super::model::{Cursor, RecordName, Search, read_day};
use super::names::Names;
use super::verbs::{VERBS, chosen, noun};
use super::words::Words;
use crate::listing::address;

/// What an auditor asks for, as the address says it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// Part of a name, or a login.
    pub who: String,
    /// A verb, or a noun with a dot.
    pub what: String,
    /// A record.
    pub record: String,
    /// First day.
    pub from: String,
    /// Last day.
    pub until: String,
    /// Only before this sequence number.
    pub before: Option<i64>,
    /// Only behind this sequence number.
    pub after: Option<i64>,
}

impl Asked {
    /// As the journal understands it.
    pub async fn search(&self, staff: &Staff, names: &Names) -> Result<Search, Error> {
        let mut search = Search {
            actors: names.find(&staff.app.messages, &self.who),
            verbs: chosen(&self.what),
            from: day(&self.from)?.map(|(first, _)| first),
            until: day(&self.until)?.map(|(_, after)| after),
            ..Search::default()
        };
        match RecordName::read(&self.record) {
            None => {}
            Some(RecordName::Id(id)) => search.id = Some(id),
            Some(RecordName::Exact(kind, id)) => {
                (search.kind, search.id) = (Some(kind), Some(id));
            }
            Some(RecordName::Code(code)) => {
                let document = document(staff, &code).await?;
                // A code that no document has matches nothing.
                (search.kind, search.id) = (Some("document".to_owned()), Some(document));
            }
        }
        Ok(search)
    }

    /// Which part is shown.
    pub fn cursor(&self) -> Cursor {
        match (self.before, self.after) {
            (Some(seq), _) => Cursor::Before(seq),
            (None, Some(seq)) => Cursor::After(seq),
            (None, None) => Cursor::Newest,
        }
    }

    fn pairs(&self) -> [(&'static str, &str); 5] {
        [
            ("who", &self.who),
            ("what", &self.what),
            ("record", &self.record),
            ("from", &self.from),
            ("until", &self.until),
        ]
    }

    /// The restrictions as the journal notes an export.
    pub fn restrictions(&self) -> Value {
        let set = self.pairs().into_iter().filter(|(_, value)| !value.trim().is_empty());
        set.map(|(name, value)| (name.to_owned(), json!(value)))
            .collect::<serde_json::Map<_, _>>()
            .into()
    }

    /// The address of a page with the same filters.
    pub fn url(&self, path: &str, cursor: Cursor) -> String {
        let place = match cursor {
            Cursor::Newest => None,
            Cursor::Before(seq) => Some(("before", seq.to_string())),
            Cursor::After(seq) => Some(("after", seq.to_string())),
        };
        let mut pairs = self.pairs().to_vec();
        pairs.extend(place.iter().map(|(name, seq)| (*name, seq.as_str())));
        address(path, &pairs)
    }

    /// The filters of the page.
    pub fn fields(&self, staff: &Staff, words: &Words<'_>) -> Value {
        let field = |name: &str, kind: &str, value: &str| {
            let label = staff.t(&format!("journal-filter-{name}"));
            json!({ "name": name, "label": label, "type": kind, "value": value })
        };
        json!([
            field("who", "text", &self.who),
            {
                "name": "what", "label": staff.t("journal-filter-what"),
                "options": self.verb_options(staff, words),
            },
            field("record", "text", &self.record),
            field("from", "date", &self.from),
            field("until", "date", &self.until),
        ])
    }

    /// All verbs, each noun led by a choice of all its verbs.
    fn verb_options(&self, staff: &Staff, words: &Words<'_>) -> Vec<Value> {
        let option = |value: &str, label: String| json!({ "value": value, "label": label, "selected": value == self.what });
        let mut options = vec![option("", staff.t("journal-all"))];
        let mut last = "";
        for verb in VERBS {
            if noun(verb) != last {
                last = noun(verb);
                let label = format!("{}：{}", words.noun(last), staff.t("journal-all"));
                options.push(option(&format!("{last}."), label));
            }
            options.push(option(verb, format!("{}：{}", words.noun(last), words.verb(verb))));
        }
        options
    }
}

/// A day that can't be read is refused: no restriction at all would show something else.
fn day(text: &str) -> Result<Option<(platform::Time, platform::Time)>, Refusal> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let refuse = || Refusal::bad_request().saying("web-bad-query");
    read_day(text).map(Some).ok_or_else(refuse)
}

async fn document(staff: &Staff, code: &str) -> Result<i64, Fault> {
    let document = documents::documents::by_key(&staff.app.db, code).await?;
    Ok(document.map_or(-1, |document| document.id.0))
}

//! The columns of the list that somebody looks at (article 5): chosen once, kept for the account.

mod store;

use platform::Fault;
use serde_json::{Value, json};
use structure::Staff;
use structure::sessions::OwnForm;
use web::Answer;

use super::asked::Asked;

/// A column that can be shown or not; the title always is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ListColumn {
    State,
    Kind,
    Column,
    Author,
    Updated,
    Published,
    Key,
}

impl ListColumn {
    /// Every column, in the order of the list.
    const ALL: [Self; 7] = [
        Self::State,
        Self::Kind,
        Self::Column,
        Self::Author,
        Self::Updated,
        Self::Published,
        Self::Key,
    ];
    /// What is shown to whoever has not chosen.
    const USUAL: [Self; 5] =
        [Self::State, Self::Column, Self::Author, Self::Updated, Self::Published];

    const fn word(self) -> &'static str {
        match self {
            Self::State => "state",
            Self::Kind => "kind",
            Self::Column => "column",
            Self::Author => "author",
            Self::Updated => "updated",
            Self::Published => "published",
            Self::Key => "key",
        }
    }

    fn of(words: &str) -> Vec<Self> {
        Self::ALL
            .into_iter()
            .filter(|column| words.split(' ').any(|word| word == column.word()))
            .collect()
    }
}

/// All columns, each with whether it is shown.
pub(super) async fn offered(staff: &Staff) -> Result<Vec<Value>, Fault> {
    let chosen = store::chosen(&staff.app.db, staff.id()).await?;
    let chosen = chosen.map_or_else(|| ListColumn::USUAL.to_vec(), |words| ListColumn::of(&words));
    let one = |column: &ListColumn| {
        let label = staff.t(&format!("documents-{}", column.word()));
        json!({ "code": column.word(), "label": label, "shown": chosen.contains(column) })
    };
    Ok(ListColumn::ALL.iter().map(one).collect())
}

/// `POST /list-columns`
pub(crate) async fn choose(staff: Staff, OwnForm(data): OwnForm) -> Answer {
    let words: Vec<&str> = data.all("columns").collect();
    let chosen = ListColumn::of(&words.join(" "));
    let words: Vec<&str> = chosen.iter().map(|column| column.word()).collect();
    store::choose(&staff.app.db, staff.id(), &words.join(" ")).await?;
    staff.done(&Asked::of_form(&data).url(1), "list-columns-chosen")
}

//! The list's SQL. An index holds everything that filters ask for, so that the table is touched
//! only for the rows of the page; a narrow scope is read by column instead.

use platform::db::Value;
use platform::{Db, Fault, Time, params};
use serde::{Deserialize, Serialize};
use structure::rights::IdSet;
use structure::{AccountId, ColumnId, Scope, UnitId};

use crate::documents::DocumentState;
use crate::ids::DocumentId;

/// What the list is narrowed to, and its order; absent fields don't narrow.
#[derive(Clone, Debug, Default)]
pub struct ListFilter {
    /// Words of the title.
    pub words: String,
    /// Where the newest revision stands.
    pub state: Option<DocumentState>,
    /// The code of a kind.
    pub kind: Option<String>,
    /// Columns: one and those below it.
    pub columns: Option<Vec<ColumnId>>,
    /// Units: one and those below it.
    pub units: Option<Vec<UnitId>>,
    /// Who began it.
    pub created_by: Option<AccountId>,
    /// Only what lies in the trash instead of only what doesn't.
    pub trashed: bool,
    /// Only emergency publications that wait for their second signature.
    pub emergency: bool,
    /// What comes first.
    pub order: ListOrder,
}

/// Which page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paging {
    /// Rows on a page.
    pub size: i64,
    /// From 1.
    pub number: i64,
}

/// What comes first in the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ListOrder {
    /// What changed last.
    #[default]
    Changed,
    /// What has not changed for longest.
    Unchanged,
    /// What was published last; what never was comes at the end.
    Published,
}

impl ListOrder {
    /// Every order.
    pub const ALL: [Self; 3] = [Self::Changed, Self::Published, Self::Unchanged];

    /// Its word in addresses; the usual order has none.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Changed => "",
            Self::Unchanged => "unchanged",
            Self::Published => "published",
        }
    }

    /// The order of a word; whatever is unknown is the usual one.
    pub fn parse(word: &str) -> Self {
        Self::ALL.into_iter().find(|order| order.word() == word).unwrap_or_default()
    }

    /// The key of its name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Changed => "documents-sort-changed",
            Self::Unchanged => "documents-sort-unchanged",
            Self::Published => "documents-sort-published",
        }
    }

    /// The order in SQL, of `documents` by this name.
    fn sql(self, of: &str) -> String {
        match self {
            Self::Changed => format!("{of}updated_at DESC, {of}id DESC"),
            Self::Unchanged => format!("{of}updated_at, {of}id"),
            Self::Published => format!("COALESCE({of}published_at, 0) DESC, {of}id DESC"),
        }
    }
}

/// A row of the list.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ConsoleItem {
    /// The document.
    pub id: DocumentId,
    /// Its public code.
    pub key: String,
    /// The code of its kind.
    pub kind: String,
    /// The last segment of its address.
    pub slug: String,
    /// Title of the newest revision.
    pub title: String,
    /// Where it stands.
    pub state: DocumentState,
    /// Its home column.
    pub column_id: ColumnId,
    /// The unit that answers for it.
    pub unit_id: UnitId,
    /// Who wrote the newest revision.
    pub author_id: Option<AccountId>,
    /// When something about it last changed.
    pub updated_at: Time,
    /// The date that visitors are shown.
    pub published_at: Option<Time>,
    /// The revision that visitors see.
    pub live_revision_id: Option<i64>,
    /// Whether an emergency publication waits for its second signature.
    pub emergency_open: bool,
    /// Whether it is pinned in its home column.
    pub pinned: bool,
}

/// A page of the list.
#[derive(Clone, Debug, Default)]
pub struct ConsolePage {
    /// Its rows.
    pub items: Vec<ConsoleItem>,
    /// How many rows there are in all.
    pub total: i64,
}

/// Below this many rows it is cheaper to find them by column and sort them than to walk all
/// documents by time.
const FEW: i64 = 2_000;

const ROWS: &str = "SELECT d.id AS id, d.key AS key, d.kind AS kind, d.slug AS slug, d.title AS title, \
     d.state AS state, d.column_id AS column_id, d.unit_id AS unit_id, r.author_id AS author_id, \
     d.updated_at AS updated_at, d.published_at AS published_at, \
     d.live_revision_id AS live_revision_id, d.emergency_open AS emergency_open, \
     COALESCE(p.pinned, 0) AS pinned FROM documents d \
     JOIN revisions r ON r.id = d.head_revision_id \
     LEFT JOIN placements p ON p.document_id = d.id AND p.home = 1";

/// A page of documents inside a scope.
pub async fn console_list(
    db: &Db,
    filter: &ListFilter,
    scope: &Scope,
    paging: Paging,
) -> Result<ConsolePage, Fault> {
    let mut params = params![];
    let narrow = condition(filter, scope, "", &mut params);
    let count = format!("SELECT COUNT(*) FROM documents WHERE {narrow}");
    let total = db.count(count, params).await?;
    let offset = paging.size * (paging.number.max(1) - 1);
    if total <= offset {
        return Ok(ConsolePage { items: Vec::new(), total });
    }
    // A leading plus keeps a planner from choosing an index for that column.
    let mark = if total > FEW { "+" } else { "" };
    let mut params = params![];
    let narrow = condition(filter, scope, mark, &mut params);
    params.extend([Value::from(paging.size), Value::from(offset)]);
    let (size, from) = (params.len() - 1, params.len());
    let (order, again) = (filter.order.sql(""), filter.order.sql("d."));
    let sql = format!(
        "{ROWS} WHERE d.id IN (SELECT id FROM documents WHERE {narrow} \
         ORDER BY {order} LIMIT ${size} OFFSET ${from}) ORDER BY {again}"
    );
    Ok(ConsolePage { items: db.all(sql, params).await?, total })
}

/// A page of what lies in the trash.
pub async fn trash_list(db: &Db, scope: &Scope, paging: Paging) -> Result<ConsolePage, Fault> {
    let filter = ListFilter { trashed: true, ..ListFilter::default() };
    console_list(db, &filter, scope, paging).await
}

/// The filter and the scope as one condition; `mark` stands before columns of indexes.
fn condition(filter: &ListFilter, scope: &Scope, mark: &str, params: &mut Vec<Value>) -> String {
    let (unit, column) = (format!("{mark}unit_id"), format!("{mark}column_id"));
    let mut all = vec![inside(scope, &unit, &column)];
    all.push(format!("trashed_at IS {}", if filter.trashed { "NOT NULL" } else { "NULL" }));
    if filter.emergency {
        all.push("emergency_open = 1".to_owned());
    }
    let mut add = |condition: &str, value: Option<Value>| {
        if let Some(value) = value {
            params.push(value);
            all.push(condition.replace("$n", &format!("${}", params.len())));
        }
    };
    if let Some(state) = filter.state {
        add(&format!("{} = $n", concat_mark(mark, "state")), Some(state.word().into()));
    }
    add("kind = $n", filter.kind.as_ref().map(Value::from));
    add("created_by = $n", filter.created_by.map(Value::from));
    for word in filter.words.split_whitespace() {
        let lower = word.to_lowercase();
        // Chinese has no case: then no title needs to be folded.
        let title = if lower == word.to_uppercase() { "title" } else { "LOWER(title)" };
        params.push(format!("%{}%", escape(&lower)).into());
        let title = format!("{title} LIKE ${} ESCAPE '!'", params.len());
        if lower.is_ascii() {
            // It may be a document's key.
            params.push(lower.into());
            let key =
                format!("id = (SELECT k.id FROM documents k WHERE k.key = ${})", params.len());
            all.push(format!("({title} OR {key})"));
        } else {
            all.push(title);
        }
    }
    if let Some(columns) = &filter.columns {
        all.push(one_of(&column, columns.iter().map(|id| id.0)));
    }
    if let Some(units) = &filter.units {
        all.push(one_of(&unit, units.iter().map(|id| id.0)));
    }
    all.join(" AND ")
}

/// The scope as a condition. The ids stand in the text: PostgreSQL then looks each row up in a hash
/// of them and knows how many rows to expect; as a parameter the list took 180 ms instead of 15.
fn inside(scope: &Scope, unit: &str, column: &str) -> String {
    let one = |set: &IdSet, name: &str| match set {
        IdSet::All => "1 = 1".to_owned(),
        IdSet::Only(ids) => one_of(name, ids.iter().copied()),
    };
    let parts: Vec<String> = scope
        .parts
        .iter()
        .map(|part| format!("({} AND {})", one(&part.units, unit), one(&part.columns, column)))
        .collect();
    if parts.is_empty() { "1 = 0".to_owned() } else { format!("({})", parts.join(" OR ")) }
}

fn one_of(name: &str, ids: impl Iterator<Item = i64>) -> String {
    let ids: Vec<String> = ids.map(|id| id.to_string()).collect();
    if ids.is_empty() { "1 = 0".to_owned() } else { format!("{name} IN ({})", ids.join(", ")) }
}

/// `state` is text, which has no unary plus in PostgreSQL; joining nothing to it does the same.
fn concat_mark(mark: &str, name: &str) -> String {
    if mark.is_empty() { name.to_owned() } else { format!("{name} || ''") }
}

/// A word in which no character means anything to `LIKE`.
fn escape(word: &str) -> String {
    word.chars().fold(String::new(), |mut text, character| {
        if matches!(character, '%' | '_' | '!') {
            text.push('!');
        }
        text.push(character);
        text
    })
}

//! The SQL of the desk's lists.

use platform::db::Value;
use platform::{Db, Fault, Time, params};
use structure::{Scope, UnitId};

use crate::cases::CaseRecord;
use crate::cases::store::SELECT;

/// A heap of cases, as the desk's tabs name them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pile {
    /// Something is owed.
    Todo,
    /// Received, not accepted.
    New,
    /// An answer waits for its review.
    Review,
    /// The holder was asked.
    Waiting,
    /// Answered.
    Answered,
    /// Ended without an answer.
    Closed,
    /// All.
    All,
}

impl Pile {
    /// All, as the tabs stand.
    pub const ALL: [Self; 7] = [
        Self::Todo,
        Self::New,
        Self::Review,
        Self::Waiting,
        Self::Answered,
        Self::Closed,
        Self::All,
    ];

    /// As spelled in addresses.
    pub fn word(self) -> &'static str {
        match self {
            Self::Todo => "todo",
            Self::New => "new",
            Self::Review => "review",
            Self::Waiting => "waiting",
            Self::Answered => "answered",
            Self::Closed => "closed",
            Self::All => "all",
        }
    }

    /// Reads [`Pile::word`].
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|pile| pile.word() == word)
    }

    fn condition(self) -> &'static str {
        match self {
            Self::Todo => {
                "(state IN ('received', 'accepted', 'in_review') OR follow_up_due IS NOT NULL)"
            }
            Self::New => "state = 'received'",
            Self::Review => "state = 'in_review'",
            Self::Waiting => "state = 'waiting'",
            Self::Answered => "state = 'answered'",
            Self::Closed => "state = 'closed'",
            Self::All => "1 = 1",
        }
    }

    fn order(self) -> &'static str {
        match self {
            Self::Todo | Self::New | Self::Review => {
                "CASE WHEN state = 'received' THEN accept_due \
                 WHEN state = 'answered' THEN follow_up_due ELSE answer_due END, id"
            }
            _ => "changed_at DESC, id DESC",
        }
    }
}

/// What the list is narrowed to.
#[derive(Clone, Debug)]
pub struct CaseFilter {
    /// The heap.
    pub pile: Pile,
    /// Words of the title or text, or a receipt number.
    pub words: String,
    /// The word of a kind.
    pub kind: Option<String>,
    /// The word of a theme.
    pub theme: Option<String>,
    /// The unit that must answer.
    pub unit: Option<UnitId>,
    /// Only what is owed before this moment.
    pub due_before: Option<Time>,
    /// Only what was reminded of or escalated.
    pub rated_low: bool,
}

fn conditions(filter: &CaseFilter, scope: &Scope, params: &mut Vec<Value>) -> String {
    let own = scope.unit_condition("unit_id", params);
    let asked = scope.unit_condition("a.unit_id", params);
    let mut all = vec![
        filter.pile.condition().to_owned(),
        format!(
            "({own} OR EXISTS (SELECT 1 FROM case_assists a WHERE a.case_id = cases.id AND {asked}))"
        ),
    ];
    let mut add = |condition: &str, value: Value| {
        params.push(value);
        all.push(condition.replace("$n", &format!("${}", params.len())));
    };
    if let Some(kind) = &filter.kind {
        add("kind = $n", kind.into());
    }
    if let Some(theme) = &filter.theme {
        add("theme = $n", theme.into());
    }
    if let Some(unit) = filter.unit {
        add("unit_id = $n", unit.into());
    }
    if let Some(due) = filter.due_before {
        add(
            "((state = 'received' AND accept_due < $n) OR \
             (state IN ('accepted', 'in_review') AND answer_due < $n) OR follow_up_due < $n)",
            due.into(),
        );
    }
    if filter.rated_low {
        add("rating <= $n", Value::Int(2));
    }
    let words = filter.words.trim();
    if !words.is_empty() {
        let escaped = words.replace('!', "!!").replace('%', "!%").replace('_', "!_");
        add(
            "(title LIKE $n ESCAPE '!' OR body LIKE $n ESCAPE '!' OR receipt LIKE $n ESCAPE '!')",
            format!("%{escaped}%").into(),
        );
    }
    all.join(" AND ")
}

/// One page of the list.
pub async fn list(
    db: &Db,
    filter: &CaseFilter,
    scope: &Scope,
    (offset, limit): (i64, i64),
) -> Result<Vec<CaseRecord>, Fault> {
    let mut params = params![];
    let condition = conditions(filter, scope, &mut params);
    params.extend(params![limit, offset]);
    let (limit, offset) = (params.len() - 1, params.len());
    let order = filter.pile.order();
    let sql =
        format!("{SELECT} WHERE {condition} ORDER BY {order} LIMIT ${limit} OFFSET ${offset}");
    db.all(sql, params).await
}

/// How many there are.
pub async fn count(db: &Db, filter: &CaseFilter, scope: &Scope) -> Result<i64, Fault> {
    let mut params = params![];
    let condition = conditions(filter, scope, &mut params);
    db.count(format!("SELECT COUNT(*) FROM cases WHERE {condition}"), params).await
}

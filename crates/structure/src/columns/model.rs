//! What a column is, and what a form about it must hold.

use platform::Time;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::ids::{ColumnId, SiteId, UnitId};

/// How a column's page is laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnTemplate {
    /// Titles with dates.
    #[default]
    List,
    /// Policy documents with number and validity.
    Policy,
    /// Pictures with titles.
    Pictures,
    /// The newest document itself.
    Single,
    /// A topic 专题: banner and blocks of its newest layout (article 11).
    Topic,
    /// Holds the layouts of the site's home page (article 12); its address leads there.
    Home,
}

impl ColumnTemplate {
    /// All templates.
    pub const ALL: &'static [Self] =
        &[Self::List, Self::Policy, Self::Pictures, Self::Single, Self::Topic, Self::Home];

    /// As stored and spelled in forms.
    pub fn word(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Policy => "policy",
            Self::Pictures => "pictures",
            Self::Single => "single",
            Self::Topic => "topic",
            Self::Home => "home",
        }
    }
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its id.
    pub id: ColumnId,
    /// The site it belongs to.
    pub site_id: SiteId,
    /// The column above.
    pub parent_id: Option<ColumnId>,
    /// Full path from the site's root, without slashes at the ends.
    pub path: String,
    /// Page tag `ColumnName`.
    pub name: String,
    /// Page tag `ColumnDescription`.
    pub description: String,
    /// Page tag `ColumnKeywords`, separated by `;`.
    pub keywords: String,
    /// Page tag `ColumnType`.
    pub column_type: String,
    /// 内容保障单位.
    pub unit_id: UnitId,
    /// 更新频率: at least one item in so many days; absent: nothing promised.
    pub update_days: Option<i64>,
    /// Content reviews before the confidentiality review: 1 to 3.
    pub review_steps: i64,
    /// Layout.
    pub template: ColumnTemplate,
    /// Order among its neighbours.
    pub position: i64,
    /// Shown in the navigation.
    pub in_navigation: bool,
    /// Shown as a block on the home page.
    pub on_home: bool,
    /// Whether a policy needs an interpretation, or a dated promise of one, to go live (article 20).
    pub demands_interpretation: bool,
    /// Since when nothing new comes in. It can still be read.
    pub closed_at: Option<Time>,
    /// The column that took in what it held.
    pub merged_into: Option<ColumnId>,
}

impl Column {
    /// Whether documents may come in.
    pub fn is_open(&self) -> bool {
        self.closed_at.is_none()
    }
}

/// A path a column had before.
#[derive(Clone, Debug, Deserialize)]
pub struct FormerPath {
    /// The site.
    pub site_id: SiteId,
    /// The old path.
    pub path: String,
    /// The column that had it.
    pub column_id: ColumnId,
}

/// What the register's form holds; see [`Column`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are those of Column")]
pub struct ColumnForm {
    pub path: String,
    pub name: String,
    pub description: String,
    pub keywords: String,
    pub column_type: String,
    pub update_days: Option<i64>,
    pub review_steps: i64,
    pub template: ColumnTemplate,
    #[serde(default)]
    pub position: i64,
    #[serde(default)]
    pub in_navigation: bool,
    #[serde(default)]
    pub on_home: bool,
    #[serde(default)]
    pub demands_interpretation: bool,
}

/// Why a column can't be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ColumnRefusal {
    /// The name is a page tag and may not be empty.
    #[error("the name is empty")]
    NameMissing,
    /// The description is a page tag and may not be empty.
    #[error("the description is empty")]
    DescriptionMissing,
    /// The keywords are a page tag and may not be empty.
    #[error("the keywords are empty")]
    KeywordsMissing,
    /// Lower-case segments of letters, digits and hyphens.
    #[error("the path is not lower-case segments")]
    PathNotSegments,
    /// Three clicks from home: at most four levels.
    #[error("the path is too deep")]
    PathTooDeep,
    /// Another column has or had this path.
    #[error("the path is taken")]
    PathTaken,
    /// Not in the list of the norm.
    #[error("the column type is unknown")]
    TypeUnknown,
    /// One to three content reviews.
    #[error("the number of reviews is not 1 to 3")]
    ReviewStepsOutOfRange,
}

/// One segment of a path: lower-case letters, digits, hyphens.
pub fn is_segment(segment: &str) -> bool {
    !segment.is_empty()
        && segment.len() <= 40
        && segment.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// Values of the page tag `ColumnType` (国办发〔2017〕47号): data, since the norm marks them unconfirmed.
pub fn column_types() -> impl Iterator<Item = &'static str> {
    include_str!("column_types.txt").lines().map(str::trim).filter(|line| !line.is_empty())
}

impl ColumnForm {
    /// The column that it describes.
    pub fn column(
        &self,
        id: ColumnId,
        (site_id, parent_id, unit_id): (SiteId, Option<ColumnId>, UnitId),
    ) -> Column {
        let form = self.clone();
        Column {
            id,
            site_id,
            parent_id,
            path: form.path,
            name: form.name,
            description: form.description,
            keywords: form.keywords,
            column_type: form.column_type,
            unit_id,
            update_days: form.update_days,
            review_steps: form.review_steps,
            template: form.template,
            position: form.position,
            in_navigation: form.in_navigation,
            on_home: form.on_home,
            demands_interpretation: form.demands_interpretation,
            closed_at: None,
            merged_into: None,
        }
    }

    /// Everything wrong with the form at once, by field. `taken` says whether a path is in use.
    pub fn problems(&self, taken: impl Fn(&str) -> bool) -> Vec<(&'static str, ColumnRefusal)> {
        let mut problems = Vec::new();
        let mut demand = |good: bool, field, refusal| {
            if !good {
                problems.push((field, refusal));
            }
        };
        demand(!self.name.trim().is_empty(), "name", ColumnRefusal::NameMissing);
        let described = !self.description.trim().is_empty();
        demand(described, "description", ColumnRefusal::DescriptionMissing);
        demand(!self.keywords.trim().is_empty(), "keywords", ColumnRefusal::KeywordsMissing);
        let segments: Vec<&str> = self.path.split('/').collect();
        let formed = segments.iter().all(|segment| is_segment(segment));
        demand(formed, "path", ColumnRefusal::PathNotSegments);
        demand(segments.len() <= 4, "path", ColumnRefusal::PathTooDeep);
        demand(!taken(&self.path), "path", ColumnRefusal::PathTaken);
        let known = column_types().any(|word| word == self.column_type);
        demand(known, "column_type", ColumnRefusal::TypeUnknown);
        let counted = (1..=3).contains(&self.review_steps);
        demand(counted, "review_steps", ColumnRefusal::ReviewStepsOutOfRange);
        problems
    }
}

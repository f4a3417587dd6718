//! One thing that a proposal changes.

use serde::{Deserialize, Serialize};
use structure::columns::{ColumnForm, ColumnRefusal, ColumnTemplate};
use structure::{ColumnId, UnitId};
use thiserror::Error;

/// A change of the columns of one site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum Change {
    /// 新增栏目, 开设专题.
    Add {
        /// The id it will have, so that later changes can name it.
        id: ColumnId,
        /// 内容保障单位.
        unit: UnitId,
        /// Everything else; its path begins with the path of the column above.
        form: ColumnForm,
    },
    /// 更名、移动、改版面.
    Alter {
        /// Which.
        column: ColumnId,
        /// What it is to be.
        to: Altered,
    },
    /// 合并.
    Merge {
        /// The column that ends.
        column: ColumnId,
        /// The column that takes in what it holds.
        into: ColumnId,
    },
    /// 关闭栏目, 归档专题.
    Close {
        /// Which, with everything below.
        column: ColumnId,
    },
}

/// Name, place and layout of a column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Altered {
    pub name: String,
    pub path: String,
    pub template: ColumnTemplate,
    pub position: i64,
    pub in_navigation: bool,
    pub on_home: bool,
}

/// Why a change can't be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ChangeRefusal {
    /// What the form of the column must hold.
    #[error(transparent)]
    Column(ColumnRefusal),
    /// The column above isn't there, or is closed.
    #[error("the column above is not there")]
    ParentMissing,
    /// A column can't stand below itself.
    #[error("the column would stand below itself")]
    BelowItself,
    /// It isn't there, or closed already.
    #[error("the column is not there")]
    ColumnMissing,
    /// Nothing would be different.
    #[error("nothing changes")]
    Nothing,
    /// A column with open ones below can't be merged.
    #[error("there are columns below")]
    HasChildren,
    /// It can't be merged with itself or below itself.
    #[error("the target is the column itself")]
    IntoItself,
}

impl ChangeRefusal {
    /// Message key.
    pub fn key(self) -> &'static str {
        match self {
            Self::Column(why) => why.key(),
            Self::ParentMissing => "column-parent-missing",
            Self::BelowItself => "proposal-below-itself",
            Self::ColumnMissing => "proposal-column-missing",
            Self::Nothing => "proposal-nothing-changes",
            Self::HasChildren => "proposal-has-children",
            Self::IntoItself => "proposal-into-itself",
        }
    }

    /// The form's field that it is about.
    pub fn field(self) -> &'static str {
        match self {
            Self::Column(ColumnRefusal::NameMissing) | Self::Nothing => "name",
            Self::Column(_) | Self::ParentMissing | Self::BelowItself => "path",
            Self::ColumnMissing | Self::HasChildren => "column",
            Self::IntoItself => "into",
        }
    }
}

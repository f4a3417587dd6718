//! What a unit is and what a form about it must hold.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::ids::UnitId;

/// The kinds of units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitKind {
    /// 区政府.
    Government,
    /// 办公室.
    Office,
    /// 工作部门.
    Department,
    /// 街道办事处.
    Subdistrict,
    /// 事业单位、垂直机构.
    Institution,
}

impl UnitKind {
    /// All kinds, in the order a console shows them.
    pub const ALL: &'static [Self] =
        &[Self::Government, Self::Office, Self::Department, Self::Subdistrict, Self::Institution];

    /// As stored and spelled in forms.
    pub fn word(self) -> &'static str {
        match self {
            Self::Government => "government",
            Self::Office => "office",
            Self::Department => "department",
            Self::Subdistrict => "subdistrict",
            Self::Institution => "institution",
        }
    }
}

/// A unit.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Unit {
    /// Its id.
    pub id: UnitId,
    /// Lower-case code: its address and the first part of index numbers.
    pub code: String,
    /// As the district says it: 区民政局.
    pub name: String,
    /// With the city and district: 西安市未央区民政局.
    pub full_name: String,
    /// Within the district: 民政局.
    pub short_name: String,
    /// The unit above.
    pub parent_id: Option<UnitId>,
    /// What kind of unit.
    pub kind: UnitKind,
    /// 机关代字: 未民发.
    pub agency_word: String,
    /// Telephone for the public.
    pub phone: String,
    /// Where it is.
    pub address: String,
    /// 机构职能 in a sentence or two.
    pub duties: String,
    /// Order among its neighbours.
    pub position: i64,
}

/// What the register's form holds.
#[derive(Clone, Debug, Deserialize)]
pub struct UnitForm {
    /// See [`Unit`].
    pub code: String,
    /// See [`Unit`].
    pub name: String,
    /// See [`Unit`].
    pub full_name: String,
    /// See [`Unit`].
    #[serde(default)]
    pub short_name: String,
    /// The code of the unit above; empty: none.
    #[serde(default)]
    pub parent: String,
    /// See [`Unit`].
    pub kind: UnitKind,
    /// See [`Unit`].
    #[serde(default)]
    pub agency_word: String,
    /// See [`Unit`].
    #[serde(default)]
    pub phone: String,
    /// See [`Unit`].
    #[serde(default)]
    pub address: String,
    /// See [`Unit`].
    #[serde(default)]
    pub duties: String,
    /// See [`Unit`].
    #[serde(default)]
    pub position: i64,
}

/// Why a unit can't be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum UnitRefusal {
    /// Lower-case letters, digits and hyphens.
    #[error("the code is not a slug")]
    CodeNotASlug,
    /// Codes are unique.
    #[error("the code is taken")]
    CodeTaken,
    /// A name is needed.
    #[error("the name is empty")]
    NameMissing,
    /// The unit above doesn't exist or lies below.
    #[error("the parent is not possible")]
    ParentImpossible,
}

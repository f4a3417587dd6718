//! The invented district's data files (`demo/` at the project's root): read from disk in a debug
//! build, embedded in a release.

use platform::{Fault, FaultContext};
use rust_embed::RustEmbed;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use structure::columns::ColumnTemplate;
use structure::units::UnitKind;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../demo/"]
struct Files;

/// A file's bytes.
pub fn file(name: &str) -> Result<Vec<u8>, Fault> {
    let file = Files::get(name).doing(format!("find demo/{name}"))?;
    Ok(file.data.into_owned())
}

/// A JSON file.
pub fn json<T: DeserializeOwned>(name: &str) -> Result<T, Fault> {
    serde_json::from_slice(&file(name)?).doing(format!("read demo/{name}"))
}

/// A JSON Lines file.
pub fn lines<T: DeserializeOwned>(name: &str) -> Result<Vec<T>, Fault> {
    let text = String::from_utf8(file(name)?).doing(format!("read demo/{name}"))?;
    text.lines()
        .filter(|line| !line.trim().is_empty())
        .enumerate()
        .map(|(number, line)| {
            serde_json::from_str(line).doing(format!("read demo/{name} line {}", number + 1))
        })
        .collect()
}

/// A row of `units.json`.
#[derive(Debug, Deserialize)]
pub struct UnitRow {
    pub code: String,
    pub name: String,
    pub full_name: String,
    #[serde(default)]
    pub short: String,
    pub parent: Option<String>,
    pub kind: UnitKind,
    #[serde(default)]
    pub agency_word: String,
    #[serde(default)]
    pub phone: String,
    #[serde(default)]
    pub address: String,
    #[serde(default)]
    pub duties: String,
    pub order: i64,
}

/// A row of `columns.json`.
#[derive(Debug, Deserialize)]
pub struct ColumnRow {
    pub site: String,
    pub path: String,
    pub name: String,
    pub description: String,
    pub keywords: String,
    pub column_type: String,
    pub unit: String,
    pub update_frequency_days: Option<i64>,
    pub review_steps: i64,
    pub template: ColumnTemplate,
    pub order: i64,
    #[serde(default)]
    pub in_navigation: bool,
    #[serde(default)]
    pub on_home: bool,
    #[serde(default)]
    pub demands_interpretation: bool,
}

/// A row of `site_identities.json`.
#[derive(Debug, Deserialize)]
pub struct IdentityRow {
    pub site: String,
    pub kind: site::site_identities::Kind,
    pub value: String,
    pub document: String,
    pub issuer: String,
    pub unit: String,
    pub valid_from: chrono::NaiveDate,
    pub ends_in_days: Option<i64>,
    pub reason: String,
}

/// A row of `staff.json`.
#[derive(Debug, Deserialize)]
pub struct StaffRow {
    pub unit: String,
    pub post: duties::staff_filings::Post,
    pub name: String,
    pub duty: String,
    pub office_phone: String,
    pub public: bool,
    pub phone: String,
    pub email: String,
    pub account: Option<String>,
    pub from: chrono::NaiveDate,
    pub until: Option<chrono::NaiveDate>,
}

/// A row of `accounts.json`.
#[derive(Debug, Deserialize)]
pub struct AccountRow {
    pub login: String,
    pub name: String,
    pub unit: String,
    #[serde(default)]
    pub roles: Vec<RoleRow>,
    pub administrator: Option<structure::Administrator>,
}

/// A role of an account.
#[derive(Debug, Deserialize)]
pub struct RoleRow {
    pub role: structure::Role,
    pub unit: Option<String>,
    pub column: Option<String>,
}

/// The day that the rows of `documents.jsonl` take for the present.
pub const WRITTEN_FOR: &str = "2026-11-24";

/// A line of `documents.jsonl`.
#[derive(Debug, Deserialize)]
pub struct DocumentRow {
    pub kind: String,
    pub column: String,
    pub site: String,
    #[serde(default)]
    pub also_in: Vec<String>,
    pub unit: String,
    pub title: String,
    pub body_html: String,
    pub published_at: String,
    #[serde(default)]
    pub source: String,
    #[serde(default)]
    pub author: String,
    #[serde(default)]
    pub tags: Vec<String>,
    #[serde(default)]
    pub summary: String,
    #[serde(default)]
    pub attachments: Vec<String>,
    #[serde(default)]
    pub pictures: Vec<PictureRow>,
    #[serde(default)]
    pub pinned: bool,
    #[serde(default)]
    pub fields: serde_json::Map<String, serde_json::Value>,
}

/// A line of `work.jsonl`.
#[derive(Debug, Deserialize)]
pub struct WorkRow {
    pub kind: String,
    pub column: String,
    pub site: String,
    pub unit: String,
    pub title: String,
    pub body_html: String,
    #[serde(default)]
    pub tags: Vec<String>,
    #[serde(default)]
    pub fields: serde_json::Map<String, serde_json::Value>,
    pub acts: Vec<ActRow>,
}

/// What somebody did with a document that is under way.
#[derive(Debug, Deserialize)]
pub struct ActRow {
    pub hours_ago: f64,
    pub by: String,
    pub act: String,
    #[serde(default)]
    pub words: String,
    #[serde(default)]
    pub quote: String,
    pub body: Option<String>,
    pub due_in: Option<i64>,
    pub publish_in: Option<i64>,
    pub days: Option<i64>,
}

/// A picture of a document.
#[derive(Debug, Deserialize)]
pub struct PictureRow {
    pub file: String,
    pub alt: String,
}

/// A row of `library.json`.
#[derive(Debug, Deserialize)]
pub struct MediaRow {
    /// The file below `demo/`.
    pub file: String,
    /// The name it goes by.
    pub name: String,
    /// The code of the unit it belongs to.
    pub unit: String,
    /// The folder.
    pub folder: String,
    /// What a picture shows.
    pub alt: String,
}

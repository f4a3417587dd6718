//! `GET /inspections/{id}/export/{format}`: what was found, as it is filtered, as CSV or XLSX.

use office::lists::Line;
use structure::downloads::{ListFile, list_file};
use structure::{Right, Staff};
use web::Answer;
use web::extract::{Path, Query};

use super::model::TrackedFinding;
use super::sheet::{Asked, named};
use super::store::findings;

/// Rows of a file at most: more than an inspection keeps.
const MOST: i64 = 200_000;
const HEADS: [&str; 8] = [
    "inspection-rule-name",
    "inspection-page",
    "inspection-what",
    "inspection-unit",
    "inspection-standing",
    "inspection-found-at",
    "inspection-due",
    "inspection-mended-at",
];

/// The file.
pub(super) async fn file(
    staff: Staff,
    Path((id, format)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Answer {
    let one = named(&staff, &id).await?;
    let scope = staff.scope(Right::ReadDocuments);
    let narrowed = asked.narrowed(&staff);
    let (found, _) = findings(&staff.app.db, (one.id, &scope), &narrowed, (MOST, 0)).await?;
    let cells = |finding: &TrackedFinding| line(&staff, one.id, finding);
    let lines: Vec<Line> = found.iter().map(cells).collect();
    let heading: Line = HEADS.iter().map(|key| staff.t(key)).collect();
    let title = staff.t("inspections-title");
    let name = format!("{title}-{}", one.ended_at.date());
    list_file(&format, ListFile { title, name, heading, lines }).await
}

fn line(staff: &Staff, inspection: super::InspectionId, finding: &TrackedFinding) -> Line {
    let tree = staff.app.tree();
    let standing = finding.standing_in(inspection).word();
    vec![
        staff.t(finding.rule.key()),
        finding.page.clone(),
        finding.what.clone(),
        tree.unit(finding.unit_id).map(|unit| unit.name.clone()).unwrap_or_default(),
        staff.t(&format!("inspection-standing-{standing}")),
        finding.found_at.date(),
        finding.due_at.date(),
        finding.mended_at.map(platform::Time::minute).unwrap_or_default(),
    ]
}

//! `GET /unit-staff/export/{format}`: the register with its history as CSV or XLSX. How people are
//! reached stays masked in files too.

use office::lists::Line as Cells;
use structure::downloads::{ListFile, list_file};
use structure::{Right, Staff};
use web::Answer;
use web::extract::Path;

use super::register::masked;
use super::store::people;

const HEADS: [&str; 10] = [
    "unit-staff-unit",
    "unit-staff-duty",
    "unit-staff-post",
    "unit-staff-name",
    "unit-staff-phone",
    "unit-staff-email",
    "unit-staff-office-phone",
    "unit-staff-public",
    "unit-staff-first-day",
    "unit-staff-last-day",
];

/// The file.
pub(super) async fn file(staff: Staff, Path(format): Path<String>) -> Answer {
    let tree = staff.app.tree();
    let mut lines: Vec<Cells> = Vec::new();
    for person in people(&staff.app.db).await? {
        if !staff.rights.covers_unit(Right::ReadDocuments, person.unit_id) {
            continue;
        }
        let ways = masked(&staff, &person)?;
        let unit = tree.unit(person.unit_id).map(|unit| unit.name.clone()).unwrap_or_default();
        let last = person.valid_until.map(|day| day.to_string()).unwrap_or_default();
        lines.push(vec![
            unit,
            person.duty,
            staff.t(person.post.key()),
            person.name,
            ways.phone,
            ways.email,
            person.office_phone,
            staff.t(if person.is_public {
                "unit-staff-is-public"
            } else {
                "unit-staff-not-public"
            }),
            person.valid_from.to_string(),
            last,
        ]);
    }
    lines.sort();
    let heading: Cells = HEADS.iter().map(|key| staff.t(key)).collect();
    let title = staff.t("unit-staff-sheet");
    let name = format!("{title}-{}", staff.app.clock().now().date());
    list_file(&format, ListFile { title, name, heading, lines }).await
}

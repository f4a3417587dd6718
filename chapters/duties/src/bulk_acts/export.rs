//! The outcomes as a file.

use office::lists::Line;
use structure::Staff;
use structure::downloads::{ListFile, list_file};
use web::Answer;
use web::extract::Path;

use super::console::{outcome, own};
use super::store::outcomes;

/// Rows read at once.
const PIECE: i64 = 1_000;

/// `GET /exports/bulk-acts/{id}/{format}`
pub(crate) async fn show(staff: Staff, Path((id, format)): Path<(i64, String)>) -> Answer {
    let act = own(&staff, id).await?;
    let mut lines: Vec<Line> = Vec::new();
    let mut offset = 0;
    loop {
        let piece = outcomes(&staff.app.db, act.id, (PIECE, offset)).await?;
        if piece.is_empty() {
            break;
        }
        offset += PIECE;
        lines.extend(piece.iter().map(|item| {
            let (name, _, why) = outcome(&staff, item);
            vec![item.key.clone(), item.title.clone(), name, why]
        }));
    }
    let heading: Line = ["export-key", "documents-title", "bulk-standing", "bulk-why"]
        .iter()
        .map(|key| staff.t(key))
        .collect();
    let title = staff.t("bulk-title");
    let name = format!("{title}-{id}");
    list_file(&format, ListFile { title, name, heading, lines }).await
}

//! How what is published does, where this person may read: wrong words, dead links, everything else
//! that the nightly sweep found. Each number is that of the register behind it.

use checks::Rule;
use platform::Fault;
use serde_json::{Value, json};
use structure::{Right, Staff};

use crate::sweeps::{count_found, last};

/// The lines of the box; `None` for who reads no documents.
pub async fn health(staff: &Staff) -> Result<Option<Value>, Fault> {
    let scope = staff.scope(Right::ReadDocuments);
    if scope.is_empty() {
        return Ok(None);
    }
    let db = &staff.app.db;
    let mut lines = Vec::new();
    for (key, rule) in [
        ("desk-health-words", Some(Rule::Word)),
        ("desk-health-links", Some(Rule::DeadLink)),
        ("desk-health-all", None),
    ] {
        let url = rule.map_or("/sweeps".to_owned(), |rule| format!("/sweeps?rule={}", rule.word()));
        let count = count_found(db, &scope, rule).await?;
        lines.push(json!({ "name": staff.t(key), "count": count, "url": url }));
    }
    let (at, _) = last(db).await?;
    let note = match at {
        Some(at) => staff.app.messages.t("desk-health-at", &[("at", at.minute().into())]),
        None => staff.t("desk-health-never"),
    };
    Ok(Some(json!({ "lines": lines, "note": note })))
}

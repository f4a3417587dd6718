//! What article 7 leaves to be done: filings that wait for this person, and units that have nobody in a
//! post.

use platform::Fault;
use structure::Right;

use super::lists::Gathering;
use super::model::{Due, Item};
use crate::staff_filings::{filings_waiting, lacking, people};

/// Filings to acknowledge first, then units that lack somebody.
pub async fn items(gathering: &Gathering<'_>) -> Result<Vec<Item>, Fault> {
    let staff = gathering.staff;
    let db = &staff.app.db;
    let unit = |id| gathering.tree.unit(id).map_or("", |unit| unit.name.as_str());
    let mut found = Vec::new();
    let scope = staff.scope(Right::AcknowledgeStaff);
    if !scope.is_empty() {
        for filing in filings_waiting(db, &scope).await? {
            let text = staff.t(&filing.state.key());
            found.push(Item {
                title: format!("{} {}", unit(filing.unit_id), staff.t(filing.post.key())),
                url: format!("/staff-filings/{}", filing.id),
                meta: format!("{} · {}", filing.effective_on, filing.reason),
                due: Some(Due { text, tone: Some("progress") }),
                ..Item::default()
            });
        }
    }
    let all = people(db).await?;
    for lack in lacking(&gathering.tree, &all, gathering.now.day()) {
        let covers = |right| staff.rights.covers_unit(right, lack.unit);
        if !covers(Right::ManageColumns) && !covers(Right::AcknowledgeStaff) {
            continue;
        }
        let args = [("posts", staff.t(lack.post.key()).into())];
        let code = gathering.tree.unit(lack.unit).map_or("", |unit| unit.code.as_str());
        found.push(Item {
            title: unit(lack.unit).to_owned(),
            url: format!("/unit-staff/{code}"),
            meta: staff.t("desk-staff-why"),
            due: Some(Due {
                text: staff.app.messages.t("unit-staff-lacks", &args),
                tone: Some("danger"),
            }),
            ..Item::default()
        });
    }
    Ok(found)
}

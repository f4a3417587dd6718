//! What somebody promised to read again by a day that is past (article 32): every kind that declares
//! the field `review_by` and shows it on its card.

use chrono::NaiveDate;
use documents::kinds::Kinds;
use documents::live::LiveItem;
use platform::{Fault, Time};
use structure::Right;

use super::dressing::due;
use super::lists::Gathering;
use super::model::Item;
use super::store::live_of_kind;

/// The field by which a kind says so.
const FIELD: &str = "review_by";

/// The documents that this person keeps and that are over, the oldest first.
pub async fn items(gathering: &Gathering<'_>) -> Result<Vec<Item>, Fault> {
    let app = &gathering.staff.app;
    let kinds = app.registers.get::<Kinds>()?;
    let today = gathering.now.day();
    let mut found: Vec<(NaiveDate, LiveItem)> = Vec::new();
    for kind in kinds.all() {
        if !kind.field(FIELD).is_some_and(|field| field.in_card) {
            continue;
        }
        for item in live_of_kind(&app.db, kind.code).await? {
            let day = item.card.fields.get(FIELD).and_then(|day| day.parse().ok());
            let mine = gathering.staff.may(Right::WriteDocuments, item.unit_id, item.column_id);
            match day {
                Some(day) if day < today && mine => found.push((day, item)),
                _ => {}
            }
        }
    }
    found.sort_by_key(|(day, item)| (*day, item.id));
    Ok(found
        .into_iter()
        .map(|(day, item)| Item {
            url: format!("/documents/{}", item.key),
            meta: gathering
                .tree
                .column(item.column_id)
                .map_or_else(String::new, |c| c.name.clone()),
            due: Some(due(gathering, Time::from_day(day).plus_days(1))),
            title: item.card.title,
            ..Item::default()
        })
        .collect())
}

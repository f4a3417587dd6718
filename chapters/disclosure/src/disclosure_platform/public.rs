//! `/disclosure`: the platform's page.

use documents::live::{self, LiveItem};
use platform::Fault;
use serde_json::{Value, json};
use structure::columns::Column;
use structure::frame::{Frame, Place};
use structure::visitor::Visitor;
use web::{Answer, Error, Rendered, Tag};

use super::application::column_of;
use super::sections::Section;
use super::statutory::{Held, categories, units};
use crate::catalogue::{Reach, list_tags};

/// Rules shown.
const RULES: i64 = 6;
/// Annual reports shown.
const REPORTS: i64 = 12;

/// `GET /disclosure`
pub(super) async fn show(visitor: Visitor) -> Answer {
    visitor.page("", async |visitor: Visitor| render(&visitor).await).await
}

async fn render(visitor: &Visitor) -> Result<Rendered, Error> {
    let reach = Reach::of(&visitor.tree, visitor.site_id);
    let held = Held::of(visitor, &reach).await?;
    let mut tags = list_tags(&reach);
    let content = json!({
        "guide": section(visitor, Section::Guide, 1, &mut tags).await?,
        "rules": section(visitor, Section::Rules, RULES, &mut tags).await?,
        "reports": section(visitor, Section::Reports, REPORTS, &mut tags).await?,
        "application": section(visitor, Section::Application, 1, &mut tags).await?,
        "categories": categories(visitor, &reach, &held),
        "unit_groups": units(visitor, &reach, &held), "total": held.total,
        // On a unit's own site the main site's parts are shown as what they are.
        "of_district": reach.units.is_some(),
        "catalogue_url": visitor.url("catalogue"),
        "look_up_url": visitor.url("catalogue/look-up"),
        "application_url": visitor.url("disclosure/application"),
    });
    let place = Place {
        name: Some(visitor.app.messages.t("disclosure-title", &[])),
        path: "disclosure".to_owned(),
        ..Place::default()
    };
    let frame = Frame::of(visitor, place)?;
    Ok(frame.render(visitor, "disclosure/index.html", content, tags)?)
}

/// A part of the platform with the newest of its column; nothing where no site keeps it.
async fn section(
    visitor: &Visitor,
    section: Section,
    most: i64,
    tags: &mut Vec<Tag>,
) -> Result<Value, Fault> {
    let Some(column) = column_of(section, &visitor.tree, visitor.site_id) else {
        return Ok(Value::Null);
    };
    tags.push(Tag::of("list", column.id));
    let items = live::newest_in(&visitor.app.db, [column.id], most).await?;
    let unit = visitor.tree.unit(column.unit_id);
    Ok(json!({
        "name": column.name, "url": visitor.column_url(column),
        "description": column.description, "unit_name": unit.map(|unit| unit.name.clone()),
        "items": items.iter().map(|one| item(visitor, column, one)).collect::<Vec<_>>(),
    }))
}

fn item(visitor: &Visitor, shown_in: &Column, item: &LiveItem) -> Value {
    let home = visitor.tree.column(item.column_id).unwrap_or(shown_in);
    json!({
        "title": item.card.title, "summary": item.card.summary,
        "url": format!("{}/{}", visitor.column_url(home), item.slug),
        "published_at": item.published_at, "year": report_year(&item.card.title),
    })
}

/// The year that a report is about: the first four digits in a row of its title.
fn report_year(title: &str) -> Option<String> {
    let mut digits = String::new();
    for one in title.chars() {
        if one.is_ascii_digit() {
            digits.push(one);
            if digits.len() == 4 {
                return Some(digits);
            }
        } else {
            digits.clear();
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::report_year;

    #[test]
    fn a_report_is_about_a_year() {
        assert_eq!(report_year("未央区 2025 年政府信息公开工作年度报告").as_deref(), Some("2025"));
        assert_eq!(report_year("第12号公报"), None);
    }
}

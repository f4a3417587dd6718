//! `/disclosure/application`: who may apply, how, with which form, and what the law promises. What can
//! be done today is said; there is no button for what can't.

use std::sync::LazyLock;

use documents::live;
use documents::revisions::AttachmentRole;
use platform::Fault;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use structure::columns::Column;
use structure::frame::{Frame, Place};
use structure::visitor::Visitor;
use structure::{SiteId, Tree};
use web::{Answer, Error, Refusal, Rendered, Tag};

use super::sections::Section;

/// Deadlines in working days.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Deadlines {
    answer: u32,
    supplement: u32,
    extension: u32,
    third_party: u32,
}

/// That the file reads is proved by a test.
static DEADLINES: LazyLock<Deadlines> =
    LazyLock::new(|| toml::from_str(include_str!("application.toml")).unwrap_or_default());

/// `GET /disclosure/application`
pub(super) async fn show(visitor: Visitor) -> Answer {
    visitor.page("", async |visitor: Visitor| render(&visitor).await).await
}

/// The column of a part: the site's own, or the main site's.
pub(super) fn column_of(section: Section, tree: &Tree, site: SiteId) -> Option<&Column> {
    let main = || section.column(tree, tree.main_site()?.id);
    section.column(tree, site).or_else(main)
}

async fn render(visitor: &Visitor) -> Result<Rendered, Error> {
    let tree = visitor.tree.clone();
    let column = column_of(Section::Application, &tree, visitor.site_id);
    let column = column.ok_or_else(Refusal::not_found)?;
    let unit = tree.unit(column.unit_id);
    let guide = column_of(Section::Guide, &tree, visitor.site_id);
    let link = |column: &Column| json!({ "name": column.name, "url": visitor.column_url(column) });
    let content = json!({
        "deadlines": *DEADLINES, "forms": forms(visitor, column).await?,
        "office": unit.map(|unit| json!({
            "name": unit.full_name, "address": unit.address, "phone": unit.phone,
            "url": visitor.url(&format!("units/{}", unit.code)),
        })),
        "postcode": visitor.tree.site(column.site_id).map(|site| site.postcode.clone()),
        "explanation": link(column), "guide": guide.map(link),
        "catalogue_url": visitor.url("catalogue"), "mailbox_url": visitor.url("mailbox"),
        "platform_url": visitor.url("disclosure"),
    });
    let place = Place {
        name: Some(visitor.app.messages.t("disclosure-application-title", &[])),
        path: "disclosure/application".to_owned(),
        ..Place::default()
    };
    let tags = vec![Tag::of("list", column.id)];
    let frame = Frame::of(visitor, place)?;
    Ok(frame.render(visitor, "disclosure/application.html", content, tags)?)
}

/// The files of the column's documents: the application form, filled samples.
async fn forms(visitor: &Visitor, column: &Column) -> Result<Vec<Value>, Fault> {
    let db = &visitor.app.db;
    let mut forms = Vec::new();
    for item in live::in_column(db, column.id, (0, 5)).await? {
        let Some(live) = live::live_document(db, item.id).await? else { continue };
        let base = format!("{}/{}", visitor.column_url(column), item.slug);
        let files = live.revision.content.attachments.iter();
        let files = files.filter(|file| file.role == AttachmentRole::Attachment);
        forms.extend(files.map(|file| {
            json!({
                "name": file.name, "url": format!("{base}/{}.{}", file.code, file.extension),
                "media_type": file.media_type, "extension": file.extension, "size": file.size,
            })
        }));
    }
    Ok(forms)
}

#[cfg(test)]
mod tests {
    use super::DEADLINES;

    #[test]
    fn the_law_promises_something() {
        assert_eq!(DEADLINES.answer, 20);
        assert!(DEADLINES.supplement > 0 && DEADLINES.extension > 0 && DEADLINES.third_party > 0);
    }
}

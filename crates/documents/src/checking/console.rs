//! What was found, in the words of pages: the panel beside the editor, the page of a document, and
//! the list before a submission or a signature.

use checks::{Checker, Hit, Level, shown as hit_line};
use serde::Deserialize;
use serde_json::{Value, json};
use structure::sessions::require_own;
use structure::{ColumnId, Right, Staff};
use web::csrf::TOKEN_FIELD;
use web::extract::{Path, Query};
use web::{Answer, Refusal, Upload};

use super::gate::{Gate, gate, reason_field};
use super::paper::{Subject, look};
use crate::context::Context;
use crate::documents::console::{content_of, head_of};
use crate::revisions::{self, Attachment};
use crate::room::{Opened, People, breadcrumb, document_line, open, put};

/// The hits of a list, with labels for fields and reasons given before.
pub(crate) async fn shown(opened: &Opened, gate: &Gate) -> Result<Value, platform::Fault> {
    let people = People::load(&opened.ctx.db).await?;
    let staff = &opened.staff;
    let lines: Vec<Value> = gate
        .hits
        .iter()
        .map(|hit| {
            let mut line = line(staff, opened.kind, hit);
            let waiver = gate.waiver(hit).map(|waiver| {
                json!({
                    "reason": waiver.reason, "by": people.name(waiver.waived_by),
                    "at": waiver.waived_at,
                })
            });
            let asks = hit.level == Level::NeedsReason && waiver.is_none();
            put(&mut line, "field", asks.then(|| reason_field(hit)));
            put(&mut line, "waiver", waiver.unwrap_or(Value::Null));
            line
        })
        .collect();
    Ok(json!({ "lines": lines, "counts": counts(&gate.hits) }))
}

fn counts(hits: &[Hit]) -> Value {
    let count = |level: Level| hits.iter().filter(|hit| hit.level == level).count();
    json!({
        "blocks": count(Level::Blocks), "reasons": count(Level::NeedsReason),
        "advice": count(Level::Advice),
    })
}

/// A hit with its field named by its label.
fn line(staff: &Staff, kind: &crate::kinds::KindDeclaration, hit: &Hit) -> Value {
    let mut line = hit_line(staff, hit);
    if let checks::Place::Field(name) = &hit.place {
        let declared = kind.field(name).map(|field| field.label_key.to_owned());
        let key = declared.unwrap_or_else(|| format!("document-field-{}", name.replace('_', "-")));
        let key = if name == "author_name" { "document-field-author".to_owned() } else { key };
        put(&mut line, "place", staff.t(&key));
    }
    if hit.rule == checks::Rule::TitleUsed {
        put(&mut line, "url", format!("/documents/{}", hit.found));
    }
    line
}

/// Which revision is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    /// `live` for what visitors see; the newest otherwise.
    revision: String,
}

/// `GET /documents/{key}/checks`: everything found in the newest revision, or in the live one.
pub(crate) async fn show(
    staff: Staff,
    Path(key): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    let opened = open(staff, &key, Right::ReadDocuments).await?;
    let live = opened.document.live_revision_id.filter(|_| asked.revision == "live");
    let live = match live {
        Some(id) => revisions::by_id(&opened.ctx.db, id).await?,
        None => None,
    };
    let head = match live {
        Some(live) => live,
        None => head_of(&opened).await?,
    };
    let gate = gate(&opened, &head.content).await?;
    let title = opened.staff.t("checks-title");
    let context = json!({
        "title": title, "breadcrumb": breadcrumb(&opened, Some(&title)),
        "document": document_line(&opened, head.number), "checks": shown(&opened, &gate).await?,
        "edit_url": opened.may(Right::WriteDocuments).then(|| format!("{}/edit", opened.url())),
    });
    opened.staff.page("documents/checks.html", context)
}

/// `POST /documents/checks`: what is being written, looked at while it is written. Answers with the
/// panel alone.
pub(crate) async fn live(staff: Staff, Upload { data, .. }: Upload) -> Answer {
    require_own(&staff.session, data.get(TOKEN_FIELD))?;
    let ctx = Context::of(&staff.app)?;
    let key = data.get("key");
    let (document, kind, column_id, files) = if key.is_empty() {
        let column = data.get("column").parse().ok().and_then(|id| ctx.tree.column(ColumnId(id)));
        let column = column.ok_or_else(Refusal::bad_request)?;
        let kind = ctx.kinds.find(data.get("kind")).ok_or_else(Refusal::bad_request)?;
        (None, kind, column.id, Vec::new())
    } else {
        let opened = open(staff.clone(), key, Right::WriteDocuments).await?;
        let based_on = data.get("based_on").parse().unwrap_or(0);
        let base = revisions::by_number(&ctx.db, opened.document.id, based_on).await?;
        let base = base.ok_or_else(Refusal::bad_request)?;
        let column_id = opened.document.column_id;
        (Some(opened.document), opened.kind, column_id, base.content.attachments)
    };
    let removed: Vec<&str> = data.all("remove_attachments").collect();
    let files: Vec<Attachment> =
        files.into_iter().filter(|file| !removed.contains(&file.code.as_str())).collect();
    let content = content_of(kind, &data, files);
    let checker = Checker::load(&ctx.db).await?;
    let subject = Subject { document: document.as_ref(), column_id, kind, content: &content };
    let hits = look(&staff.app, &ctx, &checker, &subject).await?;
    let lines: Vec<Value> = hits.iter().map(|hit| line(&staff, kind, hit)).collect();
    let plain = text::plain::plain(&content.body_html);
    let characters = plain.chars().filter(|c| !c.is_whitespace()).count();
    let checks = json!({ "lines": lines, "counts": counts(&hits) });
    let context = json!({ "checks": checks, "characters": characters });
    staff.page("documents/checks_panel.html", context)
}

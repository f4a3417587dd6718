//! The invented district's documents, with their pictures and attachments.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use documents::Context;
use documents::documents::{CreateForm, create};
use documents::ids::DocumentId;
use documents::kinds::Kinds;
use documents::placements;
use documents::publications::take_over;
use documents::revisions::{Attachment, AttachmentRole, Content, attachment_code};
use files::Digest;
use platform::{Actor, Fault, FaultContext, Time};
use serde_json::Value;
use structure::{App, ColumnId, SiteId};

use super::data::{DocumentRow, WRITTEN_FOR, file, lines};
use super::tree;
use super::work::HOURS;

/// Writes all documents, oldest first, so that lists and chains come out as they should.
pub async fn load(app: &App) -> Result<(), Fault> {
    let mut rows: Vec<DocumentRow> = lines("documents.jsonl")?;
    rows.extend(lines::<DocumentRow>("guides.jsonl")?);
    rows.sort_by(|a, b| a.published_at.cmp(&b.published_at));
    let kinds = app.registers.get::<Kinds>()?.clone();
    let ctx = Context::new(app.db.clone(), tree(app), kinds);
    let later = days_since_written(app)?;
    let mut kept = HashMap::new();
    let mut keys = HashMap::new();
    for row in &rows {
        load_one(app, &ctx, (row, later), (&mut kept, &mut keys))
            .await
            .doing(format!("write the demo document {}", row.title))?;
    }
    Ok(())
}

/// Days by which everything was published later than the rows say, so that the district is as lively
/// on the day it is started as on the day for which it was written.
fn days_since_written(app: &App) -> Result<i64, Fault> {
    let today = app.clock().now().plus_seconds(HOURS * 3_600).day();
    let written: NaiveDate = WRITTEN_FOR.parse().doing("read the demo's day")?;
    Ok(today.signed_duration_since(written).num_days().max(0))
}

type Kept = HashMap<String, (Digest, i64)>;
pub(super) type KeysByNumber = HashMap<String, String>;

async fn load_one(
    app: &App,
    ctx: &Context,
    (row, later): (&DocumentRow, i64),
    (kept, keys): (&mut Kept, &mut KeysByNumber),
) -> Result<(), Fault> {
    let site = site_of(ctx, &row.site)?;
    let column = column_of(ctx, site, &row.column)?;
    let unit = ctx.tree.unit_by_code(&row.unit).doing(format!("find the unit {}", row.unit))?.id;
    let mut content = content_of(app, row, kept, keys).await?;
    if let Some(blocks) = row.fields.get("blocks").and_then(Value::as_array) {
        let blocks = blocks_of(ctx, site, blocks)?;
        content.fields.insert("blocks".to_owned(), blocks);
    }
    let kind = match row.kind.as_str() {
        "policy" => "policies",
        "notice" => "notices",
        "interpretation" => "interpretations",
        "layout" => "layouts",
        "guide" => "service_guides",
        "knowledge" => "knowledge",
        _ => "articles",
    };
    let published_at = instant(&row.published_at)?.plus_days(later);
    let day = published_at.local().format("%Y%m%d");
    let form = CreateForm {
        kind: kind.to_owned(),
        column_id: column,
        unit_id: unit,
        slug: Some(format!("{day}-{}", platform::ids::random_code(5))),
        content,
        note: String::new(),
    };
    let saved = create(ctx, Actor::System, &form).await.map_err(stopped)?;
    if let Some(number) = form.content.field("document_number") {
        keys.insert(number.to_owned(), saved.key.clone());
    }
    take_over(ctx, Actor::System, saved.document_id, published_at).await.map_err(stopped)?;
    place(ctx, row, site, column, saved.document_id).await
}

async fn place(
    ctx: &Context,
    row: &DocumentRow,
    site: SiteId,
    column: ColumnId,
    id: DocumentId,
) -> Result<(), Fault> {
    for also in &row.also_in {
        let (site, path) = match also.split_once(':') {
            Some((code, path)) => (site_of(ctx, code)?, path),
            None => (site, also.as_str()),
        };
        let target = column_of(ctx, site, path)?;
        if target != column {
            placements::place(ctx, Actor::System, id, target).await.map_err(stopped)?;
        }
    }
    if row.pinned {
        placements::pin(ctx, Actor::System, (id, column), None).await.map_err(stopped)?;
    }
    Ok(())
}

pub(super) fn site_of(ctx: &Context, code: &str) -> Result<SiteId, Fault> {
    Ok(ctx.tree.site_by_code(code).doing(format!("find the site {code}"))?.id)
}

pub(super) fn column_of(ctx: &Context, site: SiteId, path: &str) -> Result<ColumnId, Fault> {
    Ok(ctx.tree.column_by_path(site, path).doing(format!("find the column {path}"))?.id)
}

fn instant(text: &str) -> Result<Time, Fault> {
    let read = text::publish_date::parse(text).doing(format!("read the date {text}"))?;
    Ok(Time::from_local(read))
}

pub(super) fn stopped(stopped: documents::Stopped) -> Fault {
    Fault::new(format!("{stopped:?}"))
}

async fn content_of(
    app: &App,
    row: &DocumentRow,
    kept: &mut Kept,
    keys: &KeysByNumber,
) -> Result<Content, Fault> {
    let mut attachments = Vec::new();
    let mut body = row.body_html.clone();
    for (index, picture) in row.pictures.iter().enumerate() {
        let mut one = attach(app, &picture.file, kept).await?;
        one.role = AttachmentRole::Picture;
        one.alt.clone_from(&picture.alt);
        body = body.replace(&format!("asset:{index}\""), &format!("asset:{}\"", one.code));
        if !attachments.iter().any(|known: &Attachment| known.code == one.code) {
            attachments.push(one);
        }
    }
    for path in &row.attachments {
        attachments.push(attach(app, path, kept).await?);
    }
    let clean = text::html::clean(&body);
    let plain = text::plain::plain(&clean.html);
    let summary = match row.summary.as_str() {
        "" => text::plain::summary(&plain, 120),
        summary => summary.to_owned(),
    };
    Ok(Content {
        title: text::wording::tidy_title(&row.title),
        body_html: clean.html,
        summary,
        source: row.source.clone(),
        source_url: String::new(),
        author_name: row.author.clone(),
        tags: row.tags.clone(),
        fields: fields_of(&row.fields, keys),
        attachments,
    })
}

/// The declared fields; class and linked documents are given by name and by number, rows as a list.
pub(super) fn fields_of(
    row: &serde_json::Map<String, Value>,
    keys: &KeysByNumber,
) -> BTreeMap<String, String> {
    let mut fields = BTreeMap::new();
    for (name, value) in row {
        if value.is_array() && name != "blocks" {
            fields.insert(name.clone(), value.to_string());
        }
        let Some(value) = value.as_str().filter(|value| !value.is_empty()) else { continue };
        let stored = match name.as_str() {
            "subject_class" => disclosure::policies::subject_by_name(value).map(str::to_owned),
            "replaces" | "explains" | "policies" => keys.get(value).cloned(),
            _ => Some(value.to_owned()),
        };
        fields.extend(stored.map(|stored| (name.clone(), stored)));
    }
    fields
}

/// The blocks of a layout; their columns are given by path.
fn blocks_of(ctx: &Context, site: SiteId, blocks: &[Value]) -> Result<String, Fault> {
    let mut rows = Vec::new();
    for block in blocks {
        let mut row = structure::staff::map(block.clone());
        if let Some(path) = row.get("column").and_then(Value::as_str) {
            let id = column_of(ctx, site, path)?.to_string();
            row.insert("column".to_owned(), Value::String(id));
        }
        rows.push(row);
    }
    serde_json::to_string(&rows).doing("write the blocks of a layout")
}

async fn attach(app: &App, path: &str, kept: &mut Kept) -> Result<Attachment, Fault> {
    let known = kept.get(path).copied();
    let (digest, size) = if let Some(known) = known {
        known
    } else {
        let bytes = file(path)?;
        let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
        let digest = app.files.put(bytes).await?;
        kept.insert(path.to_owned(), (digest, size));
        (digest, size)
    };
    let name = path.rsplit('/').next().unwrap_or(path).to_owned();
    let extension = name.rsplit('.').next().unwrap_or_default().to_lowercase();
    let media_type = match extension.as_str() {
        "webp" => "image/webp",
        "png" => "image/png",
        "pdf" => "application/pdf",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        other => return Err(Fault::new(format!("no media type for .{other}"))),
    };
    Ok(Attachment {
        code: attachment_code(&digest.to_string()),
        name,
        digest: digest.to_string(),
        media_type: media_type.to_owned(),
        extension,
        size,
        role: AttachmentRole::Attachment,
        alt: String::new(),
    })
}

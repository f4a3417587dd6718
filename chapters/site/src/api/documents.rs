//! `GET /api/v1/documents` and `/api/v1/documents/{key}`

use documents::documents::by_key;
use documents::ids::DocumentId;
use documents::kinds::{Field, Validity};
use documents::live;
use serde::{Deserialize, Serialize};
use structure::visitor::Visitor;
use utoipa::{IntoParams, ToSchema};
use web::extract::{Path, Query};
use web::pager::{decode_cursor, encode_cursor};
use web::{Answer, FieldError, Refusal, Tag};

use super::shapes::{DocumentItem, document_item, instant, rendered};
use crate::document_pages::public::{body_with_addresses, kind_of};
use crate::document_pages::values::{rows_in_words, words};
use crate::lists::site_list_tags;

/// How to page.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct ListParams {
    /// Where the page before ended: its `next_cursor`.
    pub cursor: Option<String>,
    /// Documents of one page, at most 100; otherwise 50.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 100)]
    pub limit: Option<String>,
}

/// A page of documents, in the order in which they were created: stable while new ones come.
#[derive(Serialize, ToSchema)]
pub struct DocumentPage {
    /// The documents.
    pub items: Vec<DocumentItem>,
    /// Ask for this next; null at the end.
    pub next_cursor: Option<String>,
}

/// A file of a document.
#[derive(Serialize, ToSchema)]
pub struct ApiAttachment {
    /// Its name.
    pub name: String,
    /// Its address.
    pub url: String,
    /// Its media type.
    pub media_type: String,
    /// Bytes.
    pub size: i64,
}

/// A declared field in words.
#[derive(Serialize, ToSchema)]
pub struct ApiValue {
    /// The field's name.
    #[schema(example = "promised_limit")]
    pub name: String,
    /// Its label.
    #[schema(example = "承诺办结时限")]
    pub label: String,
    /// What stands in it; empty where there are rows.
    #[schema(example = "5个工作日")]
    pub words: String,
    /// Its rows, each part by name.
    #[schema(value_type = Vec<std::collections::BTreeMap<String, String>>)]
    pub rows: Vec<std::collections::BTreeMap<String, String>>,
}

/// A document with its text.
#[derive(Serialize, ToSchema)]
pub struct DocumentDetail {
    /// What lists show.
    #[serde(flatten)]
    pub item: DocumentItem,
    /// The text as clean HTML.
    pub body_html: String,
    /// 来源.
    pub source: String,
    /// 责任编辑.
    pub author: String,
    /// Topic words.
    pub tags: Vec<String>,
    /// 索引号.
    pub index_number: Option<String>,
    /// The fields that its kind declares.
    #[schema(value_type = std::collections::BTreeMap<String, String>)]
    pub fields: std::collections::BTreeMap<String, String>,
    /// The same in words, with labels and rows: what people read on the page.
    pub values: Vec<ApiValue>,
    /// Its files.
    pub attachments: Vec<ApiAttachment>,
    /// When this text was made.
    pub revised_at: Option<String>,
}

/// Lists what is live on this site.
#[utoipa::path(
    get, path = "/api/v1/documents", tag = "documents", params(ListParams),
    responses(
        (status = 200, body = DocumentPage),
        (status = 422, description = "A parameter is wrong", content_type = "application/problem+json"),
    )
)]
pub async fn list(visitor: Visitor, Query(params): Query<ListParams>) -> Answer {
    let limit: i64 = params.limit.as_deref().map_or(50, |limit| limit.parse().unwrap_or(0));
    if !(1..=100).contains(&limit) {
        let error = FieldError::new("limit", "api-limit-out-of-range");
        return Err(Refusal::unprocessable(vec![error]).into());
    }
    let cursor = params.cursor.filter(|cursor| !cursor.is_empty());
    let after: i64 = match &cursor {
        Some(cursor) => decode_cursor(cursor)?,
        None => 0,
    };
    let query = format!("limit={limit}&cursor={}", cursor.unwrap_or_default());
    visitor
        .page(&query, async move |visitor| {
            let site = visitor.site_id;
            let found =
                live::on_site_after(&visitor.app.db, site, DocumentId(after), limit).await?;
            let full = i64::try_from(found.len()).unwrap_or(0) == limit;
            let next_cursor =
                found.last().filter(|_| full).and_then(|last| encode_cursor(&last.id.0));
            let items = found.iter().map(|item| document_item(&visitor, item)).collect();
            let mut tags = site_list_tags(&visitor, site);
            tags.push(Tag::from("structure"));
            Ok(rendered(&DocumentPage { items, next_cursor }, tags)?)
        })
        .await
}

/// One document.
#[utoipa::path(
    get, path = "/api/v1/documents/{id}", tag = "documents",
    params(("id" = String, Path, description = "The public id")),
    responses(
        (status = 200, body = DocumentDetail),
        (status = 404, description = "There is none, or not any more", content_type = "application/problem+json"),
    )
)]
pub async fn show(visitor: Visitor, Path(key): Path<String>) -> Answer {
    visitor
        .page("", async move |visitor| {
            let db = &visitor.app.db;
            let found = by_key(db, &key).await?.ok_or_else(Refusal::not_found)?;
            let live = live::live_document(db, found.id).await?.ok_or_else(Refusal::not_found)?;
            let tags = vec![Tag::of("document", found.id), Tag::from("structure")];
            let detail = detail(&visitor, &live).ok_or_else(Refusal::not_found)?;
            Ok(rendered(&detail, tags)?)
        })
        .await
}

/// The declared fields that visitors may read.
fn public_fields(
    visitor: &Visitor,
    live: &live::LiveDocument,
) -> Option<std::collections::BTreeMap<String, String>> {
    let kind = kind_of(visitor, live).ok()?;
    let open = |name: &str| kind.field(name).is_none_or(|field| !field.internal);
    let fields = live.revision.content.fields.iter();
    Some(fields.filter(|(name, _)| open(name)).map(|(n, v)| (n.clone(), v.clone())).collect())
}

fn detail(visitor: &Visitor, live: &live::LiveDocument) -> Option<DocumentDetail> {
    let (document, content) = (&live.document, &live.revision.content);
    let column = visitor.tree.column(document.column_id)?;
    let path = format!("{}/{}", visitor.column_url(column), document.slug);
    let url = visitor.absolute(&path);
    let card = document.card.clone().unwrap_or_default();
    let today = visitor.app.clock().now().day();
    let attachments = content.attachments.iter().map(|file| ApiAttachment {
        name: file.name.clone(),
        url: format!("{url}/{}.{}", file.code, file.extension),
        media_type: file.media_type.clone(),
        size: file.size,
    });
    Some(DocumentDetail {
        item: DocumentItem {
            id: document.key.clone(),
            title: content.title.clone(),
            published_at: document.published_at.and_then(instant),
            summary: content.summary.clone(),
            r#type: document.kind.clone(),
            column: super::shapes::column_ref(visitor, document.column_id),
            unit: super::shapes::unit_ref(visitor, document.unit_id),
            number: card.number.clone(),
            validity: card.validity_on(today).map(Validity::word).map(str::to_owned),
            url: url.clone(),
        },
        body_html: body_with_addresses(live, &url),
        source: content.source.clone(),
        author: content.author_name.clone(),
        tags: content.tags.clone(),
        index_number: document.index_number.clone(),
        fields: public_fields(visitor, live).unwrap_or_default(),
        values: values_of(visitor, live),
        attachments: attachments.collect(),
        revised_at: instant(live.revision.created_at),
    })
}

fn values_of(visitor: &Visitor, live: &live::LiveDocument) -> Vec<ApiValue> {
    let Ok(kind) = kind_of(visitor, live) else { return Vec::new() };
    let value = |field: &Field| {
        let value = live.revision.content.field(field.name)?;
        Some(ApiValue {
            name: field.name.to_owned(),
            label: visitor.app.messages.t(field.label_key, &[]),
            words: words(visitor, field, value),
            rows: rows_in_words(visitor, field, value),
        })
    };
    kind.fields.iter().filter(|field| !field.internal).filter_map(value).collect()
}

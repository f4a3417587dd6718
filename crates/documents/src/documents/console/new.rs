//! `GET /documents/new`: first the column and the kind, then the empty form.

use serde::Deserialize;
use serde_json::{Value, json};
use structure::columns::Column;
use structure::{ColumnId, Right, Staff, UnitId};
use web::extract::Query;
use web::template_functions::query_encode;
use web::{Answer, FormData, Refusal};

use super::files::{pictures_of, taken_in};
use super::form::Writing;
use crate::autosaves::resumed::{Keeping, asked_for, offers_of_new};
use crate::context::Context;
use crate::documents;
use crate::kinds::{KindDeclaration, Pairing};
use crate::room::{column_choices, put};

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    column: String,
    kind: String,
    /// The key of a document that the new one explains.
    explains: String,
    /// What was typed before and is gone on with.
    autosave: String,
}

/// The unit in whose name this person writes in a column: their own if they may, otherwise the
/// column's.
pub(crate) fn writing_unit(staff: &Staff, column: &Column) -> Option<UnitId> {
    let own = staff.account.unit_id.into_iter();
    own.chain([column.unit_id]).find(|unit| staff.may(Right::WriteDocuments, *unit, column.id))
}

/// The choice, or the form.
pub(crate) async fn new(staff: Staff, Query(asked): Query<Asked>) -> Answer {
    let ctx = Context::of(&staff.app)?;
    if asked.column.is_empty() || asked.kind.is_empty() {
        return choose(&staff, &ctx, &asked.explains);
    }
    let id = asked.column.parse().ok().map(ColumnId).ok_or_else(Refusal::not_found)?;
    let tree = ctx.tree.clone();
    let column = tree.column(id).ok_or_else(Refusal::not_found)?;
    let kind = ctx.kinds.find(&asked.kind).ok_or_else(Refusal::not_found)?;
    let unit = writing_unit(&staff, column).unwrap_or(column.unit_id);
    staff.require(Right::WriteDocuments, unit, column.id)?;
    let mut writing = Writing::begun(&staff, kind, column);
    if let Some((one, typed)) = asked_for(&staff, &asked.autosave, None).await? {
        let upload = web::Upload { data: typed, files: Vec::new() };
        let (files, _) = taken_in(&staff.app, &upload, &[]).await?;
        writing.pictures = pictures_of(&staff.app, &files, &[]).await?;
        writing.keeping = Keeping::resumed(&one);
        return writing.page(http::StatusCode::OK, &web::FormState::of(upload.data), &files);
    }
    writing.keeping = Keeping::begun(offers_of_new(&staff, column.id, kind.code).await?);
    let mut values = FormData::default();
    values.push("source", tree.unit(unit).map(|unit| unit.name.clone()).unwrap_or_default());
    values.push("author_name", staff.account.name.clone());
    if kind.pairing == Pairing::Explains
        && let Some(policy) = documents::by_key(&ctx.db, &asked.explains).await?
        && staff.may(Right::ReadDocuments, policy.unit_id, policy.column_id)
    {
        values.push("explains", policy.key);
        let title = [("title", policy.title.into())];
        values.push("title", staff.app.messages.t("interpretation-title", &title));
    }
    writing.page(http::StatusCode::OK, &web::FormState::of(values), &[])
}

/// Columns with the kinds they offer; only interpretations if it is to explain a document.
fn choose(staff: &Staff, ctx: &Context, explains: &str) -> Answer {
    let tree = &ctx.tree;
    let fits = |kind: &KindDeclaration| explains.is_empty() || kind.pairing == Pairing::Explains;
    let offers = |column: &Column| {
        let own = |kind: &&KindDeclaration| kind.column_types.contains(&&*column.column_type);
        explains.is_empty() || ctx.kinds.all().iter().copied().filter(own).any(fits)
    };
    let allowed = |column: &Column| writing_unit(staff, column).is_some() && offers(column);
    let rest = match explains {
        "" => String::new(),
        key => format!("&explains={}", query_encode(key)),
    };
    let columns: Vec<Value> = column_choices(tree, allowed, |_| false)
        .into_iter()
        .map(|mut choice| {
            let id = choice.get("value").and_then(Value::as_str).unwrap_or_default().to_owned();
            let column = id.parse().ok().and_then(|id| tree.column(ColumnId(id)));
            let column_type = column.map_or("", |column| column.column_type.as_str());
            let kinds = ctx.kinds.for_column_type(column_type).into_iter().filter(|k| fits(k));
            let kinds = kinds.map(|kind| {
                let url = format!("/documents/new?column={id}&kind={}{rest}", kind.code);
                json!({ "code": kind.code, "name": staff.t(kind.name_key), "url": url })
            });
            put(&mut choice, "kinds", kinds.collect::<Vec<Value>>());
            choice
        })
        .collect();
    let crumbs = json!([{ "name": staff.t("console-desk"), "url": "/" },
        { "name": staff.t("documents-all"), "url": "/documents" },
        { "name": staff.t("documents-new"), "url": null }]);
    let title = staff.t("documents-new");
    let context = json!({ "title": title, "breadcrumb": crumbs, "columns": columns });
    staff.page("documents/new.html", context)
}

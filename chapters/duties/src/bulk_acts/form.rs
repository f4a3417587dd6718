//! Asking for a bulk act: what is chosen, what will happen, yes.

use documents::Context;
use documents::documents::by_key;
use documents::ids::DocumentId;
use documents::listing::{Paging, console_list};
use documents::room::column_choices;
use http::StatusCode;
use serde_json::{Value, json};
use structure::sessions::OwnForm;
use structure::{ColumnId, Right, Staff};
use web::{Answer, Error, FieldError, FormData, FormState, Message, Refusal};

use super::model::{Order, Verb};
use super::store::ask;
use crate::lists::Asked;

/// Most documents of one bulk act.
const MOST: usize = 20_000;
/// From so many on, what takes something away is confirmed by its number.
const MANY: usize = 50;
/// Titles shown before it is confirmed.
const SHOWN: usize = 8;
/// Documents read at once.
const PIECE: i64 = 1_000;
/// Filters of the list, as its address spells them.
const FILTERS: [&str; 5] = ["query", "state", "kind", "column", "unit"];

/// What was chosen: documents by hand, or everything that a filter leaves.
struct Chosen {
    documents: Vec<(DocumentId, String)>,
    /// How many the filter leaves in all.
    all: usize,
    is_all: bool,
}

fn asked(data: &FormData) -> Asked {
    let [query, state, kind, column, unit] =
        FILTERS.map(|name| data.get(&format!("filter_{name}")));
    Asked::of([query, state, kind, column, unit])
}

async fn chosen(staff: &Staff, ctx: &Context, data: &FormData) -> Result<Chosen, Error> {
    let filter = asked(data).filter(ctx);
    let scope = staff.scope(Right::ReadDocuments);
    let is_all = data.get("extent") == "all";
    let mut documents = Vec::new();
    let first = console_list(&ctx.db, &filter, &scope, Paging { size: PIECE, number: 1 }).await?;
    let all = usize::try_from(first.total).unwrap_or(0);
    if is_all && all <= MOST {
        let mut number = 1;
        let mut page = first;
        while !page.items.is_empty() {
            documents.extend(page.items.into_iter().map(|item| (item.id, item.title)));
            number += 1;
            page = console_list(&ctx.db, &filter, &scope, Paging { size: PIECE, number }).await?;
        }
    } else if !is_all {
        for key in data.all("keys").take(MOST) {
            let found = by_key(&ctx.db, key).await?;
            let found =
                found.filter(|one| staff.may(Right::ReadDocuments, one.unit_id, one.column_id));
            documents.extend(found.map(|document| (document.id, document.title)));
        }
    }
    Ok(Chosen { documents, all, is_all })
}

/// `POST /bulk-acts/new`: what will happen, to be confirmed.
pub(crate) async fn new(staff: Staff, OwnForm(data): OwnForm) -> Answer {
    confirm(&staff, StatusCode::OK, FormState::of(data)).await
}

fn verb(staff: &Staff, data: &FormData) -> Result<Verb, Error> {
    let verb = Verb::parse(data.get("act")).ok_or_else(Refusal::bad_request)?;
    if !staff.rights.anywhere(verb.right()) {
        return Err(structure::staff::out_of_scope(verb.right()).into());
    }
    Ok(verb)
}

async fn confirm(staff: &Staff, status: StatusCode, state: FormState) -> Answer {
    let ctx = Context::of(&staff.app)?;
    let verb = verb(staff, &state.values)?;
    let chosen = chosen(staff, &ctx, &state.values).await?;
    let picked = state.values.all("keys").count();
    let number = if chosen.is_all { chosen.all } else { chosen.documents.len() };
    let titles: Vec<&String> =
        chosen.documents.iter().map(|(_, title)| title).take(SHOWN).collect();
    let mut hidden = vec![json!({ "name": "act", "value": verb.word() })];
    hidden.extend(state.values.all("keys").map(|key| json!({ "name": "keys", "value": key })));
    hidden.extend(FILTERS.map(|name| {
        let name = format!("filter_{name}");
        json!({ "name": name, "value": state.values.get(&name) })
    }));
    let title = staff.t(&verb.key());
    let said = |key: &str, count: usize| {
        staff.app.messages.t(key, &[("count", i64::try_from(count).unwrap_or(0).into())])
    };
    let context = json!({
        "title": title, "breadcrumb": [
            { "name": staff.t("documents-all"), "url": "/documents" }, { "name": title, "url": null }],
        "verb": verb.word(), "lead": staff.t(&format!("{}-lead", verb.key())),
        "extents": [
            { "value": "picked", "label": said("bulk-extent-picked", picked),
              "selected": !chosen.is_all },
            { "value": "all", "label": said("bulk-extent-all", chosen.all),
              "selected": chosen.is_all },
        ],
        "titles": titles, "more": number.saturating_sub(titles.len()), "hidden": hidden,
        "columns": columns(staff, &ctx, verb, &state.values),
        "units": units(staff, &ctx, verb, &state.values),
        "must_count": verb.takes_away() && number.max(chosen.all) > MANY,
        "undoable": verb.undoing().is_some(),
        "form": state.shown(&staff.app.messages),
    });
    staff.page_with(status, "bulk_acts/new.html", context)
}

fn columns(staff: &Staff, ctx: &Context, verb: Verb, values: &FormData) -> Option<Vec<Value>> {
    let scope = staff.scope(Right::PublishDocuments);
    matches!(verb, Verb::Move | Verb::Place | Verb::Unplace).then(|| {
        column_choices(
            &ctx.tree,
            |column| scope.covers(column.unit_id, column.id),
            |column| column.id.to_string() == values.get("target_column"),
        )
        .into_iter()
        .map(|choice| {
            let of = |name: &str| choice.get(name).cloned().unwrap_or_default();
            json!({ "value": of("value"), "label": of("path"), "selected": of("selected") })
        })
        .collect()
    })
}

fn units(staff: &Staff, ctx: &Context, verb: Verb, values: &FormData) -> Option<Vec<Value>> {
    (verb == Verb::HandOver && staff.rights.anywhere(Right::PublishDocuments)).then(|| {
        let chosen = values.get("target_unit");
        let option = |unit: &structure::units::Unit| {
            json!({ "value": unit.code, "label": unit.name, "selected": unit.code == chosen })
        };
        ctx.tree.units().iter().map(option).collect()
    })
}

/// `POST /bulk-acts`
pub(crate) async fn create(staff: Staff, OwnForm(data): OwnForm) -> Answer {
    let ctx = Context::of(&staff.app)?;
    let verb = verb(&staff, &data)?;
    let chosen = chosen(&staff, &ctx, &data).await?;
    let (order, mut errors) = order(&ctx, verb, &data);
    let number = chosen.documents.len();
    if chosen.is_all && chosen.all > MOST {
        let most = i64::try_from(MOST).unwrap_or(0);
        errors
            .push(FieldError::new("extent", Message::new("bulk-refused-many").with("most", most)));
    } else if number == 0 {
        errors.push(FieldError::new("extent", "bulk-refused-none"));
    }
    let typed = data.get("count").trim();
    if verb.takes_away() && number > MANY && typed != number.to_string() {
        let count = i64::try_from(number).unwrap_or(0);
        errors.push(FieldError::new(
            "count",
            Message::new("bulk-refused-count").with("count", count),
        ));
    }
    if !errors.is_empty() {
        let state = FormState { values: data, errors };
        return confirm(&staff, StatusCode::UNPROCESSABLE_ENTITY, state).await;
    }
    let mut documents: Vec<_> = chosen.documents.iter().map(|(id, _)| (*id, None)).collect();
    documents.sort_unstable();
    documents.dedup();
    let (id, seq) = ask(&ctx.db, staff.id(), &order, (None, &documents)).await?;
    staff.app.settled(seq).await;
    staff.done(&format!("/bulk-acts/{}", id.0), "bulk-asked")
}

fn order(ctx: &Context, verb: Verb, data: &FormData) -> (Order, Vec<FieldError>) {
    let reason: String = data.get("reason").trim().chars().take(500).collect();
    let word: String = data.get("word").trim().chars().take(40).collect();
    let column = data.get("target_column").parse().ok().map(ColumnId);
    let column = column.filter(|id| ctx.tree.column(*id).is_some());
    let unit = ctx.tree.unit_by_code(data.get("target_unit")).map(|unit| unit.id);
    let mut errors = Vec::new();
    let mut missing = |wrong: bool, field: &'static str, key: &'static str| {
        if wrong {
            errors.push(FieldError::new(field, key));
        }
    };
    missing(verb == Verb::Withdraw && reason.is_empty(), "reason", "withdrawal-refused-reason");
    let goes = matches!(verb, Verb::Move | Verb::Place | Verb::Unplace);
    missing(goes && column.is_none(), "target_column", "move-column-missing");
    missing(verb == Verb::HandOver && unit.is_none(), "target_unit", "bulk-refused-unit");
    let tags = matches!(verb, Verb::Tag | Verb::Untag);
    missing(tags && word.is_empty(), "word", "bulk-refused-word");
    (Order { verb, reason, column, unit, word }, errors)
}

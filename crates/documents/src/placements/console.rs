//! Moving, placing, pinning and ordering.

use http::StatusCode;
use platform::Time;
use serde_json::{Value, json};
use structure::columns::Column;
use structure::sessions::OwnForm;
use structure::{ColumnId, Right, Staff};
use web::extract::Path;
use web::{Answer, Error, FieldError, FormData, FormState};

use super::moves::{move_home, place, unplace};
use super::store::{of_document, order, pin, unpin};
use crate::room::{Opened, breadcrumb, column_choices, document_line, open, refused, shown_again};

async fn opened_for(staff: Staff, key: &str) -> Result<Opened, Error> {
    open(staff, key, Right::PublishDocuments).await
}

/// Whether this person publishes in a column in the document's unit's name.
fn may_publish_in(opened: &Opened, column: &Column) -> bool {
    opened.staff.may(Right::PublishDocuments, opened.document.unit_id, column.id)
}

fn page(
    opened: &Opened,
    (template, title, path): (&str, &str, &str),
    status: StatusCode,
    state: FormState,
    rest: Value,
) -> Answer {
    let staff = &opened.staff;
    let title = staff.t(title);
    let mut context = json!({
        "title": title, "breadcrumb": breadcrumb(opened, Some(&title)),
        "document": document_line(opened, None), "form": state.shown(&staff.app.messages),
        "action": format!("{}/{path}", opened.url()), "cancel_url": opened.url(),
    });
    if let (Some(context), Value::Object(rest)) = (context.as_object_mut(), rest) {
        context.extend(rest);
    }
    staff.page_with(status, template, context)
}

const MOVE: (&str, &str, &str) = ("documents/move.html", "document-act-move", "moves");
const PLACE: (&str, &str, &str) = ("documents/place.html", "document-act-place", "placements");
const PIN: (&str, &str, &str) = ("documents/pin.html", "document-act-pin", "pins");

/// `GET /documents/{key}/moves/new`
pub(crate) async fn move_form(staff: Staff, Path(key): Path<String>) -> Answer {
    let opened = opened_for(staff, &key).await?;
    opened.document.may_move().map_err(|why| refused(why.into(), &opened.url()))?;
    moving(&opened, StatusCode::OK, FormState::default())
}

fn moving(opened: &Opened, status: StatusCode, state: FormState) -> Answer {
    let chosen = state.values.get("column").to_owned();
    let home = opened.document.column_id;
    let columns = column_choices(
        &opened.ctx.tree,
        |column| column.id != home && may_publish_in(opened, column),
        |column| column.id.to_string() == chosen,
    );
    page(opened, MOVE, status, state, json!({ "columns": columns }))
}

/// `POST /documents/{key}/moves`
pub(crate) async fn create_move(
    staff: Staff,
    Path(key): Path<String>,
    OwnForm(data): OwnForm,
) -> Answer {
    let opened = opened_for(staff, &key).await?;
    let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;
    let Some(column) = data.get("column").parse().ok().map(ColumnId) else {
        let errors = vec![FieldError::new("column", "move-column-missing")];
        return moving(&opened, unprocessable, FormState { values: data, errors });
    };
    let unit = opened.document.unit_id;
    opened.staff.require(Right::PublishDocuments, unit, column)?;
    let done = move_home(&opened.ctx, opened.staff.actor(), opened.document.id, column).await;
    match done {
        Ok(seq) => {
            opened.staff.app.settled(seq).await;
            opened.staff.done(&opened.url(), "document-moved")
        }
        Err(stopped) => {
            let state = shown_again(stopped, data)?;
            moving(&opened, unprocessable, state)
        }
    }
}

/// `GET /documents/{key}/placements`
pub(crate) async fn place_form(staff: Staff, Path(key): Path<String>) -> Answer {
    let opened = opened_for(staff, &key).await?;
    let placed = of_document(&opened.ctx.db, opened.document.id).await?;
    let home = opened.document.column_id;
    let columns = column_choices(
        &opened.ctx.tree,
        |column| column.id != home && may_publish_in(&opened, column),
        |column| placed.iter().any(|placement| placement.column_id == column.id),
    );
    let rest = json!({ "columns": columns });
    page(&opened, PLACE, StatusCode::OK, FormState::default(), rest)
}

/// `POST /documents/{key}/placements`: the ticked columns, and no others of those offered.
pub(crate) async fn create_placements(
    staff: Staff,
    Path(key): Path<String>,
    OwnForm(data): OwnForm,
) -> Answer {
    let opened = opened_for(staff, &key).await?;
    let (ctx, id) = (&opened.ctx, opened.document.id);
    let wanted: Vec<ColumnId> =
        data.all("columns").filter_map(|column| column.parse().ok()).map(ColumnId).collect();
    let placed = of_document(&ctx.db, id).await?;
    let mut last = None;
    let tree = ctx.tree.clone();
    for column in tree.columns() {
        if column.id == opened.document.column_id || !may_publish_in(&opened, column) {
            continue;
        }
        let there = placed.iter().any(|placement| placement.column_id == column.id);
        let actor = opened.staff.actor();
        let done = match (there, wanted.contains(&column.id)) {
            (false, true) => place(ctx, actor, id, column.id).await,
            (true, false) => unplace(ctx, actor, id, column.id).await,
            _ => continue,
        };
        last = Some(done.map_err(|stopped| refused(stopped, &opened.url()))?);
    }
    if let Some(seq) = last {
        opened.staff.app.settled(seq).await;
    }
    opened.staff.done(&opened.url(), "document-placed")
}

/// `GET /documents/{key}/pins`
pub(crate) async fn pin_form(staff: Staff, Path(key): Path<String>) -> Answer {
    let opened = opened_for(staff, &key).await?;
    let placed = of_document(&opened.ctx.db, opened.document.id).await?;
    let mut values = FormData::default();
    for placement in placed.iter().filter(|placement| placement.pinned) {
        values.push("columns", placement.column_id.to_string());
    }
    if let Some(first) = placed.iter().find(|placement| placement.pinned || placement.home) {
        values.push("rank", rank_of(first.position));
        let until = first.pinned_until.map(|time| time.local().format("%Y-%m-%dT%H:%M"));
        values.push("until", until.map(|time| time.to_string()).unwrap_or_default());
    }
    pinning(&opened, StatusCode::OK, FormState::of(values)).await
}

async fn pinning(opened: &Opened, status: StatusCode, state: FormState) -> Answer {
    let placed = of_document(&opened.ctx.db, opened.document.id).await?;
    let tree = &opened.ctx.tree;
    let placements: Vec<Value> = placed
        .iter()
        .filter_map(|placement| {
            let column = tree.column(placement.column_id)?;
            let ticked = state.values.all("columns").any(|id| id == column.id.to_string());
            Some(json!({
                "value": column.id.to_string(), "label": column.name, "selected": ticked,
            }))
        })
        .collect();
    page(opened, PIN, status, state, json!({ "placements": placements }))
}

/// People count from the top; the list keeps greater numbers above.
const RANKS: i64 = 100;

fn rank_of(position: i64) -> String {
    if position == 0 { String::new() } else { (RANKS - position).to_string() }
}

/// `POST /documents/{key}/pins`: pinned where ticked, ordered where a rank is given.
pub(crate) async fn create_pins(
    staff: Staff,
    Path(key): Path<String>,
    OwnForm(data): OwnForm,
) -> Answer {
    let opened = opened_for(staff, &key).await?;
    let rank = data.get("rank").trim().to_owned();
    let position = match rank.parse::<i64>() {
        Ok(rank) if (1..RANKS).contains(&rank) => RANKS - rank,
        _ if rank.is_empty() => 0,
        _ => return again(&opened, data, FieldError::new("rank", "pin-rank-wrong")).await,
    };
    let typed = data.get("until").trim().to_owned();
    let until = Time::parse_local(&typed);
    if until.is_none() && !typed.is_empty() {
        return again(&opened, data, FieldError::new("until", "document-field-time")).await;
    }
    let (ctx, id) = (&opened.ctx, opened.document.id);
    let mut last = None;
    for placement in of_document(&ctx.db, id).await? {
        let at = (id, placement.column_id);
        let ticked = data.all("columns").any(|one| one == placement.column_id.to_string());
        let actor = || opened.staff.actor();
        let changed = placement.pinned != ticked || (ticked && placement.pinned_until != until);
        let done = match ticked {
            true if changed => pin(ctx, actor(), at, until).await.map(Some),
            false if changed => unpin(ctx, actor(), at).await.map(Some),
            _ => Ok(None),
        };
        match done {
            Ok(seq) => last = seq.or(last),
            Err(stopped) => {
                let state = shown_again(stopped, data)?;
                return pinning(&opened, StatusCode::UNPROCESSABLE_ENTITY, state).await;
            }
        }
        let wanted = if ticked || placement.home { position } else { placement.position };
        if wanted != placement.position {
            let done = order(ctx, actor(), at, wanted).await;
            last = Some(done.map_err(|stopped| refused(stopped, &opened.url()))?);
        }
    }
    if let Some(seq) = last {
        opened.staff.app.settled(seq).await;
    }
    opened.staff.done(&opened.url(), "document-pinned")
}

async fn again(opened: &Opened, values: FormData, error: FieldError) -> Answer {
    let state = FormState { values, errors: vec![error] };
    pinning(opened, StatusCode::UNPROCESSABLE_ENTITY, state).await
}

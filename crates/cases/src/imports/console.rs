//! The rooms: a file is brought, its columns confirmed, its rows tried and written.

use http::StatusCode;
use serde_json::{Value, json};
use structure::Staff;
use structure::sessions::{OwnForm, require_own};
use web::csrf::TOKEN_FIELD;
use web::extract::Path;
use web::forms::FormState;
use web::{Answer, Error, FieldError, FormData, Message, Refusal, Upload};

use super::columns::{Use, guess};
use super::mapping::{Mapping, Unanswered, Undated, headings};
use super::page::{render, seen};
use super::reading::{Sheet, sheets};
use super::running;
use super::store::{ImportRecord, ImportState, NewImport, all, insert, save_mapping};
use crate::correspondence::infected;
use crate::desk::supervises_all;
use crate::kinds::CaseKinds;

/// Characters of a source's name.
const LONGEST: usize = 40;

/// `GET /cases/imports`
pub(super) async fn index(staff: Staff) -> Answer {
    let imports = all(&staff.app.db).await?;
    let rows: Vec<Value> = imports
        .iter()
        .map(|one| {
            let state = staff.t(&format!("import-state-{}", one.state.word()));
            json!({
                "url": format!("/cases/imports/{}", one.id),
                "cells": [
                    { "text": one.file_name, "sub": one.source },
                    { "badge": state, "tone": one.state.tone() }, one.added.to_string(),
                    one.answered.to_string(), one.refused.to_string(), one.created_at.minute(),
                ],
            })
        })
        .collect();
    let columns = [
        "import-file",
        "case-state",
        "import-added",
        "import-answered",
        "import-refused",
        "import-at",
    ]
    .map(|key| json!({ "name": key, "label": staff.t(key), "sort_url": null, "sorted": null }));
    let title = staff.t("imports-title");
    let listing = json!({
        "columns": columns, "rows": rows, "filters": [], "query": null, "pager": null,
        "total": rows.len(), "new_url": "/cases/imports/new", "new_label": staff.t("import-new"),
        "empty_text": staff.t("imports-none"), "lead": staff.t("imports-lead"),
    });
    let crumbs = json!([{ "name": staff.t("console-desk"), "url": "/" },
        { "name": staff.t("cases-title"), "url": "/cases" }, { "name": title, "url": null }]);
    staff.page(
        "listing/index.html",
        json!({ "title": title, "breadcrumb": crumbs, "listing": listing }),
    )
}

/// `GET /cases/imports/new`
pub(super) async fn blank(staff: Staff) -> Answer {
    supervises_all(&staff)?;
    form(&staff, StatusCode::OK, FormState::default())
}

fn form(staff: &Staff, status: StatusCode, state: FormState) -> Answer {
    let kinds = staff.app.registers.get::<CaseKinds>()?;
    let kinds: Vec<Value> = kinds
        .all()
        .iter()
        .map(|kind| json!({ "value": kind.code, "label": staff.t(kind.name_key) }))
        .collect();
    let tree = staff.app.tree();
    let sites: Vec<Value> =
        tree.sites().iter().map(|site| json!({ "value": site.code, "label": site.name })).collect();
    let title = staff.t("import-new");
    let crumbs = json!([{ "name": staff.t("console-desk"), "url": "/" },
        { "name": staff.t("imports-title"), "url": "/cases/imports" },
        { "name": title, "url": null }]);
    staff.page_with(
        status,
        "cases/import_new.html",
        json!({ "title": title, "breadcrumb": crumbs, "kinds": kinds, "sites": sites,
            "form": state.shown(&staff.app.messages) }),
    )
}

/// `POST /cases/imports`
pub(super) async fn create(staff: Staff, upload: Upload) -> Answer {
    require_own(&staff.session, upload.data.get(TOKEN_FIELD))?;
    supervises_all(&staff)?;
    let (app, data) = (&staff.app, &upload.data);
    let again = |field: &'static str, why: Message| {
        let errors = vec![FieldError::new(field, why)];
        let state = FormState { values: data.clone(), errors };
        form(&staff, StatusCode::UNPROCESSABLE_ENTITY, state)
    };
    let source = data.get("source").trim();
    if source.is_empty() || source.chars().count() > LONGEST {
        return again("source", Message::new("import-source-missing"));
    }
    let tree = app.tree();
    let site = tree.site_by_code(data.get("site")).or_else(|| tree.main_site());
    let site = site.map(|site| site.id).ok_or_else(Refusal::bad_request)?;
    let kinds = app.registers.get::<CaseKinds>()?;
    let kind = kinds.find(data.get("kind")).ok_or_else(Refusal::bad_request)?;
    let Some(file) = upload.files_of("file").next() else {
        return again("file", Message::new("import-file-missing"));
    };
    if let Some(why) = infected(app, file).await? {
        return again("file", why);
    }
    let mapping = match sheets(file.bytes.clone()).await? {
        Ok(sheets) => Mapping::guessed(&sheets),
        Err(office::Unreadable::TooLarge) => {
            return again("file", Message::new("import-file-large"));
        }
        Err(_) => return again("file", Message::new("import-file-broken")),
    };
    let Some(mapping) = mapping else { return again("file", Message::new("import-file-empty")) };
    let digest = app.files.put(file.bytes.clone()).await?.as_str().to_owned();
    let (source, file_name) = (source.to_owned(), file.name.clone());
    let new = NewImport { kind: kind.code, site, source, file_name, digest, mapping };
    let (id, seq) = insert(&app.db, staff.id(), &new).await?;
    app.settled(seq).await;
    staff.done(&format!("/cases/imports/{id}"), "import-brought")
}

/// `GET /cases/imports/{id}`
pub(super) async fn show(staff: Staff, Path(id): Path<String>) -> Answer {
    supervises_all(&staff)?;
    let record = seen(&staff, &id).await?;
    render(&staff, (StatusCode::OK, FormState::default()), &record).await
}

/// `POST /cases/imports/{id}/mapping`: confirmed by a person; another sheet or heading row is guessed
/// anew first.
pub(super) async fn map(staff: Staff, Path(id): Path<String>, OwnForm(data): OwnForm) -> Answer {
    supervises_all(&staff)?;
    let record = waiting(&staff, &id).await?;
    let sheets = running::sheets_of(&staff.app, &record).await?;
    let (mapping, anew) = read(&staff, (&record, &sheets), &data)?;
    let (missing, twice) = mapping.wrong();
    let mut errors = Vec::new();
    let name = |field: super::Field| staff.t(&format!("import-field-{}", field.word()));
    for (fields, key) in [(missing, "import-column-missing"), (twice, "import-column-twice")] {
        errors.extend(
            fields.into_iter().map(|field| {
                FieldError::new("columns", Message::new(key).with("name", name(field)))
            }),
        );
    }
    let url = format!("/cases/imports/{}", record.id);
    if errors.is_empty() || anew {
        let change = (&record, &mapping);
        let seq = save_mapping(&staff.app.db, staff.id(), change, !anew).await?;
        staff.app.settled(seq).await;
        let said = if anew { "import-mapped-anew" } else { "import-mapped" };
        return staff.done(&url, said);
    }
    let record = ImportRecord { mapping, confirmed: false, ..record };
    let state = FormState { values: data, errors };
    render(&staff, (StatusCode::UNPROCESSABLE_ENTITY, state), &record).await
}

/// The mapping of a form; whether it is guessed anew.
fn read(
    staff: &Staff,
    (record, sheets): (&ImportRecord, &[Sheet]),
    data: &FormData,
) -> Result<(Mapping, bool), Error> {
    let old = &record.mapping;
    let sheet = sheets.iter().find(|sheet| sheet.name == data.get("sheet"));
    let sheet = sheet.ok_or_else(Refusal::bad_request)?;
    let head = data.get("head").trim().parse().unwrap_or(old.head);
    let anew = sheet.name != old.sheet || head != old.head;
    let heads = headings(sheet, head);
    let columns = if anew {
        guess(&heads)
    } else {
        let chosen = |at: u32| Use::parse(data.get(&format!("column-{at}"))).unwrap_or(Use::Kept);
        heads.iter().map(|(at, _)| (*at, chosen(*at))).collect()
    };
    let archived = data.get("unanswered") == "archived";
    let same_day = data.get("undated") == "same_day";
    let mapping = Mapping {
        sheet: sheet.name.clone(),
        head,
        columns,
        unit: staff.app.tree().unit_by_code(data.get("unit")).map(|unit| unit.id),
        unanswered: if archived { Unanswered::Archived } else { Unanswered::Open },
        undated: if same_day { Undated::SameDay } else { Undated::Refused },
    };
    Ok((mapping, anew))
}

async fn waiting(staff: &Staff, id: &str) -> Result<ImportRecord, Error> {
    let record = seen(staff, id).await?;
    if record.state == ImportState::Brought {
        return Ok(record);
    }
    let url = format!("/cases/imports/{}", record.id);
    Err(Refusal::conflict().saying("import-begun-already").link(url, "import-back").into())
}

/// `POST /cases/imports/{id}/run`
pub(super) async fn begin(staff: Staff, Path(id): Path<String>, _: OwnForm) -> Answer {
    supervises_all(&staff)?;
    let record = waiting(&staff, &id).await?;
    let url = format!("/cases/imports/{}", record.id);
    if !record.confirmed {
        let refusal = Refusal::conflict().saying("import-not-confirmed");
        return Err(refusal.link(url, "import-back").into());
    }
    let seq = running::begin(&staff.app, staff.id(), &record).await?;
    staff.app.settled(seq).await;
    staff.done(&url, "import-begun")
}

//! The last segment of a document's address.

use http::StatusCode;
use serde_json::json;
use structure::fields::{Field, form_context};
use structure::sessions::OwnForm;
use structure::{Right, Staff};
use web::extract::Path;
use web::{Answer, FormData, FormState};

use crate::documents;
use crate::room::{Opened, breadcrumb, open, refused, shown_again};

/// `GET /documents/{key}/slug`
pub(crate) async fn slug_form(staff: Staff, Path(key): Path<String>) -> Answer {
    let opened = open(staff, &key, Right::PublishDocuments).await?;
    opened.document.may_move().map_err(|why| refused(why.into(), &opened.url()))?;
    let mut values = FormData::default();
    values.push("slug", opened.document.slug.clone());
    form(&opened, StatusCode::OK, &FormState::of(values))
}

/// `POST /documents/{key}/slug`
pub(crate) async fn change_slug(
    staff: Staff,
    Path(key): Path<String>,
    OwnForm(data): OwnForm,
) -> Answer {
    let opened = open(staff, &key, Right::PublishDocuments).await?;
    let slug = data.get("slug").trim().to_owned();
    let done =
        documents::change_slug(&opened.ctx, opened.staff.actor(), opened.document.id, &slug).await;
    match done {
        Ok(seq) => {
            opened.staff.app.settled(seq).await;
            opened.staff.done(&opened.url(), "document-slug-changed")
        }
        Err(stopped) => {
            let state = shown_again(stopped, data)?;
            form(&opened, StatusCode::UNPROCESSABLE_ENTITY, &state)
        }
    }
}

fn form(opened: &Opened, status: StatusCode, state: &FormState) -> Answer {
    let staff = &opened.staff;
    let fields = vec![Field::new(staff, "text", "slug", "document-field-slug").required()];
    let (fields, errors) = form_context(staff, fields, state);
    let title = staff.t("document-act-slug");
    let context = json!({
        "title": title, "form_title": title, "breadcrumb": breadcrumb(opened, Some(&title)),
        "lead": staff.t("document-slug-lead"), "fields": fields, "errors": errors,
        "action": format!("{}/slug", opened.url()), "cancel_url": opened.url(),
        "submit_label": staff.t("document-act-slug"),
    });
    staff.page_with(status, "form/edit.html", context)
}

//! 保障方式 of each column: kept here once, since no other part of the portal asks for it.

use std::collections::HashMap;

use http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::json;
use structure::columns::Column;
use structure::fields::{Field, form_context};
use structure::sessions::OwnForm;
use structure::staff::out_of_scope;
use structure::{ColumnId, Right, Staff};
use web::extract::Path;
use web::form_data::FormData;
use web::{Answer, Error, FieldError, FormState, Refusal};

use super::store;

/// How a column's content comes about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GuaranteeMethod {
    /// 单位采编发布: the unit writes and publishes.
    #[default]
    Written,
    /// 报送编发: units send in, the portal office edits and publishes.
    SentIn,
    /// 系统对接: another system brings it.
    Connected,
    /// 转载汇聚: gathered from elsewhere with its source.
    Gathered,
}

/// Methods by column; a column that isn't there is written by its unit.
pub type Methods = HashMap<ColumnId, GuaranteeMethod>;

impl GuaranteeMethod {
    /// All methods.
    pub const ALL: [Self; 4] = [Self::Written, Self::SentIn, Self::Connected, Self::Gathered];

    /// As stored and spelled in forms.
    pub fn word(self) -> &'static str {
        match self {
            Self::Written => "written",
            Self::SentIn => "sent_in",
            Self::Connected => "connected",
            Self::Gathered => "gathered",
        }
    }

    /// Reads [`GuaranteeMethod::word`].
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.word() == word)
    }

    /// Message key of its name.
    pub fn key(self) -> String {
        format!("guarantee-method-{}", self.word().replace('_', "-"))
    }
}

fn kept(staff: &Staff, id: &str) -> Result<Column, Error> {
    let tree = staff.app.tree();
    let id = id.parse().ok().map(ColumnId).ok_or_else(Refusal::not_found)?;
    let column = tree.column(id).filter(|column| column.is_open()).cloned();
    let column = column.ok_or_else(Refusal::not_found)?;
    if staff.may(Right::ManageColumns, column.unit_id, column.id) {
        Ok(column)
    } else {
        Err(out_of_scope(Right::ManageColumns).into())
    }
}

/// `GET /responsibility-table/columns/{id}`
pub(super) async fn edit(staff: Staff, Path(id): Path<String>) -> Answer {
    let column = kept(&staff, &id)?;
    let methods = store::methods(&staff.app.db).await?;
    let mut values = FormData::default();
    values.push("method", methods.get(&column.id).copied().unwrap_or_default().word());
    page(&staff, StatusCode::OK, &column, &FormState::of(values))
}

/// `POST /responsibility-table/columns/{id}`
pub(super) async fn update(staff: Staff, Path(id): Path<String>, OwnForm(data): OwnForm) -> Answer {
    let column = kept(&staff, &id)?;
    let Some(method) = GuaranteeMethod::parse(data.get("method")) else {
        let errors = vec![FieldError::new("method", "guarantee-method-missing")];
        let state = FormState { values: data, errors };
        return page(&staff, StatusCode::UNPROCESSABLE_ENTITY, &column, &state);
    };
    store::set_method(&staff.app.db, staff.actor(), (&column, method)).await?;
    staff.done("/responsibility-table", "guarantee-method-set")
}

fn page(staff: &Staff, status: StatusCode, column: &Column, state: &FormState) -> Answer {
    let methods = GuaranteeMethod::ALL.map(|one| (one.word().to_owned(), staff.t(&one.key())));
    let field = Field::new(staff, "select", "method", "duty-table-method").options(methods);
    let (fields, errors) = form_context(staff, vec![field.required()], state);
    let args = [("column", column.name.clone().into())];
    let title = staff.app.messages.t("guarantee-method-of", &args);
    let context = json!({
        "title": title, "form_title": title, "lead": staff.t("guarantee-method-lead"),
        "action": format!("/responsibility-table/columns/{}", column.id),
        "cancel_url": "/responsibility-table", "submit_label": staff.t("form-save"),
        "errors": errors, "fields": fields, "groups": [], "actions": [],
    });
    staff.page_with(status, "form/edit.html", context)
}

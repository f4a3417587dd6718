//! `services` and `services/{code}`: the themes of letters, and what each asks.

use serde::Deserialize;
use structure::Visitor;
use structure::frame::structure_tag;
use utoipa::IntoParams;
use web::extract::{Path, Query};
use web::{Answer, Error, Message};

use super::format::Format;
use super::shapes::{Open311Attribute, Open311Definition, Open311Service, Open311Value};
use super::stop::{Stop, Stopped};
use crate::kind::LETTERS;

/// Which city is asked.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(crate) struct Jurisdiction {
    /// The portal's domain; may be left out, since it serves one district.
    jurisdiction_id: String,
}

/// Whether a city is ours. Nothing said is ours too.
pub(super) fn is_ours(visitor: &Visitor, jurisdiction: &str) -> Result<(), Stopped> {
    let own = visitor.tree.main_site().map_or("", |site| site.domain.as_str());
    if jurisdiction.is_empty() || jurisdiction.eq_ignore_ascii_case(own) {
        return Ok(());
    }
    Err(Stopped::told(404, Message::new("open311-jurisdiction").with("domain", own.to_owned())))
}

/// The same of a question as it came.
fn asks_us(visitor: &Visitor, asked: Result<Query<Jurisdiction>, Error>) -> Result<(), Stopped> {
    let Query(asked) = asked?;
    is_ours(visitor, &asked.jurisdiction_id)
}

/// The name of a service.
pub(super) fn name(visitor: &Visitor, code: &str) -> String {
    visitor.app.messages.t(&LETTERS.theme_key(code), &[])
}

fn service(visitor: &Visitor, code: &str) -> Open311Service {
    let (clocks, name) = (LETTERS.clocks, name(visitor, code));
    let description = Message::new("open311-service")
        .with("name", name.clone())
        .with("accept", clocks.accept_days)
        .with("answer", clocks.answer_days);
    Open311Service {
        service_code: code.to_owned(),
        service_name: name,
        description: visitor.app.messages.text(&description),
        metadata: true,
        r#type: "realtime".to_owned(),
        keywords: String::new(),
        group: visitor.app.messages.t(LETTERS.name_key, &[]),
    }
}

/// Lists what can be reported.
#[utoipa::path(
    get, path = "/open311/v2/services.{format}", tag = "open311", operation_id = "open311_services",
    params(("format" = inline(Format), Path, description = "`json` or `xml`"), Jurisdiction),
    responses(
        (status = 200, body = Vec<Open311Service>),
        (status = 404, body = Vec<super::shapes::Open311Error>, description = "Another city"),
    ),
)]
pub(crate) async fn list(
    visitor: Visitor,
    format: Format,
    asked: Result<Query<Jurisdiction>, Error>,
) -> Answer {
    if let Err(stopped) = asks_us(&visitor, asked) {
        return format.answer(&visitor, "services", Err::<(), _>(stopped));
    }
    visitor
        .page("", async move |visitor: Visitor| {
            let all: Vec<_> = LETTERS.themes.iter().map(|code| service(&visitor, code)).collect();
            Ok(format.rendered(("services", &all), vec![structure_tag()])?)
        })
        .await
}

/// Shows what a service asks beside the common fields.
#[utoipa::path(
    get, path = "/open311/v2/services/{service_code}.{format}", tag = "open311",
    operation_id = "open311_service",
    params(
        ("service_code" = String, Path, description = "The service's code"),
        ("format" = inline(Format), Path, description = "`json` or `xml`"), Jurisdiction,
    ),
    responses(
        (status = 200, body = Open311Definition),
        (status = 404, body = Vec<super::shapes::Open311Error>, description = "No such service"),
    ),
)]
pub(crate) async fn show(
    visitor: Visitor,
    format: Format,
    Path(file): Path<String>,
    asked: Result<Query<Jurisdiction>, Error>,
) -> Answer {
    if let Err(stopped) = asks_us(&visitor, asked) {
        return format.answer(&visitor, "services", Err::<(), _>(stopped));
    }
    let code = format
        .stem(&file)
        .and_then(|stem| LETTERS.themes.iter().copied().find(|theme| *theme == stem));
    let Some(code) = code else {
        return format.errors(&visitor, &[Stop::new(404, "open311-service-unknown")]);
    };
    visitor
        .page("", async move |visitor: Visitor| {
            let definition = Open311Definition {
                service_code: code.to_owned(),
                attributes: attributes(&visitor),
            };
            Ok(format.rendered(("service_definition", &definition), vec![structure_tag()])?)
        })
        .await
}

/// The same for all services.
fn attributes(visitor: &Visitor) -> Vec<Open311Attribute> {
    let t = |key: &str| visitor.app.messages.t(key, &[]);
    let value = |key: &str, name: String| Open311Value { key: key.to_owned(), name };
    let attribute = |order, code: &str, datatype: &str, values| Open311Attribute {
        variable: true,
        code: code.to_owned(),
        datatype: datatype.to_owned(),
        required: false,
        datatype_description: t(&format!("open311-attribute-{code}.hint")),
        order,
        description: t(&format!("open311-attribute-{code}")),
        values,
    };
    let units = visitor.tree.units().iter().map(|unit| value(&unit.code, unit.name.clone()));
    let public = vec![value("yes", t("case-public-yes")), value("no", t("case-public-no"))];
    vec![
        attribute(1, "number", "string", Vec::new()),
        attribute(2, "public", "singlevaluelist", public),
        attribute(3, "unit", "singlevaluelist", units.collect()),
    ]
}

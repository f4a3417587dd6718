//! What this chapter's interfaces say of themselves in the portal's OpenAPI description.

use serde_json::Value;
use utoipa::openapi::schema::Schema;
use utoipa::openapi::{Array, Content, Ref, RefOr, Response};
use utoipa::{Modify, OpenApi};

use crate::kind::LETTERS;
use crate::{hotline, open311};

#[derive(OpenApi)]
#[openapi(
    paths(
        hotline::reading::list, hotline::writing::create, hotline::reading::show,
        hotline::speaking::add, hotline::speaking::rate,
        open311::discovery::show, open311::services::list, open311::services::show,
        open311::reading::list, open311::writing::create, open311::reading::show,
        open311::tokens::show,
    ),
    tags(
        (name = "hotline", description = "12345 热线等系统代群众写信"),
        (name = "open311", description = "Open311 GeoReport v2"),
    ),
    modifiers(&Themes, &Standard),
)]
struct Interaction;

/// The paths and schemas of this chapter.
pub fn openapi() -> utoipa::openapi::OpenApi {
    Interaction::openapi()
}

/// The words that a letter can be about are declared with its kind.
struct Themes;

impl Modify for Themes {
    fn modify(&self, api: &mut utoipa::openapi::OpenApi) {
        let themes: Vec<Value> = LETTERS.themes.iter().map(|theme| Value::from(*theme)).collect();
        let components = api.components.get_or_insert_default();
        for (name, field) in [("HotlineLetter", "theme"), ("Open311Post", "service_code")] {
            if let Some(RefOr::T(Schema::Object(letter))) = components.schemas.get_mut(name)
                && let Some(RefOr::T(Schema::Object(theme))) = letter.properties.get_mut(field)
            {
                theme.enum_values = Some(themes.clone());
                theme.default = None;
            }
        }
    }
}

/// Open311 answers in two formats, and refuses in its own form.
struct Standard;

const XML: &str = "text/xml";
const JSON: &str = "application/json";

impl Modify for Standard {
    fn modify(&self, api: &mut utoipa::openapi::OpenApi) {
        let items = api.paths.paths.iter_mut().filter(|(path, _)| path.starts_with("/open311/"));
        let operations =
            items.flat_map(|(_, item)| item.get.iter_mut().chain(item.post.iter_mut()));
        for operation in operations {
            let has_body = operation.request_body.is_some();
            let refusals = [
                (true, "400", "The question can't be read"),
                (true, "404", "There is nothing at this address"),
                (has_body, "408", "The body came too slowly"),
                (has_body, "413", "The body is too large"),
                (has_body, "415", "A body of another type is not read"),
                (true, "429", "Too often; `Retry-After` says when to try again"),
            ];
            let responses = &mut operation.responses.responses;
            for (_, status, why) in refusals.into_iter().filter(|(applies, ..)| *applies) {
                let errors = || Array::new(Ref::from_schema_name("Open311Error"));
                let content = || Content::new(Some(Schema::Array(errors())));
                let mut refusal = Response::new(why);
                refusal.content.insert(JSON.to_owned(), content().into());
                responses.entry(status.to_owned()).or_insert(RefOr::T(refusal));
            }
            for response in responses.values_mut() {
                if let RefOr::T(response) = response
                    && let Some(content) = response.content.get(JSON).cloned()
                {
                    response.content.insert(XML.to_owned(), content);
                }
            }
        }
    }
}

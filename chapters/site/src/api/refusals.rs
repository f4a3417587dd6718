//! What every interface below `/api/` can answer beside its own: that a request can't be read, comes too
//! often, or finds us away. Said once for all of them, as the edge does it once for all of them.

use serde::Serialize;
use utoipa::openapi::path::{Operation, PathItem};
use utoipa::openapi::{Content, OpenApi, Ref, RefOr, Response};
use utoipa::{PartialSchema, ToSchema};

/// A refusal (RFC 9457).
#[derive(Serialize, ToSchema)]
pub struct Problem {
    /// What kind of problem, as an address: `/problems/not-found`.
    #[schema(example = "/problems/not-found")]
    pub r#type: String,
    /// What happened.
    pub title: String,
    /// The status again.
    #[schema(minimum = 400, maximum = 599)]
    pub status: u16,
    /// The path that was asked for.
    pub instance: String,
    /// What to do next.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub detail: Option<String>,
    /// The number of our failure in our log.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub reference: Option<String>,
    /// What is wrong with each field.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub errors: Option<Vec<ProblemField>>,
    /// Where to go next.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub links: Option<Vec<ProblemLink>>,
}

/// What is wrong with one field.
#[derive(Serialize, ToSchema)]
pub struct ProblemField {
    /// The field as a JSON pointer, or `/` and the name of a parameter.
    pub pointer: String,
    /// What is wrong.
    pub detail: String,
}

/// A way on.
#[derive(Serialize, ToSchema)]
pub struct ProblemLink {
    /// The address.
    pub url: String,
    /// The name.
    pub name: String,
}

const PROBLEM: &str = "application/problem+json";
const ROOT: &str = "/api/";

/// Says of every operation what it leaves unsaid.
pub fn complete(api: &mut OpenApi) {
    let components = api.components.get_or_insert_default();
    for (name, schema) in [
        ("Problem", Problem::schema()),
        ("ProblemField", ProblemField::schema()),
        ("ProblemLink", ProblemLink::schema()),
    ] {
        components.schemas.insert(name.to_owned(), schema);
    }
    for (path, item) in &mut api.paths.paths {
        for operation in operations(item) {
            if path.starts_with(ROOT) {
                add_refusals(operation);
            }
            add(operation, "503", "Away for a moment; `Retry-After` says when to try again");
            describe(operation);
        }
    }
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    item.get.iter_mut().chain(item.post.iter_mut())
}

fn problem() -> Content {
    Content::new(Some(Ref::from_schema_name("Problem")))
}

/// Says of a status what the operation has not said itself.
fn add(operation: &mut Operation, status: &str, why: &str) {
    let refusal = || {
        let mut response = Response::new(why);
        response.content.insert(PROBLEM.to_owned(), problem().into());
        RefOr::T(response)
    };
    operation.responses.responses.entry(status.to_owned()).or_insert_with(refusal);
}

fn add_refusals(operation: &mut Operation) {
    let has_body = operation.request_body.is_some();
    let has_key = operation.security.as_ref().is_some_and(|keys| !keys.is_empty());
    let asked = has_body || operation.parameters.as_ref().is_some_and(|all| !all.is_empty());
    let refusals = [
        (asked, "400", "The request can't be read"),
        (has_body, "408", "The body came too slowly"),
        (has_body, "413", "The body is too large"),
        (has_body, "415", "A body of another type is not read"),
        (has_key, "403", "The key is for something else"),
        (has_key, "429", "Too often; `Retry-After` says when to try again"),
    ];
    for (_, status, why) in refusals.into_iter().filter(|(applies, ..)| *applies) {
        add(operation, status, why);
    }
    for response in operation.responses.responses.values_mut() {
        let RefOr::T(response) = response else { continue };
        if let Some(content) = response.content.get_mut(PROBLEM) {
            *content = problem().into();
        }
    }
}

/// OpenAPI asks for a description of every answer.
fn describe(operation: &mut Operation) {
    for response in operation.responses.responses.values_mut() {
        if let RefOr::T(response) = response
            && response.description.is_empty()
        {
            "Found".clone_into(&mut response.description);
        }
    }
}

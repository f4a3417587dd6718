//! What this chapter's interfaces say of themselves in the portal's OpenAPI description.

use utoipa::OpenApi;

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
)]
struct Interaction;

/// The paths and schemas of this chapter.
pub fn openapi() -> utoipa::openapi::OpenApi {
    Interaction::openapi()
}

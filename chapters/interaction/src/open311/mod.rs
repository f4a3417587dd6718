//! Articles 14, 28: Open311 `GeoReport v2`, the common interface by which reporting apps bring requests
//! to a city and read what became of them. Services are the themes of letters; a request is a letter;
//! what is read is what is published, masked.

pub(crate) mod discovery;
pub(crate) mod format;
pub(crate) mod incoming;
pub(crate) mod reading;
pub(crate) mod services;
pub(crate) mod shapes;
mod stop;
pub(crate) mod tokens;
pub(crate) mod writing;
mod xml;

use structure::{Chapter, Visitor};
use web::Answer;

use self::format::Format;
use self::stop::Stop;

/// The rooms; each answers in JSON and in XML, as its address ends.
pub(crate) fn chapter() -> Chapter {
    Chapter::new()
        .public_get("/open311/v2/discovery.json", discovery::show)
        .public_get("/open311/v2/discovery.xml", discovery::show)
        .public_get("/open311/v2/services.json", services::list)
        .public_get("/open311/v2/services.xml", services::list)
        .public_get("/open311/v2/services/{file}", services::show)
        .public_get("/open311/v2/requests.json", reading::list)
        .public_get("/open311/v2/requests.xml", reading::list)
        .public_post("/open311/v2/requests.json", writing::create)
        .public_post("/open311/v2/requests.xml", writing::create)
        .public_get("/open311/v2/requests/{file}", reading::show)
        .public_get("/open311/v2/tokens/{file}", tokens::show)
        .public_get("/open311/v2/{file}", missing)
        .public_post("/open311/v2/{file}", missing)
}

/// Any other address of the interface, answered in its own form.
async fn missing(visitor: Visitor, format: Format) -> Answer {
    format.errors(&visitor, &[Stop::new(404, "open311-address-unknown")])
}

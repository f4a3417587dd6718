//! What the standard's answers hold.

use serde::Serialize;
use utoipa::ToSchema;

/// One thing that is wrong.
#[derive(Serialize, ToSchema)]
pub(crate) struct Open311Error {
    /// The status.
    #[schema(example = 400)]
    pub code: u16,
    /// In words.
    pub description: String,
}

/// A service: a theme of letters.
#[derive(Serialize, ToSchema)]
pub(crate) struct Open311Service {
    /// Its code.
    #[schema(example = "city")]
    pub service_code: String,
    /// Its name.
    #[schema(example = "城市管理")]
    pub service_name: String,
    /// What it is for, and the promise.
    pub description: String,
    /// Whether it has a definition: always.
    pub metadata: bool,
    /// `realtime`: an id comes at once.
    pub r#type: String,
    /// None.
    pub keywords: String,
    /// Where it belongs.
    pub group: String,
}

/// What a service asks beside the common fields.
#[derive(Serialize, ToSchema)]
pub(crate) struct Open311Definition {
    /// The service's code.
    pub service_code: String,
    /// The fields.
    pub attributes: Vec<Open311Attribute>,
}

/// A field of a service.
#[derive(Serialize, ToSchema)]
pub(crate) struct Open311Attribute {
    /// Whether it can be filled in.
    pub variable: bool,
    /// Its name: send `attribute[code]`.
    #[schema(example = "public")]
    pub code: String,
    /// `string` or `singlevaluelist`.
    pub datatype: String,
    /// Whether it must be there.
    pub required: bool,
    /// How to fill it in.
    pub datatype_description: String,
    /// Its place.
    pub order: usize,
    /// Its label.
    pub description: String,
    /// What can be chosen.
    pub values: Vec<Open311Value>,
}

/// Something that can be chosen.
#[derive(Serialize, ToSchema)]
pub(crate) struct Open311Value {
    /// What to send.
    pub key: String,
    /// Its name.
    pub name: String,
}

/// A request that was taken.
#[derive(Serialize, ToSchema)]
pub(crate) struct Open311Created {
    /// Receipt number 受理编号.
    #[schema(example = "XJ202611280001")]
    pub service_request_id: String,
    /// The promise, the holder's secret, and what was not taken.
    pub service_notice: String,
    /// None: there are no accounts.
    pub account_id: Option<String>,
}

/// A token and the request that it led to.
#[derive(Serialize, ToSchema)]
pub(crate) struct Open311Token {
    /// Receipt number.
    pub service_request_id: String,
    /// As it was asked.
    pub token: String,
}

/// A request.
#[derive(Serialize, ToSchema)]
pub(crate) struct Open311Request {
    /// Receipt number.
    pub service_request_id: String,
    /// `open` or `closed`.
    #[schema(example = "closed")]
    pub status: String,
    /// The answer, masked; for one's own open request, where it stands.
    pub status_notes: Option<String>,
    /// The service's name.
    pub service_name: String,
    /// The service's code.
    pub service_code: String,
    /// What was written, masked.
    pub description: Option<String>,
    /// The unit that answers.
    pub agency_responsible: String,
    /// The page on which it is published.
    pub service_notice: Option<String>,
    /// When it came.
    pub requested_datetime: String,
    /// When it was answered, or something last happened.
    pub updated_datetime: Option<String>,
    /// Until when it will be answered.
    pub expected_datetime: Option<String>,
    /// None: places are not published.
    pub address: Option<String>,
    /// None.
    pub address_id: Option<String>,
    /// None.
    pub zipcode: Option<String>,
    /// None.
    pub lat: Option<f64>,
    /// None.
    pub long: Option<f64>,
    /// None: pictures are not taken.
    pub media_url: Option<String>,
}

/// Where the interface is.
#[derive(Serialize, ToSchema)]
pub(crate) struct Open311Discovery {
    /// When this document last changed.
    pub changeset: String,
    /// Whom to ask.
    pub contact: String,
    /// How to get a key.
    pub key_service: String,
    /// Where to call.
    pub endpoints: Vec<Open311Endpoint>,
}

/// A place to call.
#[derive(Serialize, ToSchema)]
pub(crate) struct Open311Endpoint {
    /// The standard.
    pub specification: String,
    /// Its address.
    pub url: String,
    /// When it last changed.
    pub changeset: String,
    /// `production`.
    pub r#type: String,
    /// Media types.
    pub formats: Vec<String>,
}

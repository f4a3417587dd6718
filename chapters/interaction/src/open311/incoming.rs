//! A request as an app sends it, and the letter that it becomes.

use cases::cases::Holder;
use serde::{Deserialize, Serialize};
use structure::{UnitId, Visitor};
use utoipa::ToSchema;
use web::forms::{FormCheck, form_values};

use super::stop::Stopped;
use crate::hotline::incoming::caller;
use crate::kind::LETTERS;
use crate::letters::office;

/// Characters of a description, as the standard has it.
const DESCRIPTION: usize = 4_000;
/// Characters of a letter's title.
const TITLE: usize = 30;

/// A request, as a form.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub(crate) struct Open311Post {
    /// The key; may stand in `Authorization: Bearer` instead.
    #[serde(skip_serializing)]
    pub api_key: String,
    /// The portal's domain; may be left out.
    pub jurisdiction_id: String,
    /// What it is about.
    #[schema(example = "city", required = true)]
    pub service_code: String,
    /// What is the matter, 10 to 4000 characters.
    #[schema(required = true, min_length = 10, max_length = 4000)]
    pub description: String,
    /// Degrees north.
    #[schema(example = "34.29", pattern = r"^(-?[0-9]{1,2}(\.[0-9]+)?)?$")]
    pub lat: String,
    /// Degrees east; both or none.
    #[schema(example = "108.95", pattern = r"^(-?[0-9]{1,3}(\.[0-9]+)?)?$")]
    pub long: String,
    /// Where it is, in words.
    #[schema(max_length = 200)]
    pub address_string: String,
    /// Not taken; the answer says so.
    pub media_url: String,
    /// E-mail of whoever reports.
    #[schema(max_length = 100, pattern = r"^([^\s@]+@[^\s@]+)?$")]
    pub email: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Telephone.
    #[schema(max_length = 20, pattern = "^[0-9 +()-]*$")]
    pub phone: String,
    /// The app's own number: sent twice it is one request. Without one the same content of a day is.
    #[serde(rename = "attribute[number]")]
    #[schema(max_length = 64)]
    pub number: String,
    /// `yes`: it may be published with names masked.
    #[serde(rename = "attribute[public]")]
    #[schema(pattern = "^(yes|no)?$")]
    pub public: String,
    /// The code of the unit that should answer.
    #[serde(rename = "attribute[unit]")]
    pub unit: String,
}

/// A letter that can be opened.
pub(super) struct Checked {
    pub theme: String,
    pub title: String,
    pub body: String,
    pub unit: UnitId,
    pub holder: Holder,
    pub wants_public: bool,
}

/// Reads a request, or says everything that is wrong with it.
pub(super) fn checked(visitor: &Visitor, post: &Open311Post) -> Result<Checked, Stopped> {
    if post.service_code.trim().is_empty() {
        return Err(Stopped::told(400, "open311-service-missing"));
    }
    if !LETTERS.has_theme(post.service_code.trim()) {
        return Err(Stopped::told(404, "open311-service-unknown"));
    }
    let name = format!("{}{}", post.last_name.trim(), post.first_name.trim());
    let data = form_values([
        ("description", &*post.description),
        ("lat", &post.lat),
        ("long", &post.long),
        ("address_string", &post.address_string),
        ("attribute[number]", &post.number),
        ("attribute[public]", &post.public),
        ("name", &name),
        ("phone", &post.phone),
        ("email", &post.email),
    ]);
    let mut check = FormCheck::new(&data);
    let said = check.field("description", "letter-body").required().min(10).max(DESCRIPTION).text();
    let place = check.field("address_string", "open311-place").max(200).text();
    let lat =
        check.field("lat", "open311-lat").parse(|text| degrees(text, 90.0), "open311-degrees");
    let long =
        check.field("long", "open311-long").parse(|text| degrees(text, 180.0), "open311-degrees");
    check.field("attribute[number]", "open311-attribute-number").max(64).text();
    let yes = |word: &str| matches!(word, "yes" | "no");
    let public = check
        .field("attribute[public]", "open311-attribute-public")
        .must(yes, "web-field-option")
        .text();
    let unit = office(visitor, post.unit.trim());
    if unit.is_none() {
        check.refuse("attribute[unit]", "letter-unit-missing");
    }
    if lat.is_some() != long.is_some() {
        check.refuse("lat", "open311-half-place");
    }
    let holder = caller(&mut check);
    let t = |message: web::Message| visitor.app.messages.text(&message);
    let mut body = said.clone();
    if !place.is_empty() {
        body.extend(["\n\n", &t(web::Message::new("open311-at").with("place", place))]);
    }
    if let Some((lat, long)) = lat.zip(long) {
        let at = web::Message::new("open311-at-degrees").with("lat", lat.to_string());
        body.extend(["\n\n", &t(at.with("long", long.to_string()))]);
    }
    let theme = post.service_code.trim().to_owned();
    let title = title_of(&said);
    check
        .finish(|| {
            Some(Checked { theme, title, body, unit: unit?, holder, wants_public: public == "yes" })
        })
        .map_err(|form| Stopped::fields(form.errors))
}

fn degrees(text: &str, most: f64) -> Option<f64> {
    text.parse::<f64>().ok().filter(|degrees| degrees.is_finite() && degrees.abs() <= most)
}

/// The first sentence, or its beginning.
fn title_of(said: &str) -> String {
    let ends = ['。', '！', '？', '!', '?', '\n', '\r', '；'];
    let mut sentences = said.split(ends).map(str::trim);
    let first = sentences.find(|one| one.chars().count() >= 4).unwrap_or_else(|| said.trim());
    let title: String = first.chars().take(TITLE).collect();
    if first.chars().count() > TITLE { format!("{title}……") } else { title }
}

#[cfg(test)]
mod tests {
    use super::{degrees, title_of};

    #[test]
    fn a_title_is_the_first_sentence() {
        assert_eq!(title_of("您好！路灯坏了半个月。请修。"), "路灯坏了半个月");
        assert_eq!(title_of(&"灯".repeat(50)), format!("{}……", "灯".repeat(30)));
    }

    #[test]
    fn degrees_lie_on_the_earth() {
        assert_eq!(degrees("34.29", 90.0), Some(34.29));
        assert!(["91", "NaN", "inf", "北"].iter().all(|text| degrees(text, 90.0).is_none()));
    }
}

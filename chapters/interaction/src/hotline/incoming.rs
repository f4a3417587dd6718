//! What a system sends for a caller: checked like the letter's own form, all errors at once.

use cases::cases::Holder;
use serde::{Deserialize, Deserializer, Serialize};
use structure::{UnitId, Visitor};
use utoipa::ToSchema;
use web::form_data::FormData;
use web::forms::{FormCheck, FormState, form_values};
use web::{FieldError, Refusal};

use crate::kind::LETTERS;
use crate::letters::{LONGEST, office};

/// Characters of a system's own number.
const NUMBER: usize = 64;

/// A letter that a system sends for a caller.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct HotlineLetter {
    /// The system's own number: sent twice it is one letter.
    #[schema(example = "12345-20261128-000123", min_length = 1, max_length = 64)]
    pub number: String,
    /// What it is about: a theme's word.
    #[schema(example = "city")]
    pub theme: String,
    /// Its title, 4 to 60 characters.
    #[schema(example = "文景路路灯不亮", min_length = 4, max_length = 60)]
    pub title: String,
    /// What the caller says, 10 to 5000 characters.
    #[schema(
        example = "来电人说文景路的路灯坏了半个月，请修一修。",
        min_length = 10,
        max_length = 5000
    )]
    pub text: String,
    /// The code of the unit that should answer; without one the office that sorts letters has it.
    #[serde(default)]
    pub unit: Option<String>,
    /// Whether the caller agrees that letter and answer are published with names masked.
    #[serde(default)]
    pub public: bool,
    /// Who calls.
    #[serde(default)]
    pub caller: CallerDetails,
}

/// Who calls; everything may be left out, but without a telephone nobody can call back.
#[derive(Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct CallerDetails {
    /// Name.
    #[schema(max_length = 30)]
    pub name: String,
    /// Telephone.
    #[schema(example = "13900001234", max_length = 20, pattern = "^[0-9 +()-]*$")]
    pub phone: String,
    /// E-mail.
    #[schema(example = "wangshu@example.cn", max_length = 100, pattern = r"^([^\s@]+@[^\s@]+)?$")]
    pub email: String,
    /// Address.
    #[schema(max_length = 120)]
    pub address: String,
}

/// What the caller says later.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Addition {
    /// The system's own number of these words: sent twice they are said once.
    #[schema(min_length = 1, max_length = 64)]
    pub number: String,
    /// The words, at most 5000 characters.
    #[schema(min_length = 1, max_length = 5000)]
    pub text: String,
}

/// How content the caller is with the answer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct HotlineRating {
    /// 5 very satisfied, 1 very dissatisfied.
    #[schema(minimum = 1, maximum = 5)]
    #[serde(deserialize_with = "whole")]
    pub rating: i64,
    /// Why; needed for 1 and 2.
    #[serde(default)]
    #[schema(max_length = 500)]
    pub words: String,
}

/// A whole number, also as `2.0`: JSON Schema, and so our description, knows no difference.
fn whole<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i64, D::Error> {
    let number = serde_json::Number::deserialize(deserializer)?;
    let written = || {
        let fraction = number.as_f64()?;
        (1..=5_i32).find(|one| (f64::from(*one) - fraction).abs() < f64::EPSILON).map(i64::from)
    };
    let whole = number.as_i64().or_else(written);
    whole.ok_or_else(|| serde::de::Error::custom("a whole number is expected"))
}

/// A letter that can be opened.
pub(super) struct Checked {
    pub number: String,
    pub theme: String,
    pub title: String,
    pub body: String,
    pub unit: UnitId,
    pub holder: Holder,
    pub wants_public: bool,
}

/// Checks a letter.
pub(super) fn checked(visitor: &Visitor, letter: &HotlineLetter) -> Result<Checked, Refusal> {
    let unit = letter.unit.as_deref().unwrap_or_default();
    let caller = &letter.caller;
    let data = form_values([
        ("number", &*letter.number),
        ("theme", &letter.theme),
        ("title", &letter.title),
        ("text", &letter.text),
        ("unit", unit),
        ("name", &caller.name),
        ("phone", &caller.phone),
        ("email", &caller.email),
        ("address", &caller.address),
    ]);
    read(visitor, &data, letter.public).map_err(|form| Refusal::unprocessable(pointed(form.errors)))
}

fn read(visitor: &Visitor, data: &FormData, wants_public: bool) -> Result<Checked, FormState> {
    let mut check = FormCheck::new(data);
    let number = numbered(&mut check);
    let known = |word: &str| LETTERS.has_theme(word);
    let theme =
        check.field("theme", "letter-theme").chosen().must(known, "web-field-option").text();
    let title = check.field("title", "letter-title").required().min(4).max(60).text();
    let body = check.field("text", "letter-body").required().min(10).max(LONGEST).text();
    let unit = office(visitor, data.get("unit").trim());
    if unit.is_none() {
        check.refuse("unit", "letter-unit-missing");
    }
    let holder = caller(&mut check);
    check.finish(|| Some(Checked { number, theme, title, body, unit: unit?, holder, wants_public }))
}

/// A system's own number.
fn numbered(check: &mut FormCheck<'_>) -> String {
    check.field("number", "hotline-number").required().max(NUMBER).text()
}

/// Who calls, as far as they say.
pub(crate) fn caller(check: &mut FormCheck<'_>) -> Holder {
    let name = check.field("name", "case-holder-name").max(30).text();
    let phone = check.field("phone", "case-holder-phone").phone().max(20).text();
    let email = check.field("email", "case-holder-email").email().max(100).text();
    let address = check.field("address", "case-holder-address").max(120).text();
    Holder { name, phone, email, address, ..Holder::default() }
}

/// What is said later: its number and the words.
pub(super) fn added(addition: &Addition) -> Result<(String, String), Refusal> {
    let data = form_values([("number", &*addition.number), ("text", &addition.text)]);
    let mut check = FormCheck::new(&data);
    let number = numbered(&mut check);
    let text = check.field("text", "letter-body").required().max(LONGEST).text();
    check
        .finish(|| Some((number, text)))
        .map_err(|form| Refusal::unprocessable(pointed(form.errors)))
}

/// Errors of the caller's fields point into the caller.
fn pointed(errors: Vec<FieldError>) -> Vec<FieldError> {
    let within = ["name", "phone", "email", "address"];
    let point = |error: FieldError| {
        if within.contains(&&*error.field) {
            let field = format!("/caller/{}", error.field).into();
            return FieldError { field, ..error };
        }
        error
    };
    errors.into_iter().map(point).collect()
}

#[cfg(test)]
mod tests {
    use super::HotlineRating;

    #[test]
    fn a_whole_number_may_have_a_point() {
        let read = |text: &str| serde_json::from_str::<HotlineRating>(text).ok().map(|r| r.rating);
        assert_eq!(read(r#"{"rating":2}"#), Some(2));
        assert_eq!(read(r#"{"rating":2.0}"#), Some(2));
        assert_eq!(read(r#"{"rating":2.5}"#), None);
        assert_eq!(read(r#"{"rating":"2"}"#), None);
    }
}

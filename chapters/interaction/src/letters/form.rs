//! The letter's form: read whole, all errors at once, nothing typed is lost.

use cases::cases::{FormKey, Holder};
use structure::{UnitId, Visitor};
use web::form_data::FormData;
use web::forms::{FormCheck, FormState};

use super::offices::office;
use crate::kind::LETTERS;

/// Characters of a letter.
pub(crate) const LONGEST: usize = 5_000;

/// A letter that can be sent.
pub(super) struct LetterForm {
    pub unit: UnitId,
    pub theme: String,
    pub title: String,
    pub body: String,
    pub holder: Holder,
    pub wants_public: bool,
    pub key: FormKey,
}

/// Reads the form.
pub(super) fn read(visitor: &Visitor, data: &FormData) -> Result<LetterForm, FormState> {
    let mut check = FormCheck::new(data);
    let unit = office(visitor, data.get("unit").trim());
    if unit.is_none() {
        check.refuse("unit", "letter-unit-missing");
    }
    let known = |word: &str| LETTERS.has_theme(word);
    let theme =
        check.field("theme", "letter-theme").chosen().must(known, "web-field-option").text();
    let title = check.field("title", "letter-title").required().min(4).max(60).text();
    let body = check.field("body", "letter-body").required().min(10).max(LONGEST).text();
    let public = |word: &str| matches!(word, "yes" | "no");
    let wish =
        check.field("public", "letter-public").chosen().must(public, "web-field-option").text();
    let holder = Holder::read(&mut check);
    let agreed = check.field("agreed", "letter-agreed").ticked();
    if !agreed {
        check.refuse("agreed", "letter-agreed-missing");
    }
    let key = FormKey::parse(data.get("key"));
    check.finish(|| {
        let (unit, key) = (unit?, key?);
        let wants_public = wish == "yes";
        Some(LetterForm { unit, theme, title, body, holder, wants_public, key })
    })
}

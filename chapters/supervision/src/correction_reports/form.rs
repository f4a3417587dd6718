//! The report's form: read whole, all errors at once, nothing typed is lost.

use cases::cases::{FormKey, Holder};
use web::form_data::FormData;
use web::forms::{FormCheck, FormState};

use super::CORRECTIONS;

/// Characters of a marked passage, and of what stands around it.
pub(super) const QUOTE: usize = 500;
pub(super) const AROUND: usize = 60;
/// Characters of a suggestion.
pub(super) const SUGGESTION: usize = 1_000;

/// A report that can be sent.
pub(super) struct ReportForm {
    pub theme: String,
    pub quote: String,
    pub suggestion: String,
    pub holder: Holder,
    pub key: FormKey,
}

/// Reads the form.
pub(super) fn read(data: &FormData) -> Result<ReportForm, FormState> {
    let mut check = FormCheck::new(data);
    let known = |word: &str| CORRECTIONS.has_theme(word);
    let theme =
        check.field("theme", "correction-theme").chosen().must(known, "web-field-option").text();
    let quote = check.field("quote", "correction-quote").max(QUOTE).text();
    let suggestion =
        check.field("suggestion", "correction-suggestion").required().max(SUGGESTION).text();
    let phone = check.field("phone", "case-holder-phone").phone().max(20).text();
    let email = check.field("email", "case-holder-email").email().max(100).text();
    let holder = Holder { phone, email, ..Holder::default() };
    let key = FormKey::parse(data.get("key"));
    check.finish(|| Some(ReportForm { theme, quote, suggestion, holder, key: key? }))
}

/// So many characters, without what browsers add around a selection.
pub(super) fn shortened(text: &str, most: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    text.chars().take(most).collect()
}

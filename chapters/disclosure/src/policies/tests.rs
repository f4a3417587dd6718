//! The declaration's own rules.

use documents::revisions::Content;

use super::kind::validate;
use super::subjects::{subject_by_name, subjects};

fn policy(days: &[(&str, &str)]) -> Content {
    let fields = days.iter().map(|(name, day)| ((*name).to_owned(), (*day).to_owned())).collect();
    Content { fields, ..Content::default() }
}

#[test]
fn dates_follow_each_other() {
    let good =
        [("made_on", "2026-03-01"), ("effective_on", "2026-04-01"), ("expires_on", "2031-03-31")];
    assert!(validate(&policy(&good)).is_empty());
    let early = [("made_on", "2026-03-01"), ("effective_on", "2026-02-01")];
    assert_eq!(validate(&policy(&early))[0].field, "effective_on");
    let over = [("made_on", "2026-03-01"), ("expires_on", "2026-02-28")];
    assert_eq!(validate(&policy(&over))[0].field, "expires_on");
}

#[test]
fn classes_keep_their_numbers() {
    assert_eq!(subjects().len(), 22);
    assert_eq!(subject_by_name("综合政务"), Some("02"));
}

//! The declaration of a question with its answer.

use documents::kinds::{Body, Choice, Field, FieldKind, KindDeclaration, Pairing};

/// 知识问答. The title is the question, the body its answer.
pub static KNOWLEDGE: KindDeclaration = KindDeclaration {
    code: "knowledge",
    name_key: "knowledge-kind",
    chapter: "interaction",
    fields: FIELDS,
    validate: |_| Vec::new(),
    public_template: "documents/question.html",
    column_types: &["咨询投诉"],
    index_class: None,
    body: Body::Required,
    pairing: Pairing::None,
};

const FIELDS: &[Field] = &[
    Field::new("theme", "knowledge-theme", FieldKind::Select(|| THEMES)).required().in_card(),
    Field::new("review_by", "knowledge-review-by", FieldKind::Date).required().in_card(),
    Field::new("alternatives", "knowledge-alternatives", FieldKind::LongText)
        .searchable()
        .not_in_table(),
    Field::new("wording", "knowledge-wording", FieldKind::LongText).internal(),
];

/// The themes of letters.
static THEMES: &[Choice] = &[
    Choice::keyed("city", "letters-theme-city"),
    Choice::keyed("housing", "letters-theme-housing"),
    Choice::keyed("education", "letters-theme-education"),
    Choice::keyed("health", "letters-theme-health"),
    Choice::keyed("work", "letters-theme-work"),
    Choice::keyed("traffic", "letters-theme-traffic"),
    Choice::keyed("environment", "letters-theme-environment"),
    Choice::keyed("welfare", "letters-theme-welfare"),
    Choice::keyed("market", "letters-theme-market"),
    Choice::keyed("safety", "letters-theme-safety"),
    Choice::keyed("policy", "letters-theme-policy"),
    Choice::keyed("other", "letters-theme-other"),
];

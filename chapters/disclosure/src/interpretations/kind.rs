//! The declaration of interpretations.

use documents::kinds::{Body, Choice, Field, FieldKind, KindDeclaration, Pairing};

/// 政策解读.
pub static INTERPRETATION: KindDeclaration = KindDeclaration {
    code: "interpretations",
    name_key: "interpretation-kind",
    chapter: "disclosure",
    fields: FIELDS,
    validate: |_| Vec::new(),
    public_template: "documents/show.html",
    column_types: &["政策解读"],
    index_class: None,
    body: Body::Required,
    pairing: Pairing::Explains,
};

const FIELDS: &[Field] = &[
    Field::new("explains", "interpretation-explains", FieldKind::DocumentLink)
        .required()
        .not_in_table(),
    Field::new("form", "interpretation-form", FieldKind::Select(|| FORMS)).required().in_card(),
    Field::new("interpreter", "interpretation-interpreter", FieldKind::Text).searchable(),
];

/// The forms that the State Council asks offices to use.
static FORMS: &[Choice] = &[
    Choice::keyed("text", "interpretation-form-text"),
    Choice::keyed("infographic", "interpretation-form-infographic"),
    Choice::keyed("audio", "interpretation-form-audio"),
    Choice::keyed("video", "interpretation-form-video"),
    Choice::keyed("animation", "interpretation-form-animation"),
    Choice::keyed("questions", "interpretation-form-questions"),
    Choice::keyed("press_conference", "interpretation-form-press-conference"),
];

//! Kinds for the tests of this crate and of the engine above it.

use crate::{Body, Choice, Field, FieldKind, KindDeclaration, Pairing};

static VALIDITIES: &[Choice] = &[
    Choice::keyed("in_force", "validity-in-force"),
    Choice::keyed("amended", "validity-amended"),
    Choice::keyed("repealed", "validity-repealed"),
    Choice::keyed("expired", "validity-expired"),
];

static CLASSES: &[Choice] =
    &[Choice::keyed("02", "class-general"), Choice::keyed("17", "class-civil")];

/// Like news: nothing but title and text.
pub static SAMPLE_NEWS: KindDeclaration = KindDeclaration {
    code: "sample_news",
    name_key: "sample-news",
    chapter: "samples",
    fields: &[Field::new("external_url", "sample-url", FieldKind::Url).in_card()],
    validate: |_| Vec::new(),
    public_template: "documents/sample.html",
    column_types: &["工作动态"],
    index_class: None,
    body: Body::Required,
    pairing: Pairing::None,
};

/// Like a policy: number, class, dates, validity, links.
pub static SAMPLE_POLICY: KindDeclaration = KindDeclaration {
    code: "sample_policies",
    name_key: "sample-policies",
    chapter: "samples",
    fields: &[
        Field::new("document_number", "sample-number", FieldKind::DocumentNumber)
            .required()
            .searchable()
            .in_card(),
        Field::new("subject_class", "sample-class", FieldKind::Select(|| CLASSES)).required(),
        Field::new("validity", "sample-validity", FieldKind::Select(|| VALIDITIES)).in_card(),
        Field::new("expires_on", "sample-expires", FieldKind::Date).in_card(),
        Field::new("replaces", "sample-replaces", FieldKind::DocumentLink),
    ],
    validate: |_| Vec::new(),
    public_template: "documents/sample.html",
    column_types: &["政策文件"],
    index_class: Some("subject_class"),
    body: Body::Optional,
    pairing: Pairing::Explained,
};

//! The declaration of layouts.

use documents::kinds::rows::{Part, PartKind};
use documents::kinds::{Body, Choice, Field, FieldKind, KindDeclaration, Pairing};

/// A page of blocks.
pub static LAYOUT: KindDeclaration = KindDeclaration {
    code: "layouts",
    name_key: "layout-kind",
    chapter: "site",
    fields: FIELDS,
    validate: |_| Vec::new(),
    public_template: "topics/show.html",
    column_types: &["专题专栏"],
    index_class: None,
    body: Body::Optional,
    pairing: Pairing::None,
};

const FIELDS: &[Field] =
    &[Field::new("blocks", "layout-blocks", FieldKind::Rows(PARTS)).required().not_in_table()];

const PARTS: &[Part] = &[
    Part { name: "kind", label_key: "layout-block-kind", kind: PartKind::Choice(|| KINDS) },
    Part { name: "title", label_key: "layout-block-title", kind: PartKind::Text },
    Part { name: "column", label_key: "layout-block-column", kind: PartKind::Column },
    Part { name: "count", label_key: "layout-block-count", kind: PartKind::Number(30) },
    Part { name: "words", label_key: "layout-block-words", kind: PartKind::LongText },
];

static KINDS: &[Choice] = &[
    Choice::keyed("list", "layout-block-list"),
    Choice::keyed("pictures", "layout-block-pictures"),
    Choice::keyed("policies", "layout-block-policies"),
    Choice::keyed("lead", "layout-block-lead"),
    Choice::keyed("links", "layout-block-links"),
    Choice::keyed("text", "layout-block-text"),
];

//! The declaration of notices.

use documents::kinds::{Body, Field, FieldKind, KindDeclaration, Pairing};

/// Notices, with the date until which something can be done.
pub static NOTICE: KindDeclaration = KindDeclaration {
    code: "notices",
    name_key: "notice-kind",
    chapter: "site",
    fields: FIELDS,
    validate: |_| Vec::new(),
    public_template: "documents/show.html",
    column_types: &["通知公告", "人事信息", "征集调查", "办事服务", "应急管理"],
    index_class: None,
    body: Body::Required,
    pairing: Pairing::None,
};

const FIELDS: &[Field] = &[
    Field::new("document_number", "notice-document-number", FieldKind::DocumentNumber)
        .searchable()
        .in_card(),
    Field::new("open_until", "notice-open-until", FieldKind::Date),
];

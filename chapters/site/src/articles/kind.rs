//! The declaration of articles.

use documents::kinds::{Body, Field, FieldKind, KindDeclaration, Pairing};

/// News and reports; a repost names its original (article 21).
pub static ARTICLE: KindDeclaration = KindDeclaration {
    code: "articles",
    name_key: "article-kind",
    chapter: "site",
    fields: FIELDS,
    validate: |_| Vec::new(),
    public_template: "documents/show.html",
    column_types: &["工作动态", "概况信息", "回应关切", "专题专栏", "其他"],
    index_class: None,
    body: Body::Required,
    pairing: Pairing::None,
};

const FIELDS: &[Field] =
    &[Field::new("external_url", "article-external-url", FieldKind::Url).in_card().not_in_table()];

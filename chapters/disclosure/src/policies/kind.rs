//! The declaration of policy documents.

use chrono::NaiveDate;
use documents::kinds::{Body, Choice, Field, FieldKind, FieldProblem, KindDeclaration, Pairing};
use documents::revisions::Content;

use super::subjects::subjects;

/// 政策文件.
pub static POLICY: KindDeclaration = KindDeclaration {
    code: "policies",
    name_key: "policy-kind",
    chapter: "disclosure",
    fields: FIELDS,
    validate,
    public_template: "documents/policy.html",
    column_types: &["政策文件", "规划计划", "信息公开目录", "财政预决算"],
    index_class: Some("subject_class"),
    body: Body::Required,
    pairing: Pairing::Explained,
};

/// In the order of the metadata table (《国家规范速查》§3).
const FIELDS: &[Field] = &[
    Field::new("subject_class", "policy-subject-class", FieldKind::Select(subjects))
        .required()
        .in_card(),
    Field::new("issuer", "policy-issuer", FieldKind::Text).required().searchable(),
    Field::new("made_on", "policy-made-on", FieldKind::Date).required().in_card(),
    Field::new("document_number", "policy-document-number", FieldKind::DocumentNumber)
        .required()
        .searchable()
        .in_card(),
    Field::new("validity", "policy-validity", FieldKind::Select(|| VALIDITIES))
        .required()
        .in_card(),
    Field::new("effective_on", "policy-effective-on", FieldKind::Date),
    Field::new("expires_on", "policy-expires-on", FieldKind::Date).in_card(),
    Field::new("replaces", "policy-replaces", FieldKind::DocumentLink).not_in_table(),
];

static VALIDITIES: &[Choice] = &[
    Choice::keyed("in_force", "validity-in-force"),
    Choice::keyed("amended", "validity-amended"),
    Choice::keyed("repealed", "validity-repealed"),
    Choice::keyed("expired", "validity-expired"),
];

/// Dates must follow each other: made, effective, expiry.
pub fn validate(content: &Content) -> Vec<FieldProblem> {
    let day = |name: &str| content.field(name).and_then(|day| day.parse::<NaiveDate>().ok());
    let (made, effective, expires) = (day("made_on"), day("effective_on"), day("expires_on"));
    let mut problems = Vec::new();
    if made.zip(effective).is_some_and(|(made, effective)| effective < made) {
        problems.push(FieldProblem::new("effective_on", "policy-effective-before-made"));
    }
    let begins = effective.or(made);
    if begins.zip(expires).is_some_and(|(begins, expires)| expires < begins) {
        problems.push(FieldProblem::new("expires_on", "policy-expires-before-effective"));
    }
    problems
}

//! The declaration of service guides: every element of article 24(1), in the order of the form.

use documents::kinds::rows::{Part, PartKind};
use documents::kinds::{Body, Field, FieldKind, KindDeclaration, Pairing};

use super::choices::list;
use super::rules::validate;

/// 办事指南. The title is the name of the item 事项名称.
pub static SERVICE_GUIDE: KindDeclaration = KindDeclaration {
    code: "service_guides",
    name_key: "service-guide-kind",
    chapter: "services",
    fields: FIELDS,
    validate,
    public_template: "documents/guide.html",
    column_types: &["办事服务"],
    index_class: None,
    body: Body::Optional,
    pairing: Pairing::None,
};

const fn text(name: &'static str, label: &'static str) -> Field {
    Field::new(name, label, FieldKind::Text)
}

const fn long(name: &'static str, label: &'static str) -> Field {
    Field::new(name, label, FieldKind::LongText).not_in_table()
}

const FIELDS: &[Field] = &[
    text("item_code", "service-guide-item-code").below("service-guide-part-basics").searchable(),
    Field::new("item_type", "service-guide-item-type", FieldKind::Select(|| list("item_types")))
        .required()
        .in_card(),
    Field::new(
        "handling_type",
        "service-guide-handling-type",
        FieldKind::Select(|| list("handling_types")),
    )
    .required()
    .in_card(),
    Field::new("audiences", "service-guide-audiences", FieldKind::Choices(|| list("audiences")))
        .required()
        .key_fact(),
    long("conditions", "service-guide-conditions").required(),
    text("authority", "service-guide-authority").required().searchable().in_card(),
    Field::new("level", "service-guide-level", FieldKind::Select(|| list("levels"))).required(),
    Field::new("subjects", "service-guide-subjects", FieldKind::Choices(|| list("subjects")))
        .required()
        .in_card(),
    Field::new(
        "life_events",
        "service-guide-life-events",
        FieldKind::Choices(|| list("life_events")),
    )
    .in_card(),
    text("legal_limit", "service-guide-legal-limit").below("service-guide-part-promise").required(),
    text("promised_limit", "service-guide-promised-limit").required().key_fact(),
    Field::new("charged", "service-guide-charged", FieldKind::Select(|| list("yes_no")))
        .required()
        .key_fact(),
    text("fee", "service-guide-fee").in_card(),
    long("fee_basis", "service-guide-fee-basis"),
    text("result_name", "service-guide-result-name").required(),
    text("result_sample", "service-guide-result-sample").required(),
    Field::new("materials", "service-guide-materials", FieldKind::Rows(MATERIAL))
        .below("service-guide-part-materials")
        .required()
        .searchable()
        .not_in_table(),
    Field::new("forms", "service-guide-forms", FieldKind::Rows(FORM)).not_in_table(),
    Field::new("steps", "service-guide-steps", FieldKind::Rows(STEP))
        .below("service-guide-part-steps")
        .required()
        .not_in_table(),
    Field::new("ways", "service-guide-ways", FieldKind::Choices(|| list("ways")))
        .required()
        .in_card(),
    Field::new("visits", "service-guide-visits", FieldKind::Select(|| list("visits")))
        .required()
        .key_fact(),
    long("review_standard", "service-guide-review-standard").required(),
    Field::new("scope", "service-guide-scope", FieldKind::Select(|| list("scopes"))).required(),
    Field::new("appointment", "service-guide-appointment", FieldKind::Select(|| list("yes_no")))
        .required(),
    text("appointment_how", "service-guide-appointment-how"),
    Field::new(
        "online_payment",
        "service-guide-online-payment",
        FieldKind::Select(|| list("yes_no")),
    )
    .required(),
    Field::new("delivery", "service-guide-delivery", FieldKind::Select(|| list("yes_no")))
        .required(),
    Field::new("places", "service-guide-places", FieldKind::Rows(PLACE))
        .below("service-guide-part-places")
        .required()
        .not_in_table(),
    long("hours", "service-guide-hours").required(),
    Field::new("inquiry_phone", "service-guide-inquiry-phone", FieldKind::Phone)
        .required()
        .key_fact(),
    Field::new("complaint_phone", "service-guide-complaint-phone", FieldKind::Phone).required(),
    long("legal_basis", "service-guide-legal-basis").below("service-guide-part-basis").required(),
    Field::new("policies", "service-guide-policies", FieldKind::DocumentLink).not_in_table(),
    Field::new("questions", "service-guide-questions", FieldKind::Rows(QUESTION)).not_in_table(),
    Field::new("review_by", "service-guide-review-by", FieldKind::Date)
        .below("service-guide-part-upkeep")
        .required()
        .in_card(),
];

const fn part(name: &'static str, label_key: &'static str, kind: PartKind) -> Part {
    Part { name, label_key, kind }
}

/// 申请材料, with all that article 24(1) asks to be said of each.
const MATERIAL: &[Part] = &[
    part("name", "material-name", PartKind::Text),
    part("type", "material-type", PartKind::Choice(|| list("material_types"))),
    part("necessity", "material-necessity", PartKind::Choice(|| list("necessities"))),
    part("source", "material-source", PartKind::Choice(|| list("sources"))),
    part("copies", "material-copies", PartKind::Number(20)),
    part("size", "material-size", PartKind::Text),
    part("electronic", "material-electronic", PartKind::Choice(|| list("yes_no"))),
    part("sample", "material-sample", PartKind::Text),
    part("form", "material-form", PartKind::Text),
    part("notes", "material-notes", PartKind::LongText),
    part("standard", "material-standard", PartKind::LongText),
];

/// 表格下载 (article 24(2)).
const FORM: &[Part] = &[
    part("name", "form-download-name", PartKind::Text),
    part("on_site", "form-download-on-site", PartKind::Choice(|| list("yes_no"))),
    part("file", "form-download-file", PartKind::Text),
    part("sample", "form-download-sample", PartKind::Text),
    part("filling", "form-download-filling", PartKind::LongText),
    part("editing", "form-download-editing", PartKind::LongText),
    part("printing", "form-download-printing", PartKind::LongText),
];

/// 办理流程.
const STEP: &[Part] = &[
    part("name", "service-step-name", PartKind::Text),
    part("who", "service-step-who", PartKind::Text),
    part("limit", "service-step-limit", PartKind::Text),
    part("words", "service-step-words", PartKind::LongText),
];

/// 办理地点.
const PLACE: &[Part] = &[
    part("name", "service-place-name", PartKind::Text),
    part("address", "service-place-address", PartKind::Text),
    part("window", "service-place-window", PartKind::Text),
    part("phone", "service-place-phone", PartKind::Text),
    part("way", "service-place-way", PartKind::LongText),
];

/// 常见问题.
const QUESTION: &[Part] = &[
    part("question", "service-question-question", PartKind::Text),
    part("answer", "service-question-answer", PartKind::LongText),
];

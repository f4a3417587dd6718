//! The declaration of layouts.

use documents::kinds::rows::{self, Part, PartKind, Row};
use documents::kinds::{
    Body, Choice, Content, Field, FieldKind, FieldProblem, KindDeclaration, Pairing,
};

use super::lines::{Event, Figure, Link};

/// A page of blocks.
pub static LAYOUT: KindDeclaration = KindDeclaration {
    code: "layouts",
    name_key: "layout-kind",
    chapter: "site",
    fields: FIELDS,
    validate: problems,
    public_template: "topics/show.html",
    column_types: &["专题专栏", "其他"],
    index_class: None,
    body: Body::Optional,
    pairing: Pairing::None,
};

const BLOCKS: &str = "blocks";

const FIELDS: &[Field] =
    &[Field::new(BLOCKS, "layout-blocks", FieldKind::Rows(PARTS)).required().not_in_table()];

const PARTS: &[Part] = &[
    Part { name: "kind", label_key: "layout-block-kind", kind: PartKind::Choice(|| KINDS) },
    Part { name: "title", label_key: "layout-block-title", kind: PartKind::Text },
    Part { name: "column", label_key: "layout-block-column", kind: PartKind::Column },
    Part { name: "count", label_key: "layout-block-count", kind: PartKind::Number(30) },
    Part { name: "source", label_key: "layout-block-source", kind: PartKind::Text },
    Part { name: "words", label_key: "layout-block-words", kind: PartKind::LongText },
];

static KINDS: &[Choice] = &[
    Choice::keyed("list", "layout-block-list"),
    Choice::keyed("wide", "layout-block-wide"),
    Choice::keyed("pictures", "layout-block-pictures"),
    Choice::keyed("policies", "layout-block-policies"),
    Choice::keyed("lead", "layout-block-lead"),
    Choice::keyed("links", "layout-block-links"),
    Choice::keyed("text", "layout-block-text"),
    Choice::keyed("headlines", "layout-block-headlines"),
    Choice::keyed("services", "layout-block-services"),
    Choice::keyed("topics", "layout-block-topics"),
    Choice::keyed("mailbox", "layout-block-mailbox"),
    Choice::keyed("figures", "layout-block-figures"),
    Choice::keyed("calendar", "layout-block-calendar"),
    Choice::keyed("sites", "layout-block-sites"),
];

/// The blocks of a layout as rows.
pub(super) fn rows_of(content: &Content) -> Vec<Row> {
    rows::read(content.field(BLOCKS).unwrap_or_default())
}

/// What a submission is told about its blocks: each says what it needs and misses.
fn problems(content: &Content) -> Vec<FieldProblem> {
    let wrong = rows_of(content).iter().filter_map(problem).collect::<Vec<_>>();
    wrong.into_iter().map(|key| FieldProblem::new(BLOCKS, key)).take(1).collect()
}

fn problem(row: &Row) -> Option<&'static str> {
    let part = |name: &str| row.get(name).map_or("", String::as_str);
    let none = |name: &str| part(name).is_empty();
    let lines = || part("words").lines().filter(|line| !line.trim().is_empty());
    match part("kind") {
        "list" | "wide" | "pictures" | "policies" | "lead" | "links" if none("column") => {
            Some("layout-needs-column")
        }
        "text" if none("words") => Some("layout-needs-words"),
        "services" if none("words") && none("column") => Some("layout-needs-column"),
        "services" if !lines().all(|line| Link::parse(line).is_some()) => {
            Some("layout-services-wrong")
        }
        "figures" if none("words") || none("source") => Some("layout-figures-wrong"),
        "figures" if !lines().all(|line| Figure::parse(line).is_some()) => {
            Some("layout-figures-wrong")
        }
        "calendar" if none("words") || !lines().all(|line| Event::parse(line).is_some()) => {
            Some("layout-calendar-wrong")
        }
        _ => None,
    }
}

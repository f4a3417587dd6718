//! The writing form: from content to fields and back.

use std::collections::BTreeMap;

use http::StatusCode;
use serde_json::{Value, json};
use structure::Staff;
use structure::columns::Column;
use web::{Answer, FormData, FormState};

use super::merging::Sides;
use super::taking::kept;
use crate::autosaves::resumed::Keeping;
use crate::kinds::{ChoiceLabel, Field, FieldKind, KindDeclaration, split_words};
use crate::revisions::{Attachment, Content};
use crate::room::{Opened, People, attachments, breadcrumb, document_line, put, unit_name};

/// The longest title that the form advises.
const TITLE_ADVICE: i64 = 200;

/// What is being written: a new document or the next revision of one.
pub(super) struct Writing<'a> {
    staff: &'a Staff,
    opened: Option<&'a Opened>,
    kind: &'static KindDeclaration,
    document: Value,
    crumbs: Value,
    action: String,
    cancel_url: String,
    hidden: Vec<Value>,
    saved_at: Option<platform::Time>,
    is_new: bool,
    files_base: String,
    pub(super) comments: Option<Value>,
    /// What somebody else saved meanwhile, where both changed the same.
    pub(super) sides: Option<(Sides, People)>,
    /// Who else has the document open or writes it.
    pub(super) lock: Value,
    /// What was read of an office file that fills the form.
    pub(super) reading: Option<Value>,
    reading_url: Option<String>,
    /// Pictures that aren't saved yet, whole, by their code: they have no address.
    pub(super) pictures: BTreeMap<String, String>,
    /// How it is kept while somebody writes.
    pub(super) keeping: Keeping,
    keeping_url: String,
    /// Where the form stands.
    page: String,
    /// Codes of files that are marked for removal.
    pub(super) removed: Vec<String>,
}

impl<'a> Writing<'a> {
    /// A document that isn't there yet.
    pub fn begun(staff: &'a Staff, kind: &'static KindDeclaration, column: &Column) -> Self {
        let tree = staff.app.tree();
        let document = json!({
            "key": "", "title": staff.t("document-untitled"), "kind_name": staff.t(kind.name_key),
            "column": { "name": column.name, "url": format!("/documents?column={}", column.id) },
            "unit_name": unit_name(&tree, column.unit_id),
            "state": { "code": "draft", "name": staff.t("document-state-draft") },
            "revision_number": null, "public_url": null, "live": false, "url": "/documents",
        });
        let crumbs = json!([{ "name": staff.t("console-desk"), "url": "/" },
            { "name": staff.t("documents-all"), "url": "/documents" },
            { "name": staff.t("documents-new"), "url": null }]);
        Self {
            staff,
            opened: None,
            kind,
            document,
            crumbs,
            action: "/documents".to_owned(),
            cancel_url: "/documents".to_owned(),
            hidden: vec![
                json!({ "name": "column", "value": column.id.to_string() }),
                json!({ "name": "kind", "value": kind.code }),
            ],
            saved_at: None,
            is_new: true,
            files_base: String::new(),
            sides: None,
            lock: Value::Null,
            comments: None,
            reading: None,
            pictures: BTreeMap::new(),
            keeping: Keeping::begun(Vec::new()),
            keeping_url: "/autosaves".to_owned(),
            page: format!("/documents/new?column={}&kind={}", column.id, kind.code),
            removed: Vec::new(),
            reading_url: Some(format!(
                "/documents/readings/new?column={}&kind={}",
                column.id, kind.code
            )),
        }
    }

    /// The next revision of a document; `based_on` is the number of the revision it began with.
    pub fn continued(opened: &'a Opened, based_on: i64, saved_at: platform::Time) -> Self {
        Self {
            staff: &opened.staff,
            opened: Some(opened),
            kind: opened.kind,
            document: document_line(opened, based_on),
            crumbs: breadcrumb(opened, Some(&opened.staff.t("document-edit"))),
            action: opened.url(),
            cancel_url: opened.url(),
            hidden: vec![json!({ "name": "based_on", "value": based_on.to_string() })],
            saved_at: Some(saved_at),
            is_new: false,
            files_base: opened.url(),
            sides: None,
            lock: Value::Null,
            comments: None,
            reading: None,
            pictures: BTreeMap::new(),
            keeping: Keeping::begun(Vec::new()),
            keeping_url: format!("{}/autosaves", opened.url()),
            page: format!("{}/edit", opened.url()),
            removed: Vec::new(),
            reading_url: None,
        }
    }

    /// The page with what was typed and what is wrong with it. `files`: those that it holds now.
    pub fn page(self, status: StatusCode, state: &FormState, files: &[Attachment]) -> Answer {
        let staff = self.staff;
        let errors: Vec<Value> = state
            .errors
            .iter()
            .map(|error| {
                let field = if error.field == "body" { "body_html" } else { &error.field };
                json!({ "field": field, "text": staff.app.messages.text(&error.message) })
            })
            .collect();
        let mut fields = self.base_fields(&state.values);
        let main = self.kind.fields.iter().any(|field| field.heading_key.is_some());
        fields.extend(self.kind.fields.iter().map(|field| {
            let rows = matches!(field.kind, FieldKind::Rows(_));
            let mut shown = declared(staff, field, &state.values);
            put(&mut shown, "heading", field.heading_key.map(|key| staff.t(key)));
            put(&mut shown, "group", if main || rows { "main" } else { "side" });
            shown
        }));
        for field in &mut fields {
            let error = errors.iter().find(|error| error.get("field") == field.get("name"));
            let text = error.and_then(|error| error.get("text")).cloned();
            put(field, "error", text.unwrap_or(Value::Null));
        }
        let mut hidden = self.hidden.clone();
        let mut merge = Value::Null;
        if let (Some((sides, people)), Some(opened)) = (&self.sides, self.opened) {
            sides.beside(opened, people, &mut fields, &state.values);
            hidden.extend(sides.hidden());
            merge = sides.note(opened, people);
        }
        hidden.extend(files.iter().map(|file| json!({ "name": "kept", "value": kept(file) })));
        let shown = Content { attachments: files.to_vec(), ..Content::default() };
        let title = staff.t(if self.is_new { "documents-new" } else { "document-edit" });
        let act = |value: &str, key: &str, tone: &str, keys: &str| json!({ "name": staff.t(key), "value": value, "tone": tone, "keys": keys });
        let mut actions = vec![
            act("save", "document-act-save", "primary", "Control+S"),
            act("preview", "document-act-save-preview", "default", "Control+Shift+P"),
            act("submit", "document-act-save-submit", "default", "Control+Enter"),
        ];
        if self.lock.get("who").is_some_and(Value::is_string) {
            actions.push(act("take_over", "edit-lock-take-over-save", "danger", ""));
        }
        let context = json!({
            "title": title, "breadcrumb": self.crumbs, "document": self.document,
            "fields": fields, "attachments": self.files(&shown), "actions": actions,
            "action": self.action, "cancel_url": self.cancel_url, "errors": errors,
            "saved_at": self.saved_at, "hidden": hidden, "comments": self.comments,
            "reading": self.reading, "reading_url": self.reading_url,
            "lock": self.lock, "merge": merge,
            "autosave": self.keeping.shown(staff, &self.keeping_url, &self.page),
        });
        staff.page_with(status, "documents/edit.html", context)
    }

    /// The files; before they are saved they have no address, and pictures stand for themselves.
    fn files(&self, shown: &Content) -> Vec<Value> {
        let mut files = attachments(shown, &self.files_base);
        for (shown, file) in files.iter_mut().zip(&shown.attachments) {
            put(shown, "removed", self.removed.contains(&file.code));
            let whole = self.pictures.get(&file.code).cloned();
            if self.is_new || whole.is_some() {
                put(shown, "url", whole.unwrap_or_default());
            }
        }
        files
    }

    /// The fields that every document has.
    fn base_fields(&self, values: &FormData) -> Vec<Value> {
        let staff = self.staff;
        let spec = |name: &str, kind: &str, group: &str, required: bool| {
            let key = format!("document-field-{}", name.replace('_', "-"));
            let hint = format!("{key}.hint");
            let hint = staff.app.messages.has(&hint).then(|| staff.t(&hint));
            json!({
                "name": name, "label": staff.t(&key), "type": kind, "required": required,
                "hint": hint, "options": [], "value": values.get(name), "group": group,
            })
        };
        let mut title = spec("title", "text", "main", true);
        put(&mut title, "large", true);
        put(&mut title, "limit", TITLE_ADVICE);
        let mut summary = spec("summary", "textarea", "main", false);
        put(&mut summary, "rows", 3);
        let mut fields = vec![
            title,
            spec("body_html", "html", "main", self.kind.body == crate::kinds::Body::Required),
            summary,
            spec("source", "text", "side", true),
            spec("source_url", "url", "side", false),
            spec("author_name", "text", "side", false),
            spec("tags", "tags", "side", false),
        ];
        if self.is_new {
            fields.push(spec("slug", "text", "side", false));
        }
        fields.push(spec("note", "text", "side", false));
        fields
    }
}

/// A declared field on its way to the form.
fn declared(staff: &Staff, field: &Field, values: &FormData) -> Value {
    let value = &super::form_rows::typed(field, values);
    let (kind, options) = match field.kind {
        FieldKind::Text | FieldKind::DocumentNumber => ("text", Vec::new()),
        FieldKind::LongText => ("textarea", Vec::new()),
        FieldKind::Date => ("date", Vec::new()),
        FieldKind::Url => ("url", Vec::new()),
        FieldKind::Tags => ("tags", Vec::new()),
        FieldKind::DocumentLink => ("document", Vec::new()),
        FieldKind::Phone => ("tel", Vec::new()),
        FieldKind::Select(choices) => ("select", choices().to_vec()),
        FieldKind::Choices(choices) => ("checkboxes", choices().to_vec()),
        FieldKind::Rows(parts) => return super::form_rows::shown(staff, (field, parts), values),
    };
    let options: Vec<Value> = options
        .iter()
        .map(|choice| {
            let label = match &choice.label {
                ChoiceLabel::Key(key) => staff.t(key),
                ChoiceLabel::Words(words) => words.clone(),
            };
            let selected = value.split(';').any(|one| choice.value == one);
            json!({ "value": choice.value, "label": label, "selected": selected })
        })
        .collect();
    let hint = format!("{}.hint", field.label_key);
    let hint = staff.app.messages.has(&hint).then(|| staff.t(&hint));
    json!({
        "name": field.name, "label": staff.t(field.label_key), "type": kind,
        "required": field.required, "hint": hint, "options": options, "value": value,
        "inline": kind == "checkboxes", "blank": (kind == "select").then(|| staff.t("document-choose")),
    })
}

/// A content as the form's values.
pub(super) fn values_of(content: &Content) -> FormData {
    let mut values = FormData::default();
    let tags = content.tags.join("；");
    // A summary that was made from the text follows the text; only one's own is kept.
    let made = summary_of(&content.body_html);
    let summary = if content.summary == made { String::new() } else { content.summary.clone() };
    for (name, value) in [
        ("title", &content.title),
        ("body_html", &content.body_html),
        ("summary", &summary),
        ("source", &content.source),
        ("source_url", &content.source_url),
        ("author_name", &content.author_name),
        ("tags", &tags),
    ] {
        values.push(name, value.clone());
    }
    for (name, value) in &content.fields {
        values.push(name.clone(), value.clone());
    }
    values
}

/// The longest summary made from the text.
const SUMMARY: usize = 120;

/// The summary that a body gets if nobody writes one.
pub(crate) fn summary_of(body_html: &str) -> String {
    text::plain::summary(&text::plain::plain(body_html), SUMMARY)
}

/// The form's values as a content: cleaned, tidied, numbers in their canonical form.
pub(crate) fn content_of(
    kind: &KindDeclaration,
    data: &FormData,
    files: Vec<Attachment>,
) -> Content {
    let text = |name: &str| data.get(name).trim().to_owned();
    let body_html = text::html::clean(data.get("body_html")).html;
    let mut summary = text("summary");
    if summary.is_empty() {
        summary = summary_of(&body_html);
    }
    let typed = kind
        .fields
        .iter()
        .map(|field| (field.name.to_owned(), super::form_rows::typed(field, data)))
        .collect();
    Content {
        title: text::wording::tidy_title(data.get("title")),
        body_html,
        summary,
        source: text("source"),
        source_url: text("source_url"),
        author_name: text("author_name"),
        tags: split_words(data.get("tags")),
        fields: kind.shape(&typed).fields,
        attachments: files,
    }
}

//! What makes a guide complete beyond single fields: each material, each form, each place has all
//! that article 24 asks; names agree with each other and with the files.

use documents::kinds::rows::{Part, Row, read};
use documents::kinds::{Content, FieldKind, FieldProblem, RowPart};

use super::kind::SERVICE_GUIDE;
use super::model::{is_editable, is_file_name, stem, working_days};

/// Something that a row lacks.
const MISSING: &str = "document-field-row-missing";

/// Everything that keeps a guide from being submitted, besides empty fields.
pub(super) fn validate(content: &Content) -> Vec<FieldProblem> {
    let mut problems = Vec::new();
    if content.field("charged") == Some("yes") {
        let lacking = ["fee", "fee_basis"].into_iter().filter(|name| content.field(name).is_none());
        problems.extend(lacking.map(|name| FieldProblem::new(name, "service-guide-fee-missing")));
    }
    let limit = |name: &str| content.field(name).and_then(working_days);
    if limit("legal_limit").zip(limit("promised_limit")).is_some_and(|(law, own)| own > law) {
        problems.push(FieldProblem::new("promised_limit", "service-guide-promise-late"));
    }
    let sample = content.field("result_sample").unwrap_or_default();
    if is_file_name(sample) && !attached(content, sample) {
        problems.push(FieldProblem::new("result_sample", "service-guide-sample-absent"));
    }
    for material in GuideRow::of(content, "materials") {
        material_problems(content, &material, &mut problems);
    }
    for form in GuideRow::of(content, "forms") {
        form_problems(content, &form, &mut problems);
    }
    for (field, needed) in
        [("steps", &["words"][..]), ("places", &["address"]), ("questions", &["answer"])]
    {
        for row in GuideRow::of(content, field) {
            problems.extend(row.lacking(needed));
        }
    }
    problems
}

fn attached(content: &Content, name: &str) -> bool {
    content.attachments.iter().any(|file| file.name == name)
}

fn material_problems(content: &Content, material: &GuideRow, problems: &mut Vec<FieldProblem>) {
    let always =
        ["type", "necessity", "source", "electronic", "sample", "form", "notes", "standard"];
    problems.extend(material.lacking(&always));
    if material.part("type") != Some("electronic") {
        problems.extend(material.lacking(&["copies", "size"]));
    }
    for name in ["sample", "form"] {
        let file = material.part(name).unwrap_or_default();
        if is_file_name(file) && !attached(content, file) {
            problems.push(material.problem(name, "service-guide-file-absent"));
        }
    }
}

/// Article 24(2): the same name as in the guide, an editable file, a filled sample, three notes;
/// what is handed out only at the counter has no file and says so.
fn form_problems(content: &Content, form: &GuideRow, problems: &mut Vec<FieldProblem>) {
    problems.extend(form.lacking(&["on_site", "filling"]));
    let names = GuideRow::of(content, "materials");
    let mut names = names.iter().filter_map(|material| material.part("name"));
    let name = form.part("name").unwrap_or_default();
    if !names.any(|known| known == name) {
        problems.push(form.problem("name", "service-guide-form-other-name"));
    }
    if form.part("on_site") == Some("yes") {
        return;
    }
    problems.extend(form.lacking(&["file", "sample", "editing", "printing"]));
    for part in ["file", "sample"] {
        if form.part(part).is_some_and(|file| !attached(content, file)) {
            problems.push(form.problem(part, "service-guide-file-absent"));
        }
    }
    let Some(file) = form.part("file") else { return };
    if !is_editable(file) {
        problems.push(form.problem("file", "service-guide-form-not-editable"));
    }
    if stem(file) != name {
        problems.push(form.problem("file", "service-guide-form-file-name"));
    }
}

/// A row of a field, with what is needed to say what is wrong with it.
struct GuideRow {
    field: &'static str,
    label: &'static str,
    parts: &'static [Part],
    number: usize,
    row: Row,
}

impl GuideRow {
    fn of(content: &Content, field: &'static str) -> Vec<Self> {
        let Some(declared) = SERVICE_GUIDE.field(field) else { return Vec::new() };
        let FieldKind::Rows(parts) = declared.kind else { return Vec::new() };
        let rows = read(content.field(field).unwrap_or_default());
        let of =
            |(index, row)| Self { field, label: declared.label_key, parts, number: index + 1, row };
        rows.into_iter().enumerate().map(of).collect()
    }

    fn part(&self, name: &str) -> Option<&str> {
        self.row.get(name).map(String::as_str)
    }

    fn lacking(&self, names: &[&'static str]) -> Vec<FieldProblem> {
        let lacking = names.iter().filter(|name| self.part(name).is_none());
        lacking.map(|name| self.problem(name, MISSING)).collect()
    }

    fn problem(&self, part: &str, key: &'static str) -> FieldProblem {
        let declared = self.parts.iter().find(|one| one.name == part);
        let first = self.parts.first().map_or("", |first| first.name);
        FieldProblem::in_row(
            self.field,
            key,
            RowPart {
                field_label: self.label,
                number: self.number,
                name: self.part(first).unwrap_or_default().to_owned(),
                label: declared.map_or("", |part| part.label_key),
            },
        )
    }
}

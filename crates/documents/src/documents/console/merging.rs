//! Saving when somebody else saved meanwhile: fields that only one side changed are merged, those
//! that both changed stand side by side until a person chooses.

use http::StatusCode;
use platform::{Fault, Time};
use serde_json::{Value, json};
use structure::Staff;
use web::{Answer, Error, FieldError, FormData, FormState, Message, Refusal};

use super::files::pictures_of;
use super::form::{Writing, content_of, values_of};
use super::save::{head_of, lock_of, remarks};
use crate::autosaves::resumed::Keeping;
use crate::documents::{self, DocumentRefusal, SaveForm, Saved};
use crate::kinds::KindDeclaration;
use crate::merges::{Values, merge_files, merge_values};
use crate::revisions::{self, Attachment, Revision};
use crate::room::{Opened, People, body_with_previews, field_text, put};
use crate::stopped::{Stopped, Why};

/// How often a save is merged anew when others keep saving.
const TURNS: usize = 5;

/// The other side of a form that is shown beside it.
pub(super) struct Sides {
    /// What the other side saved.
    pub seen: Revision,
    /// The fields that both changed.
    contested: Vec<String>,
    /// The fields that only the other side changed.
    taken: Vec<String>,
}

impl Sides {
    /// Of a form that was shown side by side and is sent again.
    pub async fn of_form(opened: &Opened, data: &FormData) -> Result<Option<Self>, Error> {
        if !data.has("merged_with") {
            return Ok(None);
        }
        let number = data.get("merged_with").parse().unwrap_or(0);
        let seen = revisions::by_number(&opened.ctx.db, opened.document.id, number).await?;
        let seen = seen.ok_or_else(Refusal::bad_request)?;
        let contested = data.all("contested").map(str::to_owned).collect();
        Ok(Some(Self { seen, contested, taken: Vec::new() }))
    }

    /// Puts what was chosen into the form; an error for each field for which nothing was.
    pub fn resolve(&self, data: &mut FormData) -> Vec<FieldError> {
        let theirs = values_of(&self.seen.content);
        let mut errors = Vec::new();
        for name in &self.contested {
            match data.get(&format!("pick_{name}")) {
                "own" => {}
                "theirs" => {
                    data.remove(name);
                    data.push(name.clone(), theirs.get(name));
                }
                _ => errors.push(FieldError::new(name.clone(), "merge-pick")),
            }
        }
        errors
    }

    /// What the form carries, so that it is known again.
    pub fn hidden(&self) -> Vec<Value> {
        let number = self.seen.number.to_string();
        let contested = self.contested.iter();
        let names = contested.map(|name| json!({ "name": "contested", "value": name }));
        std::iter::once(json!({ "name": "merged_with", "value": number })).chain(names).collect()
    }

    /// Puts the other side beside each field that both changed.
    pub fn beside(&self, opened: &Opened, people: &People, fields: &mut [Value], data: &FormData) {
        let theirs = values_of(&self.seen.content);
        for field in fields {
            let name = field.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
            if !self.contested.contains(&name) {
                continue;
            }
            let declared = opened.kind.field(&name);
            let words = match declared {
                Some(declared) => field_text(&opened.staff, declared, &self.seen.content),
                None => theirs.get(&name).to_owned(),
            };
            let html = (name == "body_html")
                .then(|| body_with_previews(&self.seen.content, &opened.url()));
            let side = json!({
                "who": people.name(self.seen.author_id), "words": words, "html": html,
                "pick": data.get(&format!("pick_{name}")),
            });
            put(field, "theirs", side);
        }
    }

    /// What the page says about it.
    pub fn note(&self, opened: &Opened, people: &People) -> Value {
        let staff = &opened.staff;
        let what = Message::new("merge-note")
            .with("who", people.name(self.seen.author_id))
            .with("at", self.seen.created_at.minute())
            .with("number", self.seen.number);
        let taken = (!self.taken.is_empty()).then(|| {
            let named = labels(staff, opened.kind, &self.taken);
            staff.app.messages.text(&Message::new("merge-taken").with("fields", named))
        });
        json!({ "what": staff.app.messages.text(&what), "taken": taken })
    }
}

/// The names of fields as the form shows them.
fn labels(staff: &Staff, kind: &KindDeclaration, names: &[String]) -> String {
    let label = |name: &String| match (name.as_str(), kind.field(name)) {
        ("attachments", _) => staff.t("attachments-title"),
        (_, Some(field)) => staff.t(field.label_key),
        (name, None) => staff.t(&format!("document-field-{}", name.replace('_', "-"))),
    };
    names.iter().map(label).collect::<Vec<_>>().join("、")
}

/// What saving gave.
pub(super) enum Outcome {
    /// A revision, and what it was merged with, if it was.
    Saved(Saved, Option<Message>),
    /// Both sides changed the same fields.
    Contested(Box<Contest>),
}

/// A form that a person must decide about.
pub(super) struct Contest {
    sides: Sides,
    values: Values,
    files: Vec<Attachment>,
}

/// Saves. What others saved since `base` is merged in as long as nothing is contested.
pub(super) async fn save(
    opened: &Opened,
    mut base: Revision,
    mut form: SaveForm,
) -> Result<Outcome, Stopped> {
    let (ctx, kind) = (&opened.ctx, opened.kind);
    let mut merged: Option<(Revision, Vec<String>)> = None;
    for _ in 0..TURNS {
        match documents::save(ctx, opened.staff.actor(), &form).await {
            Err(Stopped::Refused(Why::Document(DocumentRefusal::Changed))) => {}
            Err(stopped) => return Err(stopped),
            Ok(saved) => {
                let said = match merged {
                    Some((with, taken)) => Some(told(opened, &with, &taken, &saved).await?),
                    None => None,
                };
                return Ok(Outcome::Saved(saved, said));
            }
        }
        let document = documents::by_id(&ctx.db, form.document_id).await?;
        let document = document.ok_or(DocumentRefusal::Missing)?;
        let head = revisions::by_id(&ctx.db, document.head_revision_id).await?;
        let head = head.ok_or_else(|| Fault::new("find the newest revision"))?;
        let sides = [&base.content, &form.content, &head.content].map(fields_of);
        let [was, mine, theirs] = &sides;
        let both = merge_values(was, mine, theirs);
        let body = both.values.get("body_html").map_or("", String::as_str);
        let lists = (form.content.attachments.as_slice(), head.content.attachments.as_slice());
        let files = merge_files(&base.content.attachments, lists, body);
        let mut taken = both.theirs;
        if files != form.content.attachments {
            taken.push("attachments".to_owned());
        }
        if !both.contested.is_empty() {
            let sides = Sides { seen: head, contested: both.contested, taken };
            let contest = Contest { sides, values: both.values, files };
            return Ok(Outcome::Contested(Box::new(contest)));
        }
        form.content = content_of(kind, &both.values.into_iter().collect(), files);
        form.expected_head = head.id;
        base = head.clone();
        let before = merged.into_iter().flat_map(|(_, taken)| taken);
        let mut all: Vec<String> = before.chain(taken).collect();
        all.dedup();
        merged = Some((head, all));
    }
    Err(DocumentRefusal::Changed.into())
}

fn fields_of(content: &crate::revisions::Content) -> Values {
    let pairs = values_of(content);
    pairs.pairs().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

async fn told(
    opened: &Opened,
    with: &Revision,
    taken: &[String],
    saved: &Saved,
) -> Result<Message, Fault> {
    let people = People::load(&opened.ctx.db).await?;
    let key = if taken.is_empty() { "document-merged-own" } else { "document-merged" };
    Ok(Message::new(key)
        .with("who", people.name(with.author_id))
        .with("at", with.created_at.minute())
        .with("theirs", with.number)
        .with("fields", labels(&opened.staff, opened.kind, taken))
        .with("number", saved.number))
}

/// The form with both sides. It stays based on the revision it began with, so that a form that is
/// resumed later meets the same question again.
pub(super) async fn side_by_side(
    opened: &Opened,
    (based_on, saved_at): (i64, Time),
    contest: Contest,
    typed: &FormData,
) -> Answer {
    let Contest { sides, values, mut files } = contest;
    let mut data = typed.clone();
    for (name, value) in values {
        data.remove(&name);
        data.push(name, value);
    }
    let head = &sides.seen.content.attachments;
    let missing = |file: &&Attachment| !files.iter().any(|one| one.code == file.code);
    let removed: Vec<Attachment> = head.iter().filter(missing).cloned().collect();
    let errors = sides.contested.iter().map(|name| FieldError::new(name.clone(), "merge-pick"));
    let errors = errors.collect();
    for name in &sides.contested {
        data.remove(&format!("pick_{name}"));
    }
    let mut writing = Writing::continued(opened, based_on, saved_at);
    writing.removed = removed.iter().map(|file| file.code.clone()).collect();
    files.extend(removed);
    writing.comments = Some(remarks(opened, &head_of(opened).await?).await?);
    writing.keeping = Keeping::of(typed);
    writing.pictures = pictures_of(&opened.staff.app, &files, head).await?;
    writing.lock = lock_of(opened, sides.seen.number).await?;
    writing.sides = Some((sides, People::load(&opened.ctx.db).await?));
    writing.page(StatusCode::CONFLICT, &FormState { values: data, errors }, &files)
}

//! Comments as pages show them: marked in the text, and in threads beside it.

use serde_json::{Value, json};
use text::anchors::{Mark, marked};

use super::model::{Thread, threads};
use super::place::{BODY, Found, paragraphs};
use super::store::of_document;
use crate::revisions::Revision;
use crate::room::{Opened, People, body_with_previews};

/// The beginning of a paragraph, in the choice of places.
const PARAGRAPH_SHOWN: usize = 24;

/// The text of a revision with its open remarks marked, and the panel of threads. `back` is where
/// an act on a comment leads to.
pub(crate) async fn shown(
    opened: &Opened,
    revision: &Revision,
    back: &str,
) -> Result<(String, Value), platform::Fault> {
    let panel = shown_in(opened, revision, back, &web::ShownForm::default()).await?;
    let body = body_with_previews(&revision.content, &opened.url());
    Ok((marked(&body, &panel.0), panel.1))
}

/// The marks and the panel, with what was typed into its form.
pub(crate) async fn shown_in(
    opened: &Opened,
    revision: &Revision,
    back: &str,
    form: &web::ShownForm,
) -> Result<(Vec<Mark>, Value), platform::Fault> {
    let people = People::load(&opened.ctx.db).await?;
    let all = threads(of_document(&opened.ctx.db, opened.document.id).await?);
    let mut marks = Vec::new();
    let (mut open, mut settled) = (Vec::new(), Vec::new());
    for (index, thread) in all.iter().enumerate() {
        let number = index + 1;
        let found = thread.first.found_in(&revision.content);
        if thread.first.resolved_at.is_some() {
            settled.push(thread_context(opened, &people, (number, thread), &found));
            continue;
        }
        open.push(thread_context(opened, &people, (number, thread), &found));
        if let (Found::Here(range), BODY) = (found, &*thread.first.field) {
            marks.push(Mark { range, number });
        }
    }
    let panel = json!({
        "open": open, "settled": settled, "back": back, "revision": revision.number,
        "url": format!("{}/comments", opened.url()), "places": places(opened, revision),
        "form": form,
    });
    Ok((marks, panel))
}

fn thread_context(
    opened: &Opened,
    people: &People,
    (number, thread): (usize, &Thread),
    found: &Found,
) -> Value {
    let first = &thread.first;
    let comments: Vec<Value> = std::iter::once(first)
        .chain(&thread.answers)
        .map(|comment| {
            json!({
                "author": people.name(Some(comment.author_id)), "at": comment.written_at,
                "words": comment.words,
            })
        })
        .collect();
    let in_text = first.field == BODY && matches!(found, Found::Here(_));
    json!({
        "number": number, "place": place_name(opened, &first.field), "quote": first.quote,
        "changed": *found == Found::Changed,
        "mark": (in_text && first.resolved_at.is_none()).then(|| format!("#remark-{number}")),
        "comments": comments, "url": format!("{}/comments/{}", opened.url(), first.id),
        "settled_by": people.name(first.resolved_by), "settled_at": first.resolved_at,
    })
}

fn place_name(opened: &Opened, field: &str) -> String {
    let staff = &opened.staff;
    match field {
        "" => staff.t("comment-place-whole"),
        BODY => staff.t("document-field-body-html"),
        "attachments" => staff.t("attachments-title"),
        name => match opened.kind.field(name) {
            Some(field) => staff.t(field.label_key),
            None => staff.t(&format!("document-field-{}", name.replace('_', "-"))),
        },
    }
}

/// The fields and paragraphs that a form without scripts offers.
fn places(opened: &Opened, revision: &Revision) -> Vec<Value> {
    let named = ["title", "summary", "source", "tags", "attachments"].into_iter();
    let own = opened.kind.fields.iter().map(|field| field.name);
    let mut list = vec![json!({ "value": "", "label": opened.staff.t("comment-place-whole") })];
    let paragraph = |(index, (line, _)): (usize, (String, _))| {
        let start: String = line.chars().take(PARAGRAPH_SHOWN).collect();
        let label = web::Message::new("comment-place-paragraph")
            .with("number", i64::try_from(index + 1).unwrap_or(0))
            .with("start", start);
        let label = opened.staff.app.messages.text(&label);
        json!({ "value": format!("paragraph:{index}"), "label": label })
    };
    list.extend(paragraphs(&revision.content).into_iter().enumerate().map(paragraph));
    list.extend(named.chain(own).map(
        |name| json!({ "value": format!("field:{name}"), "label": place_name(opened, name) }),
    ));
    list
}

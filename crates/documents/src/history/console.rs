//! The history's rooms: the page, naming a version, restoring one.

use std::collections::{HashMap, HashSet};

use platform::journal::{EntryFilter, EntryRecord, find_entries};
use serde_json::{Value, json};
use structure::sessions::OwnForm;
use structure::{AccountId, Right, Staff};
use web::extract::Path;
use web::{Answer, Message};

use super::model::{Happening, Line, folded};
use super::store::{
    RevisionLine, RevisionName, name_revision, names, restore_revision, revision_lines,
};
use crate::ids::RevisionId;
use crate::room::{Opened, People, breadcrumb, document_line, open, refused};
use crate::{publications, submissions};

/// Entries that a page shows at most.
const SHOWN: i64 = 1_000;
/// What the list of revisions tells already.
const TOLD: &[&str] = &["document.created", "document.revised", "document.imported"];

/// `GET /documents/{key}/history`
pub(crate) async fn show(staff: Staff, Path(key): Path<String>) -> Answer {
    let opened = open(staff, &key, Right::ReadDocuments).await?;
    let staff = &opened.staff;
    let lines = revision_lines(&opened.ctx.db, opened.document.id).await?;
    let compared = lines.first().zip(lines.get(1)).map(|(to, from)| (from.number, to.number));
    let all = happenings(&opened, lines).await?;
    let lines: Vec<Value> = folded(all)
        .into_iter()
        .map(|line| match line {
            Line::One(one) => one,
            Line::Saves(mut run) if run.len() == 1 => run.pop().unwrap_or_default(),
            Line::Saves(run) => json!({ "kind": "saves", "count": run.len(), "items": run }),
        })
        .collect();
    let title = staff.t("history-title");
    let context = json!({
        "title": title, "breadcrumb": breadcrumb(&opened, Some(&title)),
        "document": document_line(&opened, None), "lines": lines,
        "compare_url": format!("{}/comparison", opened.url()), "compared": compared,
        "may_write": opened.may(Right::WriteDocuments),
        "may_restore": opened.may(Right::WriteDocuments) && opened.document.may_edit().is_ok(),
    });
    staff.page("documents/history.html", context)
}

/// Every revision and every act, in no order.
async fn happenings(
    opened: &Opened,
    lines: Vec<RevisionLine>,
) -> Result<Vec<Happening<Value>>, platform::Fault> {
    let (db, id) = (&opened.ctx.db, opened.document.id);
    let people = People::load(db).await?;
    let names: HashMap<RevisionId, RevisionName> =
        names(db, id).await?.into_iter().map(|name| (name.revision_id, name)).collect();
    let mut weighty: HashSet<RevisionId> = names.keys().copied().collect();
    weighty.extend(submissions::of_document(db, id).await?.iter().map(|one| one.revision_id));
    weighty.extend(publications::of_document(db, id).await?.iter().map(|one| one.revision_id));
    weighty.insert(opened.document.head_revision_id);
    weighty.extend(lines.last().map(|first| first.id));
    let mut all: Vec<Happening<Value>> = lines
        .iter()
        .map(|line| Happening {
            at: line.created_at,
            small: !weighty.contains(&line.id),
            what: revision(opened, &people, line, names.get(&line.id)),
        })
        .collect();
    let filter = EntryFilter {
        subject_kind: Some("document".to_owned()),
        subject_id: Some(id.0),
        ..EntryFilter::default()
    };
    let entries = find_entries(db, &filter, SHOWN).await?;
    let acts = entries.iter().filter(|entry| !TOLD.contains(&&*entry.verb));
    all.extend(acts.map(|entry| Happening {
        at: entry.at,
        small: false,
        what: act(&opened.staff, &people, entry),
    }));
    Ok(all)
}

fn revision(
    opened: &Opened,
    people: &People,
    line: &RevisionLine,
    name: Option<&RevisionName>,
) -> Value {
    let url = format!("{}/revisions/{}", opened.url(), line.number);
    let document = &opened.document;
    json!({
        "kind": "revision", "number": line.number, "at": line.created_at, "note": line.note,
        "who": people.name(line.author_id), "name": name.map(|name| &name.name), "url": url,
        "current": line.id == document.head_revision_id,
        "live": Some(line.id) == document.live_revision_id,
    })
}

fn act(staff: &Staff, people: &People, entry: &EntryRecord) -> Value {
    let text = |name: &str| entry.detail.get(name).and_then(Value::as_str).unwrap_or_default();
    let said = ["comment", "reason", "words", "name", "column", "to"].into_iter().map(text);
    let tree = staff.app.tree();
    let said = said.map(|said| {
        // The journal knows columns by their path; people know them by name.
        let column = tree.columns().iter().find(|column| column.path == said);
        column.map_or_else(|| said.to_owned(), |column| column.name.clone())
    });
    let who = entry.actor.strip_prefix("account:").and_then(|id| id.parse().ok()).map(AccountId);
    let step = crate::reviews::ReviewStep::parse(text("step")).map(|step| staff.t(step.key()));
    let who = who.map_or_else(|| staff.t("history-by-system"), |who| people.name(Some(who)));
    json!({
        "kind": "act", "at": entry.at, "step": step, "who": who,
        "act": staff.t(&format!("verb-{}", entry.verb.replace(['.', '_'], "-"))),
        "said": said.into_iter().find(|said| !said.is_empty()),
    })
}

/// `POST /documents/{key}/revisions/{number}/name`
pub(crate) async fn name(
    staff: Staff,
    Path((key, number)): Path<(String, i64)>,
    OwnForm(data): OwnForm,
) -> Answer {
    let opened = open(staff, &key, Right::WriteDocuments).await?;
    let of = (opened.document.id, number);
    let done = name_revision(&opened.ctx, opened.staff.actor(), of, data.get("name")).await;
    let url = format!("{}/history", opened.url());
    let seq = done.map_err(|stopped| refused(stopped, &url))?;
    opened.staff.app.settled(seq).await;
    opened.staff.done(&url, Message::new("history-named").with("number", number))
}

/// `POST /documents/{key}/revisions/{number}/restoration`
pub(crate) async fn restore(
    staff: Staff,
    Path((key, number)): Path<(String, i64)>,
    _: OwnForm,
) -> Answer {
    let opened = open(staff, &key, Right::WriteDocuments).await?;
    let staff = &opened.staff;
    let note = Message::new("history-restore-note").with("number", number);
    let note = staff.app.messages.text(&note);
    let of = (opened.document.id, number);
    let done = restore_revision(&opened.ctx, staff.actor(), of, &note).await;
    let saved = done.map_err(|stopped| refused(stopped, &format!("{}/history", opened.url())))?;
    let Some(seq) = saved.seq else {
        return staff.notice(&format!("{}/history", opened.url()), "history-restore-same");
    };
    staff.app.settled(seq).await;
    let said = Message::new("history-restored").with("number", number).with("new", saved.number);
    staff.done(&format!("{}/edit", opened.url()), said)
}

//! The desk's page.

use documents::Context;
use documents::documents::Document;
use documents::room::People;
use documents::waiting::{
    DeskDocument, DeskSubmission, my_drafts, my_returned, my_submissions, waiting,
};
use documents::{emergencies, pairing, referrals};
use platform::{Fault, Time};
use serde_json::{Value, json};
use structure::{Right, Staff, Tree};
use web::Answer;

/// Items of one box.
const SHOWN: i64 = 8;
/// Items counted at most.
const COUNTED: i64 = 200;
/// Days after which a waiting review is late, and is about to be.
const LATE_DAYS: i64 = 2;
const NEAR_DAYS: i64 = 1;
/// Days before its day from which a promised interpretation is marked.
const NEAR_DUE_DAYS: i64 = 3;

/// `GET /`
pub async fn show(staff: Staff) -> Answer {
    let tree = staff.app.tree();
    let now = staff.app.clock().now();
    let mut boxes = Vec::new();
    if staff.rights.anywhere(Right::DecideReferrals) {
        boxes.push(referred(&staff).await?);
    }
    if staff.rights.anywhere(Right::SignEmergency) {
        boxes.push(unsigned_emergencies(&staff, &tree).await?);
    }
    if is_reviewer(&staff) {
        boxes.push(to_sign(&staff, &tree, now).await?);
    }
    if staff.rights.anywhere(Right::WriteDocuments) {
        boxes.extend(own_work(&staff, &tree).await?);
        boxes.extend(interpretations(&staff, &tree).await?);
    }
    let greeting = staff.app.messages.t(
        "desk-greeting",
        &[("name", staff.account.name.clone().into()), ("date", now.date().into())],
    );
    let title = staff.t("desk-title");
    let new_url = staff.rights.anywhere(Right::WriteDocuments).then_some("/documents/new");
    let context =
        json!({ "title": title, "greeting": greeting, "boxes": boxes, "new_url": new_url });
    staff.page("desk/show.html", context)
}

/// Policies that are owed an interpretation (article 20): they haunt the desk until it is there.
async fn interpretations(staff: &Staff, tree: &Tree) -> Result<Option<Value>, Fault> {
    let owed = pairing::owed(staff, &Context::of(&staff.app)?).await?;
    let today = staff.app.clock().now().day();
    let items: Vec<Value> = owed
        .iter()
        .map(|line| {
            let document = &line.document;
            let column = tree.column(document.column_id).map_or("", |column| &column.name);
            let due = line.promise.as_ref().map(|promise| promise.due_on);
            let days = due.map(|due| (due - today).num_days());
            let tone = match days {
                Some(days) if days > NEAR_DUE_DAYS => None,
                Some(days) if days >= 0 => Some("warn"),
                _ => Some("danger"),
            };
            let deadline = match due {
                Some(due) => staff
                    .app
                    .messages
                    .t("desk-interpretation-due", &[("day", due.to_string().into())]),
                None => staff.t("desk-interpretation-waits"),
            };
            json!({
                "title": document.title, "url": format!("/documents/{}", document.key),
                "meta": column, "deadline_tone": tone.unwrap_or("default"), "deadline": deadline,
            })
        })
        .collect();
    let shown = !items.is_empty();
    Ok(shown.then(|| a_box(staff, "desk-interpretations", "/interpretations", "danger", items)))
}

async fn unsigned_emergencies(staff: &Staff, tree: &Tree) -> Result<Value, Fault> {
    let open = emergencies::open(&staff.app.db, &staff.scope(Right::SignEmergency)).await?;
    let open = open.iter().map(|one| emergency(tree, one)).collect();
    Ok(a_box(staff, "desk-emergencies", "/documents?state=emergency", "danger", open))
}

async fn to_sign(staff: &Staff, tree: &Tree, now: Time) -> Result<Value, Fault> {
    let people = People::load(&staff.app.db).await?;
    let due = waiting(&staff.app.db, staff.id(), &staff.rights, COUNTED).await?;
    let due = due.iter().map(|one| to_review(staff, tree, &people, one, now)).collect();
    Ok(a_box(staff, "desk-waiting", "/reviews", "primary", due))
}

/// What came back, what is under way, what is still being written.
async fn own_work(staff: &Staff, tree: &Tree) -> Result<[Value; 3], Fault> {
    let (db, me) = (&staff.app.db, staff.id());
    let returned = my_returned(db, me, COUNTED).await?;
    let returned = returned.iter().map(|one| document(tree, one)).collect();
    let sent = my_submissions(db, me, COUNTED).await?;
    let sent = sent.iter().map(|one| in_review(staff, tree, one)).collect();
    let drafts = my_drafts(db, me, COUNTED).await?;
    let drafts = drafts.iter().map(|one| document(tree, one)).collect();
    Ok([
        a_box(staff, "desk-returned", "/documents?state=returned", "danger", returned),
        a_box(staff, "desk-sent", "/documents?state=in_review", "default", sent),
        a_box(staff, "desk-drafts", "/documents?state=draft", "default", drafts),
    ])
}

fn is_reviewer(staff: &Staff) -> bool {
    [Right::ReviewFirst, Right::ReviewSecond, Right::ReviewFinal, Right::ReviewConfidentiality]
        .iter()
        .any(|right| staff.rights.anywhere(*right))
}

fn a_box(staff: &Staff, key: &str, url: &str, tone: &str, mut items: Vec<Value>) -> Value {
    let count = items.len();
    items.truncate(usize::try_from(SHOWN).unwrap_or(8));
    json!({ "name": staff.t(key), "count": count, "url": url, "tone": tone, "items": items })
}

async fn referred(staff: &Staff) -> Result<Value, Fault> {
    let mut items = Vec::new();
    for one in referrals::open(&staff.app.db, COUNTED).await? {
        let document = documents::documents::by_id(&staff.app.db, one.document_id).await?;
        let Some(document) = document else { continue };
        items.push(json!({
            "title": document.title, "url": format!("/referrals/{}", document.key),
            "meta": one.referred_at.minute(), "deadline_tone": null,
        }));
    }
    Ok(a_box(staff, "desk-referred", "/referrals", "danger", items))
}

fn emergency(tree: &Tree, one: &Document) -> Value {
    let column = tree.column(one.column_id).map_or("", |column| &column.name);
    json!({
        "title": one.title, "url": format!("/documents/{}", one.key),
        "meta": format!("{column} · {}", one.updated_at.minute()), "deadline_tone": "danger",
        "deadline": null,
    })
}

fn to_review(
    staff: &Staff,
    tree: &Tree,
    people: &People,
    one: &DeskSubmission,
    now: Time,
) -> Value {
    let step = one.next_step.map(|step| staff.t(step.key())).unwrap_or_default();
    let column = tree.column(one.column_id).map_or("", |column| &column.name);
    let by = people.name(one.submitter_id);
    let days = now.seconds_since(one.submitted_at) / 86_400;
    let tone = match days {
        days if days >= LATE_DAYS => Some("danger"),
        days if days >= NEAR_DAYS => Some("warn"),
        _ => None,
    };
    json!({
        "title": one.title, "url": format!("/documents/{}", one.key),
        "meta": format!("{step} · {column} · {by} {}", one.submitted_at.minute()),
        "deadline_tone": tone,
        "deadline": tone.map(|_| staff.app.messages.t("desk-waited", &[("days", days.into())])),
    })
}

fn in_review(staff: &Staff, tree: &Tree, one: &DeskSubmission) -> Value {
    let column = tree.column(one.column_id).map_or("", |column| &column.name);
    let step = one.next_step.map(|step| staff.t(step.key()));
    let step = step.unwrap_or_else(|| staff.t("document-state-scheduled"));
    json!({
        "title": one.title, "url": format!("/documents/{}", one.key),
        "meta": format!("{step} · {column} · {}", one.submitted_at.minute()),
        "deadline_tone": null,
    })
}

fn document(tree: &Tree, one: &DeskDocument) -> Value {
    let column = tree.column(one.column_id).map_or("", |column| &column.name);
    json!({
        "title": one.title, "url": format!("/documents/{}", one.key),
        "meta": format!("{column} · {}", one.updated_at.minute()), "deadline_tone": null,
    })
}

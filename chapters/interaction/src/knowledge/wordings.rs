//! 答复口径: questions of the knowledge base like a letter, with the wording that the office has
//! agreed on, for whoever writes the answer.

use cases::cases::CaseRecord;
use documents::ids::DocumentId;
use documents::live;
use platform::{Fault, FaultContext};
use search::Query as Searched;
use serde_json::{Value, json};
use structure::App;

use super::kind::KNOWLEDGE;
use super::model::is_current;

/// What a question must share of what is rare in the letter.
const LIKE: f32 = 0.08;
/// Or what it shares must be worth this.
const WORTH: f32 = 14.0;
/// Wordings that are offered.
const MOST: usize = 3;

/// The wordings, the likest first. What is public may be offered to every unit.
pub(super) async fn wordings(app: &App, record: &CaseRecord) -> Result<Vec<Value>, Fault> {
    let filter = Searched {
        site_id: Some(record.site_id.0),
        kind: Some(KNOWLEDGE.code.to_owned()),
        ..Searched::default()
    };
    let (index, text) = (app.search.clone(), format!("{}\n{}", record.title, record.body));
    let found = tokio::task::spawn_blocking(move || index.similar(&text, &filter, MOST * 2));
    let found = found.await.doing("look for wordings")?.doing("look for wordings")?;
    let today = app.clock().now().day();
    let mut wordings = Vec::new();
    for one in found.iter().filter(|one| one.share >= LIKE || one.weight >= WORTH) {
        let Some(live) = live::live_document(&app.db, DocumentId(one.hit.id)).await? else {
            continue;
        };
        let current = live.document.card.as_ref().is_some_and(|card| is_current(card, today));
        if !current || wordings.len() == MOST {
            continue;
        }
        let content = &live.revision.content;
        let agreed = content.field("wording").map(str::to_owned);
        let answer = text::plain::plain(&content.body_html);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 100")]
        let share = (one.share * 100.0).round() as u32;
        wordings.push(json!({
            "id": format!("question-{}", live.document.key), "title": content.title,
            "text": answer, "agreed": agreed, "share": share,
            "url": app.tree().url(record.site_id, &path(app, &live)),
        }));
    }
    Ok(wordings)
}

fn path(app: &App, live: &live::LiveDocument) -> String {
    let tree = app.tree();
    let column = tree.column(live.document.column_id);
    column.map(|column| live.document.path_in(&column.path)).unwrap_or_default()
}

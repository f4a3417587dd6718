//! What waits for a person's signature, oldest first, with the few clicks that most of it needs.

use std::collections::HashMap;

use serde_json::{Value, json};
use structure::Staff;
use web::{Answer, Message};

use crate::claims::{self, Claim};
use crate::context::Context;
use crate::ids::{RevisionId, SubmissionId};
use crate::revisions::{self, Revision};
use crate::room::{People, digest_short, unit_name};
use crate::waiting::{self, DeskSubmission};

/// How many waiting submissions are counted, and how many a page shows.
const COUNTED: i64 = 200;
const SHOWN: usize = 50;
/// Letters of a text's beginning.
const BEGINNING: usize = 160;

/// `GET /reviews`: everything whose due step this person may sign.
pub(crate) async fn index(staff: Staff) -> Answer {
    let ctx = Context::of(&staff.app)?;
    let mut due = waiting::waiting(&ctx.db, staff.id(), &staff.rights, COUNTED).await?;
    let total = due.len();
    due.truncate(SHOWN);
    let gathered = Gathered::load(&staff, &ctx, &due).await?;
    let items: Vec<Value> = due.iter().filter_map(|one| gathered.item(one)).collect();
    let title = staff.t("review-waiting");
    let crumbs = json!([{ "name": staff.t("console-desk"), "url": "/" },
        { "name": title, "url": null }]);
    let context = json!({
        "title": title, "breadcrumb": crumbs, "items": items, "total": total,
        "more": total > SHOWN,
    });
    staff.page("reviews/index.html", context)
}

/// What the page says about submissions beside their rows.
struct Gathered<'a> {
    staff: &'a Staff,
    ctx: &'a Context,
    people: People,
    revisions: HashMap<RevisionId, Revision>,
    claims: Vec<Claim>,
    signed: HashMap<SubmissionId, platform::Time>,
}

impl<'a> Gathered<'a> {
    async fn load(
        staff: &'a Staff,
        ctx: &'a Context,
        rows: &[DeskSubmission],
    ) -> Result<Self, platform::Fault> {
        let ids: Vec<SubmissionId> = rows.iter().map(|row| row.id).collect();
        let revisions = revisions::by_ids(&ctx.db, rows.iter().map(|row| row.revision_id)).await?;
        Ok(Self {
            staff,
            ctx,
            people: People::load(&ctx.db).await?,
            revisions: revisions.into_iter().map(|one| (one.id, one)).collect(),
            claims: claims::of_submissions(&ctx.db, &ids).await?,
            signed: claims::store::last_signatures(&ctx.db, &ids).await?,
        })
    }

    fn item(&self, row: &DeskSubmission) -> Option<Value> {
        let step = row.next_step?;
        let revision = self.revisions.get(&row.revision_id)?;
        let content = &revision.content;
        let claim = self.claims.iter().find(|one| one.submission_id == row.id && one.step == step);
        let began = self.signed.get(&row.id).copied().unwrap_or(row.submitted_at);
        let column = self.ctx.tree.column(row.column_id).map_or("", |column| &column.name);
        let plain = text::plain::plain(&content.body_html);
        let note =
            Message::new("review-quick-pass-note").with("digest", digest_short(&revision.digest));
        let count = i64::try_from(content.attachments.len()).unwrap_or(0);
        let files = Message::new("review-attachments-count").with("count", count);
        let text = |message: &Message| self.staff.app.messages.text(message);
        let url = format!("/documents/{}/reviews/{}", row.key, step.word());
        Some(json!({
            "key": row.key, "title": content.title, "url": url, "step": self.staff.t(step.key()),
            "column": column, "unit": unit_name(&self.ctx.tree, row.unit_id),
            "by": self.people.name(row.submitter_id), "at": row.submitted_at,
            "claim": claims::console::shown(self.staff, &self.people, claim, began),
            "beginning": text::plain::summary(&plain, BEGINNING),
            "files": (count > 0).then(|| text(&files)), "digest": revision.digest,
            "note": text(&note),
        }))
    }
}

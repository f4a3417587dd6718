//! What stands in each list. The desk counts what the list shows: both come from here.

use documents::claims::{Claim, Urgency, due_of, last_signatures, of_submissions, urgency};
use documents::documents::{DocumentState, by_id};
use documents::ids::SubmissionId;
use documents::room::People;
use documents::submissions::SubmissionState;
use documents::waiting::{
    DeskDocument, DeskSubmission, my_drafts, my_returned, my_submissions, scheduled, waiting,
};
use documents::{Context, emergencies, pairing, referrals};
use platform::{Fault, Time};
use structure::{Right, Staff, Tree};

use super::dressing::{due, due_on, marks, returned};
use super::model::{DeskList, Item};
use super::{columns, outdated, unit_staff};
use crate::handovers::{handed_to, passed_on};

/// Items of one list at most; a desk with more needs colleagues, not pages.
const MOST: i64 = 1_000;

/// Everything that the lists are put into words with, read once.
pub struct Gathering<'a> {
    /// For whom.
    pub staff: &'a Staff,
    /// Units and columns.
    pub tree: std::sync::Arc<Tree>,
    /// Names.
    pub people: People,
    /// The present.
    pub now: Time,
    /// What waits for this person's signature.
    signable: Vec<Signable>,
}

/// A submission that waits for a signature.
struct Signable {
    row: DeskSubmission,
    claim: Option<Claim>,
    due: Time,
}

impl<'a> Gathering<'a> {
    /// Reads what several lists need.
    pub async fn of(staff: &'a Staff) -> Result<Self, Fault> {
        let db = &staff.app.db;
        let mut signable = Vec::new();
        if is_reviewer(staff) {
            let rows = waiting(db, staff.id(), &staff.rights, MOST).await?;
            let ids: Vec<SubmissionId> = rows.iter().map(|row| row.id).collect();
            let claims = of_submissions(db, &ids).await?;
            let signed = last_signatures(db, &ids).await?;
            signable.extend(rows.into_iter().map(|row| {
                let same =
                    |one: &&Claim| one.submission_id == row.id && Some(one.step) == row.next_step;
                let claim = claims.iter().find(same).cloned();
                let began = signed.get(&row.id).copied().unwrap_or(row.submitted_at);
                let due = due_of(began, claim.as_ref());
                Signable { row, claim, due }
            }));
            signable.sort_by_key(|one| (one.due, one.row.id));
        }
        Ok(Self {
            staff,
            tree: staff.app.tree(),
            people: People::load(db).await?,
            now: staff.app.clock().now(),
            signable,
        })
    }

    /// What stands in a list; `None` if this person has no such list.
    pub async fn items(&self, list: DeskList) -> Result<Option<Vec<Item>>, Fault> {
        if !has(self.staff, list) {
            return Ok(None);
        }
        let (db, me) = (&self.staff.app.db, self.staff.id());
        Ok(Some(match list {
            DeskList::Waiting => self.signable.iter().map(|one| self.to_sign(one)).collect(),
            DeskList::Due => self.due(),
            DeskList::Referred => self.referred().await?,
            DeskList::Emergencies => self.emergencies().await?,
            DeskList::Returned => {
                let own = my_returned(db, me, MOST).await?;
                let rows = with_handed(db, me, own, DocumentState::Returned).await?;
                let mut items = Vec::with_capacity(rows.len());
                for row in &rows {
                    items.push(returned(self, row, self.document(row)).await?);
                }
                items
            }
            DeskList::InReview => {
                let rows = my_submissions(db, me, MOST).await?;
                self.in_review(&rows).await?
            }
            DeskList::Interpretations => self.interpretations().await?,
            DeskList::Scheduled => {
                let scope = self.staff.scope(Right::PublishDocuments);
                let rows = scheduled(db, &scope, MOST).await?;
                rows.iter().map(|row| self.scheduled(row)).collect()
            }
            DeskList::Drafts => {
                let own = my_drafts(db, me, MOST).await?;
                let rows = with_handed(db, me, own, DocumentState::Draft).await?;
                rows.iter().map(|row| self.document(row)).collect()
            }
            DeskList::Outdated => outdated::items(self).await?,
            DeskList::Columns => columns::items(self).await?,
            DeskList::Staff => unit_staff::items(self).await?,
        }))
    }

    /// Whether nothing waits for a signature.
    pub fn is_clear(&self) -> bool {
        self.signable.is_empty()
    }

    fn due(&self) -> Vec<Item> {
        let urgent = |one: &&Signable| urgency(one.due, self.now) != Urgency::Calm;
        self.signable.iter().filter(urgent).map(|one| self.to_sign(one)).collect()
    }

    fn column(&self, id: structure::ColumnId) -> &str {
        self.tree.column(id).map_or("", |column| column.name.as_str())
    }

    /// A step that waits, with what is left of its time and who has it in hand.
    fn to_sign(&self, one: &Signable) -> Item {
        let row = &one.row;
        let step = row.next_step;
        let name = step.map(|step| self.staff.t(step.key())).unwrap_or_default();
        let holder = one.claim.as_ref().map(|claim| self.holder(claim));
        let parts = [
            Some(name),
            Some(self.column(row.column_id).to_owned()),
            Some(self.people.name(row.submitter_id)),
            holder,
        ];
        Item {
            title: row.title.clone(),
            url: match step {
                Some(step) => format!("/documents/{}/reviews/{}", row.key, step.word()),
                None => format!("/documents/{}", row.key),
            },
            meta: joined(parts),
            due: Some(due(self, one.due)),
            ..Item::default()
        }
    }

    fn holder(&self, claim: &Claim) -> String {
        if claim.account_id == self.staff.id() {
            return self.staff.t("desk-holder-me");
        }
        let name = self.people.name(Some(claim.account_id));
        self.staff.app.messages.t("desk-holder", &[("name", name.into())])
    }

    /// One's own submissions: the steps, and who has the present one in hand.
    async fn in_review(&self, rows: &[DeskSubmission]) -> Result<Vec<Item>, Fault> {
        let db = &self.staff.app.db;
        let ids: Vec<SubmissionId> = rows.iter().map(|row| row.id).collect();
        let claims = of_submissions(db, &ids).await?;
        Ok(rows
            .iter()
            .map(|row| {
                let same =
                    |one: &&Claim| one.submission_id == row.id && Some(one.step) == row.next_step;
                let standing = match (row.state, claims.iter().find(same)) {
                    (SubmissionState::Referred, _) => self.staff.t("document-state-referred"),
                    (SubmissionState::Approved, _) => self.going_out(row),
                    (_, Some(claim)) => self.holder(claim),
                    (_, None) => self.staff.t("desk-holder-none"),
                };
                let column = self.column(row.column_id).to_owned();
                let sent = self
                    .staff
                    .app
                    .messages
                    .t("desk-sent-at", &[("at", row.submitted_at.minute().into())]);
                Item {
                    title: row.title.clone(),
                    url: format!("/documents/{}", row.key),
                    meta: joined([Some(standing), Some(column), Some(sent)]),
                    steps: marks(self, row),
                    ..Item::default()
                }
            })
            .collect())
    }

    fn going_out(&self, row: &DeskSubmission) -> String {
        match row.publish_at {
            Some(at) => self.staff.app.messages.t("desk-goes-out", &[("at", at.minute().into())]),
            None => self.staff.t("desk-waits-for-pair"),
        }
    }

    fn scheduled(&self, row: &DeskSubmission) -> Item {
        Item {
            title: row.title.clone(),
            url: format!("/documents/{}", row.key),
            meta: joined([Some(self.going_out(row)), Some(self.column(row.column_id).to_owned())]),
            ..Item::default()
        }
    }

    fn document(&self, row: &DeskDocument) -> Item {
        let column = self.column(row.column_id).to_owned();
        Item {
            title: row.title.clone(),
            url: format!("/documents/{}", row.key),
            meta: joined([Some(column), Some(row.updated_at.minute())]),
            ..Item::default()
        }
    }

    async fn referred(&self) -> Result<Vec<Item>, Fault> {
        let db = &self.staff.app.db;
        let mut items = Vec::new();
        for one in referrals::open(db, MOST).await? {
            let Some(document) = by_id(db, one.document_id).await? else { continue };
            let by = self.people.name(Some(one.referred_by));
            items.push(Item {
                title: document.title,
                url: format!("/referrals/{}", document.key),
                meta: joined([Some(by), Some(one.referred_at.minute())]),
                words: one.reason,
                ..Item::default()
            });
        }
        Ok(items)
    }

    async fn emergencies(&self) -> Result<Vec<Item>, Fault> {
        let db = &self.staff.app.db;
        let open = emergencies::open(db, &self.staff.scope(Right::SignEmergency)).await?;
        let mut items = Vec::new();
        for one in open {
            let submission = documents::submissions::newest_of_document(db, one.id).await?;
            let limit = submission.as_ref().and_then(|record| record.emergency_due);
            let reason = submission.and_then(|record| record.emergency_reason);
            items.push(Item {
                title: one.title.clone(),
                url: format!("/documents/{}", one.key),
                meta: joined([
                    Some(self.column(one.column_id).to_owned()),
                    Some(one.updated_at.minute()),
                ]),
                due: limit.map(|limit| due(self, limit)),
                words: reason.unwrap_or_default(),
                ..Item::default()
            });
        }
        Ok(items)
    }

    async fn interpretations(&self) -> Result<Vec<Item>, Fault> {
        let owed = pairing::owed(self.staff, &Context::of(&self.staff.app)?).await?;
        let item = |line: &pairing::Line| {
            let document = &line.document;
            let promise = line.promise.as_ref();
            Item {
                title: document.title.clone(),
                url: format!("/documents/{}", document.key),
                meta: self.column(document.column_id).to_owned(),
                due: Some(due_on(self, promise.map(|promise| promise.due_on))),
                ..Item::default()
            }
        };
        Ok(owed.iter().map(item).collect())
    }
}

/// One's own documents without those that were handed on, and those that were handed to one.
async fn with_handed(
    db: &platform::Db,
    who: structure::AccountId,
    mut own: Vec<DeskDocument>,
    state: DocumentState,
) -> Result<Vec<DeskDocument>, Fault> {
    let gone = passed_on(db, who).await?;
    own.retain(|row| !gone.contains(&row.id));
    let mut rows = handed_to(db, who, state).await?;
    rows.extend(own);
    Ok(rows)
}

fn joined<const N: usize>(parts: [Option<String>; N]) -> String {
    let said = parts.into_iter().flatten().filter(|part| !part.is_empty());
    said.collect::<Vec<_>>().join(" · ")
}

/// Whether a list belongs to this person's work at all.
pub fn has(staff: &Staff, list: DeskList) -> bool {
    let holds = |right| staff.rights.anywhere(right);
    match list {
        DeskList::Waiting | DeskList::Due => is_reviewer(staff),
        DeskList::Referred => holds(Right::DecideReferrals),
        DeskList::Emergencies => holds(Right::SignEmergency),
        DeskList::Returned
        | DeskList::InReview
        | DeskList::Interpretations
        | DeskList::Drafts
        | DeskList::Outdated => holds(Right::WriteDocuments),
        DeskList::Scheduled => holds(Right::PublishDocuments),
        DeskList::Columns => holds(Right::ReadDocuments),
        DeskList::Staff => holds(Right::ManageColumns) || holds(Right::AcknowledgeStaff),
    }
}

fn is_reviewer(staff: &Staff) -> bool {
    [Right::ReviewFirst, Right::ReviewSecond, Right::ReviewFinal, Right::ReviewConfidentiality]
        .iter()
        .any(|right| staff.rights.anywhere(*right))
}

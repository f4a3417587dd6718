//! What may be done with a document now, and in words why not; trash and back.

use platform::{Fault, FaultContext};
use serde_json::{Value, json};
use structure::sessions::OwnForm;
use structure::{Right, Staff};
use web::extract::Path;
use web::{Answer, Message};

use crate::documents::{self, DocumentState};
use crate::kinds::Pairing;
use crate::reviews;
use crate::room::{Opened, open, refused};
use crate::submissions::{AnySubmission, SubmissionRecord};

/// The acts on a document's page: those whose right this person holds, each with the reason why
/// not if it is not possible now.
pub(super) async fn acts(
    opened: &Opened,
    submission: Option<&SubmissionRecord>,
) -> Result<Vec<Value>, Fault> {
    let any = match submission {
        Some(record) => {
            let reviews = reviews::of_submission(&opened.ctx.db, record.id).await?;
            Some(record.clone().any(&reviews).doing("read a submission")?)
        }
        None => None,
    };
    let mut list = Acts { opened, list: Vec::new() };
    if opened.document.trashed_at.is_some() {
        if opened.may(Right::WriteDocuments) {
            list.post("document-act-restore", "restoration", None, None);
        }
        return Ok(list.list);
    }
    list.reviewing(any.as_ref());
    list.writing(any.as_ref());
    list.emergency(any.as_ref());
    list.publishing();
    list.placing();
    Ok(list.list)
}

struct Acts<'a> {
    opened: &'a Opened,
    list: Vec<Value>,
}

impl Acts<'_> {
    fn add(
        &mut self,
        method: &str,
        name: &str,
        path: &str,
        rest: (&str, Option<&str>, Option<&str>),
    ) {
        let staff = &self.opened.staff;
        let (tone, confirm, why_not) = rest;
        self.list.push(json!({
            "name": staff.t(name), "url": format!("{}/{path}", self.opened.url()),
            "method": method, "tone": tone, "confirm": confirm.map(|key| staff.t(key)),
            "why_not": why_not.map(|key| staff.t(key)),
        }));
    }

    fn get(&mut self, name: &str, path: &str, tone: &str, why_not: Option<&str>) {
        self.add("get", name, path, (tone, None, why_not));
    }

    fn post(&mut self, name: &str, path: &str, confirm: Option<&str>, why_not: Option<&str>) {
        let tone = if name.ends_with("trash") { "danger" } else { "default" };
        self.add("post", name, path, (tone, confirm, why_not));
    }

    fn reviewing(&mut self, any: Option<&AnySubmission>) {
        let Some(AnySubmission::InReview(submission)) = any else {
            return;
        };
        let Some(step) = submission.due_step() else {
            return;
        };
        if !self.opened.may(step.right()) {
            return;
        }
        let why = submission.may_sign(step, self.opened.staff.id()).err();
        let name = format!("review-act-{}", step.word());
        let path = format!("reviews/{}", step.word());
        self.get(&name, &path, "primary", why.map(crate::submissions::SignRefusal::key));
    }

    fn writing(&mut self, any: Option<&AnySubmission>) {
        let document = &self.opened.document;
        if !self.opened.may(Right::WriteDocuments) {
            return;
        }
        let edit = document.may_edit().err().map(documents::DocumentRefusal::key);
        self.get("document-edit", "edit", "default", edit);
        let unsent = matches!(
            document.state,
            DocumentState::Draft | DocumentState::Returned | DocumentState::Withdrawn
        );
        if unsent {
            self.get("document-act-submit", "submissions/new", "primary", None);
        }
        if self.opened.kind.pairing == Pairing::Explained {
            let url = format!("/documents/new?explains={}", document.key);
            self.list.push(json!({
                "name": self.opened.staff.t("document-act-interpret"), "url": url,
                "method": "get", "tone": "default", "confirm": null, "why_not": null,
            }));
            self.get("document-act-promise", "promises/new", "default", None);
        }
        if document.state.is_under_way() {
            let by = self.opened.staff.id();
            let why = match any {
                Some(AnySubmission::InReview(one)) => one.facts.may_recall(by).err(),
                Some(AnySubmission::Approved(one)) => one.facts.may_recall(by).err(),
                Some(AnySubmission::Referred(_)) => {
                    Some(crate::submissions::RecallRefusal::Referred)
                }
                _ => Some(crate::submissions::RecallRefusal::Over),
            };
            let why = why.map(crate::submissions::RecallRefusal::key);
            self.post("document-act-recall", "recall", Some("document-ask-recall"), why);
        }
        if !document.is_live() {
            let why = document.may_trash().err().map(documents::DocumentRefusal::key);
            self.post("document-act-trash", "trash", Some("document-ask-trash"), why);
        }
    }

    fn emergency(&mut self, any: Option<&AnySubmission>) {
        let document = &self.opened.document;
        let waiting = document.live_revision_id != Some(document.head_revision_id)
            && !matches!(document.state, DocumentState::Approved | DocumentState::Scheduled);
        if waiting && self.opened.may(Right::PublishInEmergency) {
            let referred = document.state == DocumentState::Referred;
            let why = referred.then_some("emergency-refused-referred");
            self.get("document-act-emergency", "emergency", "danger", why);
        }
        if document.emergency_open && self.opened.may(Right::SignEmergency) {
            let by = self.opened.staff.id();
            let why = match any {
                Some(AnySubmission::Published(one)) => {
                    one.clone().sign_emergency(by, &one.facts.digest, self.opened.ctx.now()).err()
                }
                _ => None,
            };
            let why = why.map(crate::submissions::EmergencyRefusal::key);
            self.get("document-act-sign-emergency", "emergency/signature", "primary", why);
        }
    }

    fn publishing(&mut self) {
        if !self.opened.may(Right::PublishDocuments) {
            return;
        }
        let document = &self.opened.document;
        match document.state {
            DocumentState::Approved | DocumentState::Scheduled => {
                let ask = Some("document-ask-publish");
                self.post("document-act-publish", "publication", ask, None);
                self.get("document-act-schedule", "schedule", "default", None);
            }
            DocumentState::Withdrawn => {
                let ask = Some("document-ask-lift");
                self.post("document-act-lift", "withdrawals/lifting", ask, None);
            }
            _ => {}
        }
        if document.state == DocumentState::Scheduled {
            self.post("document-act-unschedule", "schedule/removal", None, None);
        }
        if document.is_live() {
            self.get("document-act-expiry", "expiry", "default", None);
            self.get("document-act-withdraw", "withdrawals/new", "danger", None);
        }
    }

    fn placing(&mut self) {
        if !self.opened.may(Right::PublishDocuments) {
            return;
        }
        let why = self.opened.document.may_move().err().map(documents::DocumentRefusal::key);
        self.get("document-act-pin", "pins", "default", None);
        self.get("document-act-place", "placements", "default", None);
        self.get("document-act-move", "moves/new", "default", why);
        self.get("document-act-slug", "slug", "default", why);
    }
}

/// `POST /documents/{key}/trash`
pub(crate) async fn trash(staff: Staff, Path(key): Path<String>, _: OwnForm) -> Answer {
    let opened = open(staff, &key, Right::WriteDocuments).await?;
    let done = documents::trash(&opened.ctx, opened.staff.actor(), opened.document.id).await;
    let seq = done.map_err(|stopped| refused(stopped, &opened.url()))?;
    opened.staff.app.settled(seq).await;
    let title = opened.document.title.clone();
    opened.staff.done("/documents", Message::new("document-trashed").with("title", title))
}

/// `POST /documents/{key}/restoration`
pub(crate) async fn restore(staff: Staff, Path(key): Path<String>, _: OwnForm) -> Answer {
    let opened = open(staff, &key, Right::WriteDocuments).await?;
    let done = documents::restore(&opened.ctx, opened.staff.actor(), opened.document.id).await;
    let seq = done.map_err(|stopped| refused(stopped, &opened.url()))?;
    opened.staff.app.settled(seq).await;
    opened.staff.done(&opened.url(), "document-restored")
}

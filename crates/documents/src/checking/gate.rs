//! The gate before submission: what blocks must be gone, what needs a reason must have one.

use checks::{Checker, Hit, Level};
use platform::Fault;
use web::{FieldError, FormData, Message};

use super::paper::{Subject, look};
use super::waivers::{Waiver, add, waivers_of};
use crate::revisions::Content;
use crate::room::Opened;

/// Most characters of a reason.
const LONGEST: usize = 300;

/// What stands between a revision and its submission.
pub(crate) struct Gate {
    /// Everything found, heaviest first.
    pub hits: Vec<Hit>,
    /// Reasons given before.
    pub waivers: Vec<Waiver>,
}

/// The name of a hit's field for its reason.
pub(crate) fn reason_field(hit: &Hit) -> String {
    format!("reason-{}", hit.fingerprint)
}

/// Looks at a content of an opened document.
pub(crate) async fn gate(opened: &Opened, content: &Content) -> Result<Gate, Fault> {
    let app = &opened.staff.app;
    let checker = Checker::load(&app.db).await?;
    let subject = Subject {
        document: Some(&opened.document),
        column_id: opened.document.column_id,
        kind: opened.kind,
        content,
    };
    let hits = look(app, &opened.ctx, &checker, &subject).await?;
    let waivers = waivers_of(&app.db, opened.document.id).await?;
    Ok(Gate { hits, waivers })
}

impl Gate {
    /// The reason that was given for a hit before.
    pub fn waiver(&self, hit: &Hit) -> Option<&Waiver> {
        self.waivers.iter().find(|waiver| waiver.fingerprint == hit.fingerprint)
    }

    fn open(&self, level: Level) -> impl Iterator<Item = &Hit> {
        self.hits.iter().filter(move |hit| hit.level == level && self.waiver(hit).is_none())
    }

    /// Hits that stop whatever is said.
    pub fn blocking(&self) -> impl Iterator<Item = &Hit> {
        self.hits.iter().filter(|hit| hit.level == Level::Blocks)
    }

    /// What a form leaves unsaid, and what it says: every reason or every error.
    fn reasons<'a>(&'a self, data: &FormData) -> Result<Vec<(&'a Hit, String)>, Vec<FieldError>> {
        let mut errors: Vec<FieldError> = Vec::new();
        let mut given = Vec::new();
        if self.blocking().next().is_some() {
            errors.push(FieldError::new("", "check-blocked"));
        }
        for hit in self.open(Level::NeedsReason) {
            let field = reason_field(hit);
            let reason = data.get(&field).trim().to_owned();
            if reason.is_empty() {
                let said = Message::new("check-reason-missing").with("found", hit.found.clone());
                errors.push(FieldError::new(field, said));
            } else if reason.chars().count() > LONGEST {
                errors.push(FieldError::new(field, "check-reason-long"));
            } else {
                given.push((hit, reason));
            }
        }
        if errors.is_empty() { Ok(given) } else { Err(errors) }
    }

    /// Lets a submission through: writes the reasons of its form down, or says what is missing.
    pub async fn pass(
        &self,
        opened: &Opened,
        data: &FormData,
    ) -> Result<Result<(), Vec<FieldError>>, Fault> {
        let given = match self.reasons(data) {
            Ok(given) => given,
            Err(errors) => return Ok(Err(errors)),
        };
        if !given.is_empty() {
            add(&opened.ctx, opened.staff.actor(), &opened.document, &given).await?;
        }
        Ok(Ok(()))
    }
}

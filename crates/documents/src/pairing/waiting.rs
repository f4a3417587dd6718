//! What an approved revision waits for.

use platform::{Fault, Tx};

use super::store::promised;
use crate::context::Context;
use crate::documents::Document;
use crate::kinds::{Pairing, split_words};
use crate::publications::links::{self, EXPLAINS};
use crate::revisions::Revision;
use crate::stopped::Act;

/// What must be there before a revision may go out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waits {
    /// A policy waits for an interpretation, or for a promise of one.
    ForInterpretation,
    /// An interpretation waits for the policy that it explains.
    ForPolicy,
}

impl Waits {
    /// Message key of the sentence that says so.
    pub fn key(self) -> &'static str {
        match self {
            Self::ForInterpretation => "pairing-waits-for-interpretation",
            Self::ForPolicy => "pairing-waits-for-policy",
        }
    }

    /// As the journal writes it.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::ForInterpretation => "interpretation",
            Self::ForPolicy => "policy",
        }
    }
}

/// The documents that an interpretation's revision names, live or not.
pub(crate) async fn explained(tx: &mut Tx, revision: &Revision) -> Result<Vec<Document>, Fault> {
    let mut found = Vec::new();
    for key in split_words(revision.content.field(EXPLAINS).unwrap_or_default()) {
        found.extend(crate::documents::store::by_key_in_tx(tx, &key).await?);
    }
    Ok(found)
}

/// Whether an interpretation's revision names the document.
pub(crate) fn names(revision: &Revision, document: &Document) -> bool {
    let named = revision.content.field(EXPLAINS).unwrap_or_default();
    split_words(named).contains(&document.key)
}

/// What the revision waits for, if anything. A text that replaces a live one never waits.
pub(crate) async fn waits_in_tx(
    ctx: &Context,
    tx: &mut Tx,
    document: &Document,
    revision: &Revision,
) -> Act<Option<Waits>> {
    if document.is_live() {
        return Ok(None);
    }
    Ok(match ctx.kinds.get(&document.kind)?.pairing {
        Pairing::None => None,
        Pairing::Explained => {
            let demanded = ctx.column(document.column_id)?.demands_interpretation;
            let free = !demanded
                || !links::interpretation_ids(tx, document.id).await?.is_empty()
                || promised(tx, document.id).await?;
            (!free).then_some(Waits::ForInterpretation)
        }
        Pairing::Explains => {
            let live = explained(tx, revision).await?.iter().any(Document::is_live);
            (!live).then_some(Waits::ForPolicy)
        }
    })
}

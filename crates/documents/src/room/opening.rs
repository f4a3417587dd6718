//! Opening a document by its public code, within the rights of whoever asks.

use structure::{App, Right, Staff};
use web::{Error, Refusal};

use crate::context::{Context, DocumentSettings};
use crate::documents::{self, Document};
use crate::kinds::{KindDeclaration, Kinds};

/// A document on somebody's table.
pub struct Opened {
    /// Who opened it.
    pub staff: Staff,
    /// Where its acts take place.
    pub ctx: Context,
    /// The document.
    pub document: Document,
    /// Its kind.
    pub kind: &'static KindDeclaration,
}

impl Context {
    /// The program's context at this moment.
    pub fn of(app: &App) -> Result<Self, platform::Fault> {
        let kinds = app.registers.get::<Kinds>()?.clone();
        let mut context = Self::new(app.db.clone(), app.tree(), kinds);
        if let Ok(settings) = app.registers.get::<DocumentSettings>() {
            context.settings = std::sync::Arc::new(settings.clone());
        }
        Ok(context)
    }
}

/// Opens a document. Outside one's reading scope it doesn't exist (404); inside, a missing right is
/// told by name (403).
///
/// # Errors
/// The refusals above, or a fault of the database.
pub async fn open(staff: Staff, key: &str, right: Right) -> Result<Opened, Error> {
    let ctx = Context::of(&staff.app)?;
    let document = documents::by_key(&ctx.db, key).await?.ok_or_else(missing)?;
    let (unit, column) = (document.unit_id, document.column_id);
    let may_read = staff.may(Right::ReadDocuments, unit, column);
    if !may_read && !staff.may(right, unit, column) {
        return Err(missing().into());
    }
    staff.require(right, unit, column)?;
    let kind = ctx.kinds.get(&document.kind)?;
    Ok(Opened { staff, ctx, document, kind })
}

/// The refusal for a document that isn't there, or not for this person.
fn missing() -> Refusal {
    Refusal::not_found()
        .saying("document-refused-missing")
        .next("document-refused-missing-next")
        .link("/documents", "document-to-list")
}

impl Opened {
    /// The document's page in the console.
    pub fn url(&self) -> String {
        format!("/documents/{}", self.document.key)
    }

    /// Whether this person holds a right over the document.
    pub fn may(&self, right: Right) -> bool {
        self.staff.may(right, self.document.unit_id, self.document.column_id)
    }
}

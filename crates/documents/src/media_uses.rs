//! Telling the media library what a document's text names.

use kinds::Content;
use media::uses::{Stage, User, forget, record};
use platform::{Fault, Tx};
use structure::UnitId;

use crate::ids::DocumentId;

/// The newest revision's text.
pub(crate) async fn of_head(
    tx: &mut Tx,
    user: (DocumentId, &str, UnitId),
    content: &Content,
) -> Result<(), Fault> {
    record(tx, user_of(user, content), Stage::Head, &content.body_html).await
}

/// The text that visitors see from now on.
pub(crate) async fn of_live(
    tx: &mut Tx,
    user: (DocumentId, &str, UnitId),
    content: &Content,
) -> Result<(), Fault> {
    record(tx, user_of(user, content), Stage::Live, &content.body_html).await
}

/// Visitors see none of it any more.
pub(crate) async fn end_live(tx: &mut Tx, document: DocumentId) -> Result<(), Fault> {
    forget(tx, document.0, Stage::Live).await
}

fn user_of<'a>(
    (id, key, unit_id): (DocumentId, &'a str, UnitId),
    content: &'a Content,
) -> User<'a> {
    User { id: id.0, key, title: &content.title, unit_id }
}

//! A case comes in under a system's own number.

use platform::{Actor, Fault, fields};
use structure::App;

use super::model::{Source, Through};
use super::store::content_of;
use crate::cases::{OpenForm, content_mark, open_for};
use crate::ids::CaseImportId;

/// Opens a case under a system's number, or finds the one that the number has. The form's key must be
/// [`crate::cases::FormKey::of_source`]; `content` is everything that was sent.
pub async fn open_through(
    app: &App,
    (actor, source): (Actor, Source<'_>),
    form: OpenForm,
    content: &str,
) -> Result<Through, Fault> {
    let mark = content_mark(&app.secret, content)?;
    let row = fields![
        "id" => app.db.next_id(), "import_id" => None::<CaseImportId>,
        "source" => source.system, "number" => source.number, "content" => mark.as_str(),
    ];
    let opened = open_for(app, actor, form, vec![("case_sources", row)]).await?;
    if opened.seq.is_none() && content_of(&app.db, source).await?.as_deref() != Some(&*mark) {
        return Ok(Through::Different);
    }
    Ok(Through::Here(Box::new(opened)))
}

/// A number for a system that has none of its own: the same for the same content on the same day.
pub fn content_number(app: &App, content: &str) -> Result<String, Fault> {
    let day = app.clock().now().day().format("%Y%m%d");
    Ok(format!("auto-{day}-{}", content_mark(&app.secret, content)?))
}

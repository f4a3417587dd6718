//! Article 28: which telephone or mailbox was proved on which letter.

mod store;

use notices::contacts::Contact;
use platform::db::Fields;
use platform::{Fault, fields};
use structure::App;

pub(crate) use store::{belongs, cases_of, way_of};

/// The row of a letter that is written now; the engine adds the case.
pub(super) fn row(app: &App, contact: &Contact) -> Result<(&'static str, Fields), Fault> {
    let row = fields![
        "id" => app.db.next_id(), "way" => contact.way.word(),
        "mark" => contact.mark(&app.secret)?, "verified_at" => app.clock().now(),
    ];
    Ok(("letter_contacts", row))
}

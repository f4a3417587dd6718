//! What people are told (articles 5, 19): in the console, by e-mail, by webhook, as each has chosen;
//! people outside by text message or e-mail, once they have proved where. Followers on higher floors decide who is told what; here it is kept, shown and delivered, once.

mod addresses;
mod choices;
mod console;
pub mod contacts;
mod deliveries;
mod event;
mod model;
pub mod outgoing;
mod queue_store;
mod store;

mod ways;

use platform::Fault;
use platform::db::{Bookkeeping, Schema};
use platform::jobs::Job;
use platform::migrations;
use structure::{App, Bell, Chapter};

pub use console::brief;
pub use deliveries::{console_url, post_to_hook, try_settings};
pub use event::{Event, Way};
pub use model::{Facts, Notice, Telling};
pub use queue_store::{WaitingOut, waiting_out};
pub use store::{Offered, begin_after, cursor, keep_cursor, silence, tell, unread};

/// The kind of job that looks after the register every hour.
const TEND: &str = "tend_notices";

/// The tables of this crate.
pub fn schema(schema: Schema) -> Schema {
    schema.with(
        migrations![
            "20261123163000_notices",
            "20261123170500_notices_about",
            "20261128220000_contacts"
        ],
        &[
            "notices",
            "notice_deliveries",
            "notice_cursors",
            "notice_codes",
            "contact_codes",
            "contact_counts",
            "outgoing_messages",
        ],
    )
}

/// The rooms and jobs of this crate.
pub fn chapter() -> Chapter {
    console::chapter()
        .and(choices::chapter())
        .and(addresses::chapter())
        .and(ways::chapter())
        .job(deliveries::DELIVER, deliveries::deliver)
        .job(deliveries::DIGEST, deliveries::send_digest)
        .job(outgoing::SEND, outgoing::send)
        .job(TEND, async |app: App, _| tend(&app).await)
}

/// The bell for the console's frame.
pub fn bell() -> Bell {
    Bell(|app, account| Box::pin(async move { store::count_unread(&app.db, account).await }))
}

/// Has the hourly look at digests begin, unless it waits already. Called at the start.
pub async fn ensure_hourly(app: &App) -> Result<(), Fault> {
    let mut tx = app.db.begin().await?;
    tx.enqueue(Job::hourly(TEND, app.clock().now())).await?;
    tx.commit_bookkeeping(Bookkeeping::Jobs).await
}

/// Every hour: the digests that are due, and what is old enough to be forgotten.
async fn tend(app: &App) -> Result<(), Fault> {
    ensure_hourly(app).await?;
    deliveries::enqueue_digests(app).await?;
    contacts::forget_old(&app.db).await?;
    outgoing::forget_old(&app.db).await?;
    store::forget_old(&app.db).await
}

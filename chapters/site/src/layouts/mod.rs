//! Layouts 版面: pages composed of blocks, written, reviewed and published like any document
//! (articles 9, 11, 12). The newest one in a topic's column is the topic's page; the newest one in a
//! column with the template 首页版面 is the site's home page.

mod blocks;
mod front_blocks;
mod kind;
mod lines;
mod topic;

use documents::live::LiveDocument;
use platform::db::Bookkeeping;
use platform::jobs::{Job, Priority};
use platform::{Actor, Entry, Fault, Time};
use serde_json::{Value, json};
use structure::App;
use structure::columns::{Column, ColumnTemplate};
use structure::visitor::Visitor;
use web::{Error, Tag};

pub use blocks::{Block, blocks_of};
pub use kind::LAYOUT;
pub(crate) use topic::{content_of, show};

/// The daily job after which what lies in the past is shown no longer.
pub(crate) const TURN_CALENDAR: &str = "turn_calendar";

/// Pages that show days to come carry this tag.
pub(crate) fn calendar_tag() -> Tag {
    Tag::from("calendar")
}

/// The rows of a layout's blocks.
pub(crate) fn rows_of(live: &LiveDocument) -> Vec<documents::kinds::rows::Row> {
    kind::rows_of(&live.revision.content)
}

/// What a layout of a column shows, and the template that shows it.
pub(crate) async fn page_of(
    visitor: &Visitor,
    column: &Column,
    layout: &LiveDocument,
    files: Option<&str>,
) -> Result<(&'static str, Value, Vec<Tag>), Error> {
    if column.template == ColumnTemplate::Home {
        let (content, tags) = crate::home::of_layout(visitor, column, layout, files).await?;
        return Ok((crate::home::TEMPLATE, content, tags));
    }
    let (content, tags) = content_of(visitor, column, layout, files).await?;
    Ok((LAYOUT.public_template, content, tags))
}

/// Has the calendar turn at the next midnight, unless it waits for it already. Called at the start.
pub async fn ensure_daily(app: &App) -> Result<(), Fault> {
    let now = app.clock().now();
    let tomorrow = Time::from_day(now.day()).plus_days(1);
    let job = Job::new(TURN_CALENDAR, Priority::Scheduled, json!({})).at(tomorrow);
    let mut tx = app.db.begin().await?;
    // The day is in its key: one that runs now does not keep its successor out.
    tx.enqueue(job.unique(format!("{TURN_CALENDAR}-{}", tomorrow.date()))).await?;
    tx.commit_bookkeeping(Bookkeeping::Jobs).await
}

/// The work of [`TURN_CALENDAR`].
pub(crate) async fn turn_calendar(app: &App) -> Result<(), Fault> {
    let entry = Entry::new(Actor::System, "calendar.turned", "calendar", 0);
    let tx = app.db.begin().await?;
    tx.commit(entry.tags([calendar_tag().to_string()])).await?;
    ensure_daily(app).await
}

//! `/mailbox`: write, look up, read what others asked.

use cases::publications::{Numbers, PublishedFilter, numbers, published};
use cases::statistics_tag;
use notices::contacts::ways;
use serde_json::json;
use structure::Visitor;
use structure::frame::Frame;
use web::{Answer, Tag};

use super::page::place;
use crate::kind::LETTERS;
use crate::published::{item, theme_links, year_start};

/// Published letters shown.
const SHOWN: i64 = 6;

/// `GET /mailbox`
pub(super) async fn show(visitor: Visitor) -> Answer {
    visitor
        .page("", async |visitor: Visitor| {
            let db = &visitor.app.db;
            let filter = PublishedFilter { kind: LETTERS.code, theme: None, unit: None };
            let latest = published(db, &filter, (0, SHOWN)).await?;
            let now = visitor.app.clock().now();
            let year = numbers(db, LETTERS.code, year_start(now)).await?;
            let content = json!({
                "new_url": visitor.url("mailbox/new"), "status_url": visitor.url("mailbox/status"),
                "account_url": (!ways(&visitor.app).is_empty()).then(|| visitor.url("mailbox/account")),
                "letters_url": visitor.url("mailbox/letters"),
                "statistics_url": visitor.url("mailbox/statistics"),
                "accept_days": LETTERS.clocks.accept_days, "answer_days": LETTERS.clocks.answer_days,
                "latest": latest.items.iter().map(|one| item(&visitor, one)).collect::<Vec<_>>(),
                "themes": theme_links(&visitor, None),
                "figures": {
                    "received": year.received, "answered": year.answered,
                    "content": Numbers::share(year.content, year.rated),
                    "in_time": Numbers::share(year.in_time, year.answered),
                },
            });
            let frame = Frame::of(&visitor, place(&visitor, "letters-title", "mailbox"))?;
            let tags = vec![Tag::from(statistics_tag(LETTERS.code))];
            Ok(frame.render(&visitor, "mailbox/index.html", content, tags)?)
        })
        .await
}

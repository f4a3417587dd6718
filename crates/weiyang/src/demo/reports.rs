//! Reports of errors by readers: one just in, one in hand, one answered.

use cases::cases::{FormKey, Holder, OpenForm, open_with};
use cases::handling::{Doer, accept, tell_of};
use cases::replies::{Verdict, propose, review};
use cases::{Act, Stopped};
use documents::live::{LiveDocument, in_unit, live_document};
use platform::{Fault, FaultContext};
use structure::App;
use structure::accounts::all_accounts;
use supervision::correction_reports::{Reported, corrections, place_row};

/// A report: unit, theme, suggestion, the handler that accepted it, the answer that was given.
struct Row {
    unit: &'static str,
    theme: &'static str,
    suggestion: &'static str,
    handler: Option<&'static str>,
    answer: Option<&'static str>,
}

const ROWS: &[Row] = &[
    Row {
        unit: "jyj",
        theme: "wrong",
        suggestion: "这里最好写明咨询电话，家长打总机转了好几次。",
        handler: Some("jyj.banli"),
        answer: Some("谢谢提醒，下次修订时会在文末补充咨询电话；目前可拨打区教育局公开电话。"),
    },
    Row {
        unit: "mzj",
        theme: "outdated",
        suggestion: "文中的办理地点好像已经搬了，请核实。",
        handler: Some("mzj.banli"),
        answer: None,
    },
    Row {
        unit: "zjj",
        theme: "display",
        suggestion: "手机上看表格右边的字显示不全。",
        handler: None,
        answer: None,
    },
];
const REVIEWER: &str = "qzfb.xinshen";

/// Sends and handles them.
pub async fn load(app: &App) -> Result<(), Fault> {
    for row in ROWS {
        let tree = app.tree();
        let unit = tree.unit_by_code(row.unit).doing(format!("find the unit {}", row.unit))?;
        let items = in_unit(&app.db, unit.id, (0, 1)).await?;
        let Some(item) = items.first() else { continue };
        let Some(live) = live_document(&app.db, item.id).await? else { continue };
        let receipt = send(app, row, &live).await?;
        handle(app, row, &receipt).await?;
    }
    Ok(())
}

async fn send(app: &App, row: &Row, live: &LiveDocument) -> Result<String, Fault> {
    let (document, content) = (&live.document, &live.revision.content);
    let tree = app.tree();
    let column = tree.column(document.column_id).doing("find a document's column")?;
    let plain = text::plain::plain(&content.body_html);
    // The salutation says nothing: the first paragraph behind it.
    let words = plain.split_whitespace().find(|words| words.chars().count() > 20).unwrap_or("");
    let quote: String = words.chars().take(16).collect();
    let after: String = words.chars().skip(16).take(30).collect();
    let key = if quote.is_empty() { "correction-body-plain" } else { "correction-body" };
    let said = [("quote", quote.clone().into()), ("suggestion", row.suggestion.into())];
    let form = OpenForm {
        kind: corrections()?,
        site: document.site_id,
        unit: document.unit_id,
        theme: row.theme.to_owned(),
        title: content.title.chars().take(60).collect(),
        body: app.messages.t(key, &said),
        holder: Holder::default(),
        wants_public: false,
        files: Vec::new(),
        key: FormKey::draw(),
    };
    let reported = Reported {
        document: document.id,
        revision: live.revision.id,
        page: tree.path_on_host(column.site_id, &document.path_in(&column.path)),
        quote,
        text_before: String::new(),
        text_after: after,
        suggestion: row.suggestion.to_owned(),
    };
    let opened = open_with(app, form, vec![place_row(&app.db, &reported)]).await?;
    tell_of(app, &opened.record).await?;
    Ok(opened.record.receipt)
}

async fn handle(app: &App, row: &Row, receipt: &str) -> Result<(), Fault> {
    let Some(handler) = row.handler else { return Ok(()) };
    let doer = who(app, handler).await?;
    done(accept(app, doer, receipt).await)?;
    let Some(answer) = row.answer else { return Ok(()) };
    done(propose(app, doer, receipt, answer).await)?;
    let reviewer = who(app, REVIEWER).await?;
    done(review(app, reviewer, receipt, (Verdict::Passed, "")).await)
}

async fn who(app: &App, login: &str) -> Result<Doer, Fault> {
    let accounts = all_accounts(&app.db).await?;
    let one = accounts.iter().find(|one| one.login == login);
    let one = one.doing(format!("find the account {login}"))?;
    let unit = one.unit_id.doing(format!("find the unit of {login}"))?;
    Ok(Doer { account: one.id, unit })
}

fn done(act: Act<i64>) -> Result<(), Fault> {
    match act {
        Ok(_) => Ok(()),
        Err(Stopped::Fault(fault)) => Err(fault),
        Err(Stopped::Refused(why)) => Err(Fault::new(format!("a demo report was refused: {why}"))),
    }
}

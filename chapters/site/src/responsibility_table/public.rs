//! The table for everybody: the version that holds, the earlier ones, their files.

use serde_json::{Value, json};
use structure::frame::{Frame, Place};
use structure::visitor::Visitor;
use web::extract::Path;
use web::{Answer, Error, Refusal, Rendered, Tag};

use super::console::shown_lines;
use super::export;
use super::model::{Version, VersionState};
use super::store::{TAG, all, by_number};

/// `GET /responsibility-table`
pub(super) async fn current(visitor: Visitor) -> Answer {
    visitor.page("", async |visitor| render(&visitor, None).await).await
}

/// `GET /responsibility-table/{number}`
pub(super) async fn earlier(visitor: Visitor, Path(number): Path<i64>) -> Answer {
    visitor.page("", async move |visitor| render(&visitor, Some(number)).await).await
}

/// `GET /responsibility-table/{number}/{format}`
pub(super) async fn file(visitor: Visitor, Path((number, format)): Path<(i64, String)>) -> Answer {
    let version = by_number(&visitor.app.db, number).await?.ok_or_else(Refusal::not_found)?;
    export::answer(&visitor.app, version, &format).await
}

async fn render(visitor: &Visitor, number: Option<i64>) -> Result<Rendered, Error> {
    let app = &visitor.app;
    let mut issued: Vec<Version> = all(&app.db).await?;
    issued.retain(|version| version.state == VersionState::Issued);
    issued.sort_by_key(|version| std::cmp::Reverse(version.number));
    let newest = issued.first().and_then(|version| version.number);
    let shown = match number {
        None => issued.first(),
        Some(number) => Some(
            issued
                .iter()
                .find(|version| version.number == Some(number))
                .ok_or_else(Refusal::not_found)?,
        ),
    };
    let url = visitor.url("responsibility-table");
    let link = |version: &Version| {
        let number = version.number.unwrap_or_default();
        json!({ "number": number, "url": format!("{url}/{number}"),
            "day": version.decided_at.map(platform::Time::date),
            "current": shown.is_some_and(|shown| shown.id == version.id) })
    };
    let version = shown.map(|version| {
        let number = version.number.unwrap_or_default();
        let files: Vec<Value> = ["xlsx", "docx"]
            .map(|format| {
                let name = app.messages.t(&format!("duty-table-{format}"), &[]);
                json!({ "name": name, "url": format!("{url}/{number}/{format}") })
            })
            .to_vec();
        json!({ "number": number, "day": version.decided_at.map(platform::Time::date),
            "reason": version.reason, "count": version.lines.len(), "files": files,
            "old": version.number != newest, "sites": shown_lines(app, &version.lines) })
    });
    let content = json!({
        "version": version, "versions": issued.iter().map(link).collect::<Vec<_>>(), "url": url,
    });
    let path = match number.filter(|number| Some(*number) != newest) {
        Some(number) => format!("responsibility-table/{number}"),
        None => "responsibility-table".to_owned(),
    };
    let name = Some(app.messages.t("duty-table-title", &[]));
    let place = Place { name, path, ..Place::default() };
    let tags = vec![Tag::from(TAG)];
    Ok(Frame::of(visitor, place)?.render(visitor, "responsibility_table.html", content, tags)?)
}

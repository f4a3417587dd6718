//! `GET /exports/documents/{format}`: the whole list as it is filtered, as CSV or XLSX, as many rows
//! as there are.

use axum::body::{Body, Bytes};
use documents::Context;
use documents::listing::{ConsoleItem, ListFilter, Paging, console_list};
use documents::room::{People, absolute, unit_name};
use futures::stream;
use office::lists::{Line, csv};
use platform::{Fault, FaultContext, Time};
use structure::downloads::{CSV, ListFile, download, list_file};
use structure::{Right, Scope, Staff};
use web::extract::{Path, Query};
use web::{Answer, Refusal};

use super::asked::Asked;

/// Rows read at once.
const PIECE: i64 = 1_000;
const HEADS: [&str; 9] = [
    "export-key",
    "documents-title",
    "export-kind",
    "documents-state",
    "documents-column",
    "export-unit",
    "documents-author",
    "documents-updated",
    "documents-published",
];

/// What every piece of a file is made with.
struct Export {
    staff: Staff,
    ctx: Context,
    people: People,
    filter: ListFilter,
    scope: Scope,
}

impl Export {
    async fn of(staff: Staff, asked: &Asked) -> Result<Self, Fault> {
        let ctx = Context::of(&staff.app)?;
        let (filter, scope) = (asked.filter(&ctx), staff.scope(Right::ReadDocuments));
        let people = People::load(&ctx.db).await?;
        Ok(Self { staff, ctx, people, filter, scope })
    }

    fn heading(&self) -> Line {
        HEADS.iter().map(|key| self.staff.t(key)).chain([self.staff.t("export-address")]).collect()
    }

    /// One piece; empty after the last.
    async fn piece(&self, number: i64) -> Result<Vec<Line>, Fault> {
        let paging = Paging { size: PIECE, number };
        let page = console_list(&self.ctx.db, &self.filter, &self.scope, paging).await?;
        Ok(page.items.iter().map(|item| self.line(item)).collect())
    }

    fn line(&self, item: &ConsoleItem) -> Line {
        let tree = &self.ctx.tree;
        let column = tree.column(item.column_id);
        let path = column.map_or("", |column| column.name.as_str());
        let kind = self.ctx.kinds.find(&item.kind);
        let address = item.live_revision_id.and(column).map(|column| {
            let path = tree.url(column.site_id, &format!("{}/{}", column.path, item.slug));
            absolute(&self.staff.app, &path)
        });
        vec![
            item.key.clone(),
            item.title.clone(),
            kind.map(|kind| self.staff.t(kind.name_key)).unwrap_or_default(),
            self.staff.t(item.state.key()),
            path.to_owned(),
            unit_name(tree, item.unit_id),
            self.people.name(item.author_id),
            item.updated_at.minute(),
            item.published_at.map(Time::date).unwrap_or_default(),
            address.unwrap_or_default(),
        ]
    }
}

/// The file.
pub(crate) async fn documents(
    staff: Staff,
    Path(format): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    let name = format!("{}-{}", staff.t("documents-all"), staff.app.clock().now().date());
    let export = Export::of(staff, &asked).await?;
    if format == "csv" {
        return download(CSV, &format!("{name}.csv"), as_csv(export));
    }
    if format != "xlsx" {
        // Said before all is read.
        return Err(Refusal::not_found().into());
    }
    let mut lines = Vec::new();
    for number in 1.. {
        let piece = export.piece(number).await?;
        if piece.is_empty() {
            break;
        }
        lines.extend(piece);
    }
    let (title, heading) = (export.staff.t("documents-all"), export.heading());
    list_file(&format, ListFile { title, name, heading, lines }).await
}

/// Written as it is read, so that no list is too long.
fn as_csv(export: Export) -> Body {
    let pieces = stream::try_unfold((export, 0_i64), async |(export, number)| {
        let (lines, first) = match number {
            0 => (vec![export.heading()], true),
            number => (export.piece(number).await?, false),
        };
        if lines.is_empty() {
            return Ok::<_, Fault>(None);
        }
        let bytes = csv(&lines, first).doing("write a CSV file")?;
        Ok(Some((Bytes::from(bytes), (export, number + 1))))
    });
    Body::from_stream(pieces)
}

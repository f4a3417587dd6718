//! Who must mend a fault, and where: the unit of the document, of its column, or of the whole site.

use documents::addresses::{Meaning, resolve};
use documents::documents::by_id;
use platform::Fault;
use structure::columns::Column;
use structure::sites::Site;
use structure::tree::Tree;
use structure::{App, UnitId};

use crate::norm_check::{Finding, Owner, Rule};

/// Which record a fault lies in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lies {
    /// What stands around every page.
    Site,
    /// What is said of a column.
    Column,
    /// The page itself.
    Page,
}

fn lies(finding: &Finding) -> Lies {
    match finding.rule {
        Rule::WrongHeader
        | Rule::WrongFooter
        | Rule::UnlikeFrame
        | Rule::WrongDomain
        | Rule::HomeUnreachable
        | Rule::HomeStale => Lies::Site,
        Rule::MissingTag | Rule::WrongTag if finding.what.starts_with("Site") => Lies::Site,
        Rule::MissingTag | Rule::WrongTag if finding.what.starts_with("Column") => Lies::Column,
        _ => Lies::Page,
    }
}

/// The owner of a fault; nobody if there are no units.
pub async fn owner_of(app: &App, tree: &Tree, finding: &Finding) -> Result<Option<Owner>, Fault> {
    if finding.owner.is_some() {
        return Ok(finding.owner.clone());
    }
    let host = tree.main_site().map_or("", |main| main.domain.as_str());
    let path = finding.page.split('?').next().unwrap_or_default();
    let Some((site, rest)) = tree.site_for(host, path) else { return Ok(whole(tree, None)) };
    let (rest, lies) = (rest.trim_matches('/'), lies(finding));
    if lies == Lies::Site || rest.is_empty() {
        return Ok(whole(tree, Some(site)));
    }
    if let Some(column) = tree.column_by_path(site.id, rest) {
        return Ok(Some(of_column(site, column)));
    }
    let above = rest.rsplit_once('/').and_then(|(above, _)| tree.column_by_path(site.id, above));
    if lies == Lies::Page
        && let Some(Meaning::Document { id, .. }) = resolve(&app.db, tree, site.id, rest).await?
        && let Some(document) = by_id(&app.db, id).await?
    {
        let record = format!("/documents/{}", document.key);
        return Ok(Some(Owner { unit: document.unit_id, record }));
    }
    Ok(above.map(|column| of_column(site, column)).or_else(|| whole(tree, Some(site))))
}

fn of_column(site: &Site, column: &Column) -> Owner {
    Owner { unit: column.unit_id, record: format!("/columns/{}/edit/{}", site.code, column.path) }
}

/// What concerns the whole site belongs to whoever stands above all units: its portal office.
fn whole(tree: &Tree, site: Option<&Site>) -> Option<Owner> {
    let top = top_unit(tree)?;
    let record = site.map_or_else(|| "/sites".to_owned(), |site| format!("/sites/{}", site.code));
    Some(Owner { unit: top, record })
}

/// The first unit that has none above.
pub fn top_unit(tree: &Tree) -> Option<UnitId> {
    tree.units().iter().find(|unit| unit.parent_id.is_none()).map(|unit| unit.id)
}

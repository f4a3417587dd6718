//! How columns stand with what the norms and they themselves promise (article 5, 国办秘函〔2019〕19号).

use documents::placements::newest_by_column;
use platform::{Db, Fault, Time};
use serde::{Deserialize, Serialize};
use structure::ColumnId;
use structure::tree::Tree;

use super::norms::Norms;
use super::report::{Finding, Report, Rule};

const DAY: i64 = 86_400_000_000;

/// Something that will be a fault soon.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// The column's path with its site's prefix.
    pub page: String,
    /// Its name.
    pub name: String,
    /// Whole days left.
    pub days: i64,
}

/// How a column, or the home page, stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Something is wrong.
    Fault(Finding),
    /// Something will be.
    Near(Due),
}

impl Standing {
    /// Enters it in a report.
    pub fn tell(self, report: &mut Report) {
        match self {
            Self::Fault(finding) => report.add(finding),
            Self::Near(due) => report.forecast.push(due),
        }
    }
}

/// Judges the home page and every column. What is below a column counts for it.
pub async fn standings(
    db: &Db,
    tree: &Tree,
    norms: &Norms,
    now: Time,
) -> Result<Vec<Standing>, Fault> {
    let newest = newest_by_column(db).await?;
    let mut all = Vec::new();
    let anywhere = newest.values().copied().flatten().max();
    let home = |at: Time| judged(norms, ("/", ""), (at, norms.home_days), now, Rule::HomeStale);
    match anywhere {
        Some(at) => all.extend(home(at)),
        None => all.push(Standing::Fault(Finding::new(Rule::HomeStale, "/", ""))),
    }
    for column in tree.columns() {
        let page = tree.path_on_host(column.site_id, &column.path);
        let below = tree.subtree(column.id);
        let at = below.into_iter().filter_map(|id| newest.get(&ColumnId(id)).copied().flatten());
        let Some(at) = at.max() else {
            all.push(Standing::Fault(Finding::new(Rule::EmptyColumn, &page, &column.name)));
            continue;
        };
        let place = (page.as_str(), column.name.as_str());
        let class = norms.class_of(&column.column_type);
        let by_class =
            class.and_then(|class| judged(norms, place, (at, class.days), now, class.rule));
        let own = column.update_days;
        let by_promise =
            own.and_then(|days| judged(norms, place, (at, days), now, Rule::PromisedStale));
        // A column that breaks both is told of once, as the heavier of the two.
        all.extend(by_class.or(by_promise));
    }
    Ok(all)
}

fn judged(
    norms: &Norms,
    (page, name): (&str, &str),
    (at, days): (Time, i64),
    now: Time,
    rule: Rule,
) -> Option<Standing> {
    let left = at.0.saturating_add(days.saturating_mul(DAY)).saturating_sub(now.0);
    if left < 0 {
        let what = format!("{name} {} ({days})", at.date());
        return Some(Standing::Fault(Finding::new(rule, page, what.trim())));
    }
    let near = left <= norms.forecast_days.saturating_mul(DAY);
    near.then(|| {
        Standing::Near(Due { page: page.to_owned(), name: name.to_owned(), days: left / DAY })
    })
}

#[cfg(test)]
mod tests {
    use platform::Time;

    use super::{DAY, Standing, judged};
    use crate::norm_check::{Norms, Rule};

    #[test]
    fn a_column_is_fresh_then_near_then_stale() {
        let norms = Norms::embedded().unwrap();
        let after = |days: i64| {
            let now = Time(days * DAY);
            judged(&norms, ("/zwdt", "动态"), (Time(0), 14), now, Rule::ClassedStale)
        };
        assert_eq!(after(6), None);
        assert!(matches!(after(11), Some(Standing::Near(due)) if due.days == 3));
        assert!(matches!(after(14), Some(Standing::Near(due)) if due.days == 0));
        let Some(Standing::Fault(finding)) = after(15) else { panic!("a day too late") };
        assert_eq!((finding.rule, finding.page.as_str()), (Rule::ClassedStale, "/zwdt"));
    }
}

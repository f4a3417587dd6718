//! Counting, without I/O: by month and one of theme, unit, subdistrict.

use std::collections::BTreeMap;

use chrono::{Datelike, Months, NaiveDate};
use platform::Time;
use structure::UnitId;
use structure::units::{Unit, UnitKind};

/// One line of a chart: how many came in each month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Series<K> {
    pub key: K,
    pub months: Vec<usize>,
    pub total: usize,
}

/// What is counted.
#[derive(Clone, Debug, Default)]
pub(super) struct Counts {
    themes: BTreeMap<String, Vec<usize>>,
    units: BTreeMap<UnitId, Vec<usize>>,
    subdistricts: BTreeMap<UnitId, Vec<usize>>,
    /// Of each month.
    pub months: Vec<usize>,
    /// All.
    pub total: usize,
    /// Those that name no subdistrict.
    pub unnamed: usize,
}

impl Counts {
    /// Takes in one case: its month's place, what it is about, and the subdistricts it names.
    pub(super) fn add(&mut self, month: usize, of: usize, about: (&str, UnitId, &[UnitId])) {
        let (theme, unit, named) = about;
        let bump = |counts: &mut Vec<usize>| {
            counts.resize(of, 0);
            if let Some(count) = counts.get_mut(month) {
                *count += 1;
            }
        };
        bump(self.themes.entry(theme.to_owned()).or_default());
        bump(self.units.entry(unit).or_default());
        for one in named {
            bump(self.subdistricts.entry(*one).or_default());
        }
        bump(&mut self.months);
        self.total += 1;
        self.unnamed += usize::from(named.is_empty());
    }

    pub(super) fn themes(&self) -> Vec<Series<String>> {
        ranked(&self.themes)
    }

    pub(super) fn units(&self) -> Vec<Series<UnitId>> {
        ranked(&self.units)
    }

    pub(super) fn subdistricts(&self) -> Vec<Series<UnitId>> {
        ranked(&self.subdistricts)
    }
}

fn ranked<K: Clone>(counts: &BTreeMap<K, Vec<usize>>) -> Vec<Series<K>> {
    let mut all: Vec<Series<K>> = counts
        .iter()
        .map(|(key, months)| Series {
            key: key.clone(),
            months: months.clone(),
            total: months.iter().sum(),
        })
        .collect();
    all.sort_by_key(|series| std::cmp::Reverse(series.total));
    all
}

/// The names by which people call a subdistrict: 三桥街道, 三桥街道办 and 三桥街办, but not 三桥 alone,
/// which is also a road, a station and a village.
pub(super) struct Subdistricts(Vec<(UnitId, Vec<String>)>);

impl Subdistricts {
    pub(super) fn of(units: &[Unit]) -> Self {
        let own = units.iter().filter(|unit| unit.kind == UnitKind::Subdistrict);
        let names = |unit: &Unit| {
            let short = unit.short_name.trim();
            let stem = short.strip_suffix("街道").unwrap_or(short);
            let all = [unit.name.clone(), short.to_owned(), format!("{stem}街办")];
            all.into_iter().filter(|name| name.chars().count() >= 4).collect()
        };
        Self(own.map(|unit| (unit.id, names(unit))).collect())
    }

    /// Those that a text names.
    pub(super) fn named(&self, texts: &[&str]) -> Vec<UnitId> {
        let names = |(_, names): &&(UnitId, Vec<String>)| {
            names.iter().any(|name| texts.iter().any(|text| text.contains(name.as_str())))
        };
        self.0.iter().filter(names).map(|(unit, _)| *unit).collect()
    }
}

/// Months of a chart at most.
const MOST: u32 = 24;

/// Whole months, from the first to the last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Period {
    first: NaiveDate,
    count: u32,
}

impl Period {
    /// From one month to another, `2026-01`; what is missing or odd is the last twelve months, and of
    /// a longer time the last part.
    pub(super) fn asked(from: &str, to: &str, today: NaiveDate) -> Self {
        let month = |text: &str| NaiveDate::parse_from_str(&format!("{text}-01"), "%Y-%m-%d").ok();
        let this = today.with_day(1).unwrap_or(today);
        let last = month(to).unwrap_or(this).min(this);
        let usual = last.checked_sub_months(Months::new(11)).unwrap_or(last);
        let first = month(from).filter(|first| *first <= last).unwrap_or(usual);
        let longest = last.checked_sub_months(Months::new(MOST - 1)).unwrap_or(last);
        let first = first.max(longest);
        let count = (last.year() - first.year()) * 12 + last.month0().cast_signed()
            - first.month0().cast_signed()
            + 1;
        Self { first, count: u32::try_from(count).unwrap_or(1) }
    }

    fn month(&self, index: u32) -> NaiveDate {
        self.first.checked_add_months(Months::new(index)).unwrap_or(self.first)
    }

    /// `2026-01`, oldest first.
    pub(super) fn months(&self) -> Vec<String> {
        (0..self.count).map(|index| self.month(index).format("%Y-%m").to_string()).collect()
    }

    /// From when until when.
    pub(super) fn span(&self) -> (Time, Time) {
        (Time::from_day(self.first), Time::from_day(self.month(self.count)))
    }

    /// Which of its months a moment lies in.
    pub(super) fn place(&self, at: Time) -> usize {
        let day = at.day();
        let months = (day.year() - self.first.year()) * 12 + day.month0().cast_signed()
            - self.first.month0().cast_signed();
        usize::try_from(months).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_period_is_whole_months_and_never_endless() {
        let today = day("2026-11-28");
        let usual = Period::asked("", "", today).months();
        assert_eq!((usual.len(), &*usual[0], &*usual[11]), (12, "2025-12", "2026-11"));
        assert_eq!(Period::asked("2026-02", "2026-03", today).months(), ["2026-02", "2026-03"]);
        assert_eq!(Period::asked("1990-01", "2026-11", today).months().len(), 24);
        assert_eq!(Period::asked("2027-01", "2099-01", today).months().len(), 12);
        let period = Period::asked("2025-12", "2026-01", today);
        assert_eq!(period.place(Time::from_day(day("2026-01-31"))), 1);
        assert_eq!(period.span().1, Time::from_day(day("2026-02-01")));
    }

    #[test]
    fn each_case_counts_once_in_each_chart_and_where_it_names_a_subdistrict() {
        let mut counts = Counts::default();
        counts.add(0, 2, ("city", UnitId(1), &[UnitId(8), UnitId(9)]));
        counts.add(1, 2, ("city", UnitId(2), &[UnitId(9)]));
        counts.add(1, 2, ("work", UnitId(2), &[]));
        assert_eq!((counts.total, counts.unnamed, counts.months.clone()), (3, 1, vec![1, 2]));
        assert_eq!(
            counts.themes()[0],
            Series { key: "city".to_owned(), months: vec![1, 1], total: 2 }
        );
        assert_eq!(counts.units()[0].key, UnitId(2));
        assert_eq!(counts.subdistricts()[0].total, 2);
    }
}

//! What neighbours teach: who votes, who is a twin, what rises.

use std::sync::Arc;

use platform::Time;
use structure::rights::{IdSet, ResolvedGrant};
use structure::{Right, Rights, Role, Scope, UnitId};

use super::neighbours::{Alike, twins};
use super::rising::rising;
use super::store::Told;
use super::units::guess_unit;
use crate::ids::CaseId;

fn alike(id: i64, unit: i64, share: u32) -> Alike {
    Alike {
        id: CaseId(id),
        receipt: format!("XJ{id}"),
        title: format!("第{id}件"),
        unit: UnitId(unit),
        share,
        near: share >= 15,
        settled: true,
        answered: true,
        merged: false,
        same_writer: false,
        overlap: share,
    }
}

fn scope(units: &[i64]) -> Scope {
    let units = IdSet::Only(Arc::new(units.iter().copied().collect()));
    let grant = ResolvedGrant { role: Role::CaseHandler, units, columns: IdSet::All };
    Rights::of_grants(vec![grant]).scope(Right::ReadCases)
}

#[test]
fn the_likest_cases_vote_and_their_likeness_counts() {
    let near = [alike(1, 7, 60), alike(2, 7, 50), alike(3, 8, 40), alike(4, 9, 5)];
    let guess = guess_unit(&near).unwrap();
    assert_eq!((guess.unit, guess.votes, guess.voters), (UnitId(7), 2, 3));
    assert_eq!(guess.confidence, 73);
    assert_eq!(guess.reasons.len(), 2);
    assert_eq!(guess.reasons[0].receipt, "XJ1");
}

#[test]
fn one_case_teaches_nothing_and_what_nobody_took_on_has_no_vote() {
    assert_eq!(guess_unit(&[]), None);
    assert_eq!(guess_unit(&[alike(1, 7, 90)]), None);
    let waiting = |id| Alike { settled: false, ..alike(id, 7, 90) };
    assert_eq!(guess_unit(&[waiting(1), waiting(2), waiting(3)]), None);
    assert_eq!(guess_unit(&[alike(1, 7, 10), alike(2, 7, 14)]), None);
}

#[test]
fn the_same_text_is_a_twin_and_of_one_writer_the_same_matter_is() {
    let mine = scope(&[7]);
    let other = alike(1, 7, 40);
    let again = Alike { same_writer: true, ..alike(2, 7, 40) };
    let copy = alike(3, 7, 80);
    let elsewhere = alike(4, 8, 95);
    let merged = Alike { merged: true, ..alike(5, 7, 95) };
    let found = twins(&[other, again, copy, elsewhere, merged], &mine);
    assert_eq!(found.iter().map(|one| one.id.0).collect::<Vec<_>>(), [3, 2]);
}

#[test]
fn what_is_written_more_than_before_rises() {
    let day = |number: i64| Time(0).plus_days(number);
    let told = |title: &str, theme: &str, at: i64| Told {
        theme: theme.into(),
        title: title.into(),
        body: String::new(),
        received_at: day(at),
    };
    let mut all: Vec<Told> = (0..28).map(|at| told("公园健身器材损坏", "city", at)).collect();
    all.extend((28..35).map(|at| told("公园健身器材损坏", "city", at)));
    all.extend((28..34).map(|at| told("小区暖气不热", "housing", at)));
    all.push(told("宠物随地便溺", "city", 34));
    let (words, themes) = rising(&all, day(28), (7.0, 28.0), 10);
    let shown: Vec<&str> = words.iter().map(|one| one.word.as_str()).collect();
    assert!(shown.iter().any(|word| word.contains("暖气")), "{shown:?}");
    assert!(!shown.contains(&"公园") && !shown.contains(&"宠物"), "{shown:?}");
    assert_eq!(themes[0].word, "housing");
    assert_eq!((themes[0].now, themes[0].before), (6, 0));
}

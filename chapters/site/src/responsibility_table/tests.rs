//! Comparing tables, and who may sign.

use platform::Time;
use structure::{AccountId, ColumnId};

use super::comparison::{Difference, Part, compare, parts};
use super::methods::GuaranteeMethod;
use super::model::{Line, Version, VersionId, VersionRefusal, VersionState};

fn line(id: i64, name: &str, unit: &str) -> Line {
    Line {
        column: ColumnId(id),
        site: "主站".to_owned(),
        path: format!("c{id}"),
        above: Vec::new(),
        name: name.to_owned(),
        description: "说明。".to_owned(),
        unit: unit.to_owned(),
        method: GuaranteeMethod::default(),
        update_days: Some(14),
    }
}

#[test]
fn columns_are_new_changed_or_gone() {
    let before = [line(1, "要闻", "甲"), line(2, "公告", "甲"), line(3, "旧栏", "乙")];
    let mut moved = line(2, "公告", "丙");
    moved.update_days = None;
    let after = [line(1, "要闻", "甲"), moved.clone(), line(4, "新栏", "丙")];
    let found = compare(&before, &after);
    assert_eq!(found.len(), 3);
    assert_eq!(found[0], Difference::Changed(&before[1], &after[1]));
    assert_eq!(found[1], Difference::Added(&after[2]));
    assert_eq!(found[2], Difference::Removed(&before[2]));
    assert_eq!(parts(&before[1], &moved), [Part::Unit, Part::Updates]);
    assert!(compare(&before, &before).is_empty());
}

fn version(state: VersionState) -> Version {
    Version {
        id: VersionId(1),
        number: None,
        lines: Vec::new(),
        reason: "编制".to_owned(),
        state,
        author_id: Some(AccountId(1)),
        created_at: Time(0),
        decided_by: None,
        decided_at: None,
        decision_words: String::new(),
    }
}

#[test]
fn somebody_else_signs_and_only_what_waits() {
    let proposed = || version(VersionState::Proposed).proposed().ok().unwrap();
    let own = proposed().sign((AccountId(1), ""), 1, Time(9)).err();
    assert_eq!(own, Some(VersionRefusal::Own));
    let signed = proposed().sign((AccountId(2), "同意"), 3, Time(9)).unwrap();
    assert_eq!((signed.state, signed.number), (VersionState::Issued, Some(3)));
    assert_eq!(signed.decided_by, Some(AccountId(2)));
    let words = proposed().send_back((AccountId(2), "  "), Time(9)).err();
    assert_eq!(words, Some(VersionRefusal::Words));
    for state in [VersionState::Issued, VersionState::Returned, VersionState::Withdrawn] {
        assert_eq!(version(state).proposed().err(), Some(VersionRefusal::State));
    }
}

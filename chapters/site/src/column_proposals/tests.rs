//! What columns will be: every plan keeps the tree sound, whatever is proposed.

use platform::Time;
use proptest::prelude::*;
use structure::columns::{Column, ColumnForm, ColumnTemplate};
use structure::{AccountId, ColumnId, SiteId, Tree, UnitId};

use super::change::{Altered, Change, ChangeRefusal};
use super::model::{Proposal, ProposalId, ProposalRefusal, ProposalState, Standing};
use super::plan::Plan;
use super::trees::{Mark, before_and_after};

const SITE: SiteId = SiteId(1);
const NOW: Time = Time(1);

fn form(path: &str) -> ColumnForm {
    ColumnForm {
        path: path.to_owned(),
        name: path.to_owned(),
        description: "说明".to_owned(),
        keywords: "词".to_owned(),
        column_type: "其他".to_owned(),
        update_days: None,
        review_steps: 1,
        template: ColumnTemplate::List,
        position: 0,
        in_navigation: true,
        on_home: false,
        demands_interpretation: false,
    }
}

/// a, a/b, a/b/c, d, d/e.
fn tree() -> Tree {
    let column = |id: i64, parent: Option<i64>, path: &str| {
        form(path).column(ColumnId(id), (SITE, parent.map(ColumnId), UnitId(1)))
    };
    Tree::of(
        vec![],
        vec![],
        vec![
            column(1, None, "a"),
            column(2, Some(1), "a/b"),
            column(3, Some(2), "a/b/c"),
            column(4, None, "d"),
            column(5, Some(4), "d/e"),
        ],
    )
}

fn altered(name: &str, path: &str) -> Altered {
    Altered {
        name: name.to_owned(),
        path: path.to_owned(),
        template: ColumnTemplate::List,
        position: 0,
        in_navigation: true,
        on_home: false,
    }
}

fn alter(id: i64, path: &str) -> Change {
    Change::Alter { column: ColumnId(id), to: altered("新名", path) }
}

fn path_of(plan: &Plan<'_>, id: i64) -> String {
    plan.columns().iter().find(|column| column.id == ColumnId(id)).unwrap().path.clone()
}

#[test]
fn a_branch_moves_whole_and_what_is_below_goes_along() {
    let tree = tree();
    let plan = Plan::of(&tree, SITE, NOW).with(&[alter(2, "d/b")]).map_err(|(_, why)| why).unwrap();
    assert_eq!((path_of(&plan, 2), path_of(&plan, 3)), ("d/b".into(), "d/b/c".into()));
    assert_eq!(plan.tree().column(ColumnId(2)).unwrap().parent_id, Some(ColumnId(4)));
    let (before, after) = before_and_after(&tree, &plan, SITE);
    assert_eq!((before.len(), after.len()), (5, 5));
    assert!(after.iter().any(|one| one.path == "d/b" && one.mark == Mark::Changed));
}

#[test]
fn what_would_break_the_tree_is_refused_by_reason() {
    let tree = tree();
    let refused = |change: Change| Plan::of(&tree, SITE, NOW).make(&change).unwrap_err();
    assert_eq!(refused(alter(1, "a/b/x")), ChangeRefusal::BelowItself);
    assert_eq!(
        refused(alter(1, "d/e/f")),
        ChangeRefusal::Column(structure::columns::ColumnRefusal::PathTooDeep)
    );
    assert_eq!(refused(alter(9, "x")), ChangeRefusal::ColumnMissing);
    assert_eq!(refused(alter(2, "nowhere/b")), ChangeRefusal::ParentMissing);
    let merge = |column, into| Change::Merge { column: ColumnId(column), into: ColumnId(into) };
    assert_eq!(refused(merge(1, 4)), ChangeRefusal::HasChildren);
    assert_eq!(refused(merge(3, 3)), ChangeRefusal::IntoItself);
    let mut plan = Plan::of(&tree, SITE, NOW);
    plan.make(&Change::Close { column: ColumnId(4) }).unwrap();
    assert_eq!(plan.make(&merge(3, 5)).unwrap_err(), ChangeRefusal::IntoItself, "closed with d");
    assert_eq!(plan.make(&alter(3, "d/c")).unwrap_err(), ChangeRefusal::ParentMissing);
}

fn proposal(state: ProposalState, changes: Vec<Change>) -> Proposal {
    Proposal {
        id: ProposalId(1),
        site_id: SITE,
        unit_id: UnitId(1),
        author_id: AccountId(7),
        title: "方案".to_owned(),
        reason: "理由".to_owned(),
        effective_on: None,
        changes,
        state,
        created_at: NOW,
        submitted_at: None,
        decided_by: None,
        decided_at: None,
        decision_words: String::new(),
        carried_out_at: None,
        before_tree: None,
        after_tree: None,
    }
}

#[test]
fn nobody_approves_their_own_and_nothing_is_handed_in_empty() {
    let Standing::Writing(empty) = proposal(ProposalState::Draft, vec![]).standing() else {
        panic!()
    };
    assert_eq!(empty.submit(NOW).unwrap_err(), ProposalRefusal::Empty);
    let one = || proposal(ProposalState::Proposed, vec![alter(2, "d/b")]).standing();
    let Standing::Proposed(own) = one() else { panic!() };
    assert_eq!(own.approve(AccountId(7), "", NOW).err(), Some(ProposalRefusal::Own));
    let Standing::Proposed(other) = one() else { panic!() };
    assert_eq!(other.send_back(AccountId(8), " ", NOW).unwrap_err(), ProposalRefusal::Words);
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let path = prop_oneof!["[a-e]", "[a-e]/[a-e]", "[a-e]/[a-e]/[a-e]", "[a-e](/[a-e]){3,4}"];
    let id = || (1_i64..9).prop_map(ColumnId);
    let change = prop_oneof![
        (6_i64..9, path.clone()).prop_map(|(id, path)| Change::Add {
            id: ColumnId(id),
            unit: UnitId(1),
            form: form(&path)
        }),
        (id(), path).prop_map(|(column, path)| Change::Alter { column, to: altered("名", &path) }),
        (id(), id()).prop_map(|(column, into)| Change::Merge { column, into }),
        id().prop_map(|column| Change::Close { column }),
    ];
    prop::collection::vec(change, 0..8)
}

fn sound(columns: &[Column]) {
    for (at, column) in columns.iter().enumerate() {
        let same = |other: &Column| other.path == column.path;
        assert!(!columns.iter().skip(at + 1).any(same), "two at {}", column.path);
        let above = column.path.rsplit_once('/').map(|(above, _)| above);
        let parent = column.parent_id.and_then(|id| columns.iter().find(|one| one.id == id));
        assert_eq!(parent.map(|parent| parent.path.as_str()), above);
        if column.is_open() {
            assert!(parent.is_none_or(Column::is_open), "open below a closed one");
            assert!(column.path.split('/').count() <= 4);
        }
        if let Some(into) = column.merged_into {
            assert!(!column.is_open() && into != column.id);
        }
    }
}

proptest! {
    #[test]
    fn whatever_is_proposed_the_tree_stays_sound(changes in changes()) {
        let tree = tree();
        let mut plan = Plan::of(&tree, SITE, NOW);
        for change in &changes {
            let before = plan.columns().to_vec();
            let fresh = match change {
                Change::Add { id, .. } => !before.iter().any(|column| column.id == *id),
                _ => true,
            };
            if fresh && plan.make(change).is_err() {
                prop_assert_eq!(plan.columns(), &before[..], "a refused change leaves no trace");
            }
        }
        sound(plan.columns());
    }
}

//! The rules.

use documents::ids::DocumentId;
use platform::Time;
use structure::{AccountId, ColumnId, UnitId};

use super::grounds::grounds;
use super::model::{
    Decision, Grounded, Withholding, WithholdingId, WithholdingRefusal, WithholdingState,
};

fn proposed() -> Withholding {
    Withholding {
        id: WithholdingId(1),
        document_id: DocumentId(2),
        unit_id: UnitId(3),
        column_id: ColumnId(4),
        ground: "in_process".to_owned(),
        reason: "方案还在讨论。".to_owned(),
        proposed_by: AccountId(5),
        proposed_at: Time(0),
        state: WithholdingState::Proposed,
        decided_by: None,
        decided_at: None,
        decision: String::new(),
    }
}

#[test]
fn the_grounds_are_those_of_the_law() {
    assert_eq!(grounds().len(), 7);
    assert!(Grounded::read("state_secret", " 定密 ").is_ok());
    let wrong = Grounded::read("because", "").unwrap_err();
    assert_eq!(
        wrong,
        [("ground", WithholdingRefusal::NoGround), ("reason", WithholdingRefusal::NoReason)]
    );
    assert!(Grounded::read("internal", &"长".repeat(1_001)).is_err());
}

#[test]
fn somebody_else_decides_once_and_says_why_not() {
    let (own, other) = (AccountId(5), AccountId(6));
    let decide = |by, decision, words| proposed().decided(by, (decision, words), Time(9));
    assert_eq!(decide(own, Decision::Confirm, ""), Err(WithholdingRefusal::Own));
    assert_eq!(decide(other, Decision::Refuse, " "), Err(WithholdingRefusal::NoWords));
    let confirmed = decide(other, Decision::Confirm, "").unwrap();
    assert_eq!(confirmed.state, WithholdingState::Confirmed);
    assert_eq!((confirmed.decided_by, confirmed.decided_at), (Some(other), Some(Time(9))));
    let again = confirmed.decided(AccountId(7), (Decision::Refuse, "不对"), Time(10));
    assert_eq!(again, Err(WithholdingRefusal::Decided));
}

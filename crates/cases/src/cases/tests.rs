//! The life of a case: whatever is tried in whatever order, the record never says two things at once.

use platform::Time;
use proptest::prelude::*;
use structure::{SiteId, UnitId};

use super::{AnyCase, CaseRecord, CaseState, Closure, FormKey, Holder, HolderSecret};
use crate::handling::CaseAct;
use crate::ids::CaseId;

pub(crate) fn record(state: CaseState) -> CaseRecord {
    let open = !matches!(state, CaseState::Received);
    CaseRecord {
        id: CaseId(1),
        kind: "letters".into(),
        receipt: "XJ202611230001".into(),
        secret_hash: String::new(),
        site_id: SiteId(1),
        unit_id: UnitId(7),
        theme: "city".into(),
        title: String::new(),
        body: String::new(),
        holder: Vec::new(),
        holder_mark: String::new(),
        wants_public: true,
        state,
        received_at: Time(0),
        accept_due: Time(1),
        accepted_at: open.then_some(Time(1)),
        answer_due: open.then_some(Time(2)),
        paused_at: (state == CaseState::Waiting).then_some(Time(1)),
        extended_at: None,
        answered_at: (state == CaseState::Answered).then_some(Time(1)),
        closed_at: (state == CaseState::Closed).then_some(Time(1)),
        closure_reason: (state == CaseState::Closed).then(|| "elsewhere".into()),
        closure_words: String::new(),
        merged_into: None,
        escalation: 0,
        rating: None,
        rating_words: String::new(),
        rated_at: None,
        published_at: None,
        follow_up_due: None,
        erased_at: None,
        kept_why: None,
        changed_at: Time(0),
    }
}

fn closure() -> Closure {
    Closure { reason: "elsewhere".into(), words: "…".into() }
}

/// Tries an act; none where the state has no such method.
fn attempt(record: &CaseRecord, act: CaseAct, now: Time) -> Option<CaseRecord> {
    let due = now.plus_days(3);
    Some(match (AnyCase::of(record.clone()), act) {
        (AnyCase::Received(case), CaseAct::Accept) => case.accept(due, now).record,
        (AnyCase::Received(case), CaseAct::Transfer) => case.transfer(UnitId(8), now).record,
        (AnyCase::Accepted(case), CaseAct::Transfer) => case.transfer(UnitId(8), now).record,
        (AnyCase::Received(case), CaseAct::Merge) => case.merge(CaseId(2), "…".into(), now).record,
        (AnyCase::Accepted(case), CaseAct::Merge) => case.merge(CaseId(2), "…".into(), now).record,
        (AnyCase::Accepted(case), CaseAct::Ask) => case.ask(now).record,
        (AnyCase::Accepted(case), CaseAct::Propose) => case.propose(now).record,
        (AnyCase::Accepted(case), CaseAct::Extend) => match case.extend(due, now) {
            Ok(case) => case.record,
            Err(case) => case.record,
        },
        (AnyCase::Waiting(case), CaseAct::Resume) => case.resume(Some(due), now).record,
        (AnyCase::InReview(case), CaseAct::Review) => case.deliver(now).record,
        (AnyCase::Received(case), CaseAct::Close) => case.close(closure(), now).record,
        (AnyCase::Accepted(case), CaseAct::Close) => case.close(closure(), now).record,
        (AnyCase::Waiting(case), CaseAct::Close) => case.close(closure(), now).record,
        (AnyCase::Answered(case), CaseAct::Reopen) => case.reopen(due, now).record,
        (AnyCase::Closed(case), CaseAct::Reopen) => match case.reopen(due, now) {
            Ok(case) => case.record,
            Err(case) => case.record,
        },
        (AnyCase::Answered(case), CaseAct::Publish) => case.published(Some(now), now).record,
        _ => return None,
    })
}

/// Acts that are methods of states; the others don't move a case.
const MOVING: [CaseAct; 11] = [
    CaseAct::Accept,
    CaseAct::Transfer,
    CaseAct::Merge,
    CaseAct::Ask,
    CaseAct::Propose,
    CaseAct::Extend,
    CaseAct::Resume,
    CaseAct::Review,
    CaseAct::Close,
    CaseAct::Reopen,
    CaseAct::Publish,
];

#[test]
fn what_the_desk_offers_is_what_the_types_allow() {
    for state in CaseState::ALL {
        for act in MOVING {
            let done = attempt(&record(state), act, Time(5));
            assert_eq!(done.is_some(), act.fits(state), "{act:?} in {state:?}");
        }
    }
}

fn consistent(record: &CaseRecord) {
    let state = record.state;
    assert_eq!(record.paused_at.is_some(), state == CaseState::Waiting, "{record:?}");
    assert_eq!(record.answered_at.is_some(), state == CaseState::Answered, "{record:?}");
    assert_eq!(record.closed_at.is_some(), state == CaseState::Closed, "{record:?}");
    assert_eq!(record.closure_reason.is_some(), state == CaseState::Closed, "{record:?}");
    if !matches!(state, CaseState::Received | CaseState::Closed) {
        assert!(record.accepted_at.is_some() && record.answer_due.is_some(), "{record:?}");
    }
    assert_eq!(record.due().is_some(), state.is_open() && state != CaseState::Waiting);
}

proptest! {
    #[test]
    fn no_order_of_acts_makes_a_case_contradict_itself(
        acts in proptest::collection::vec(0_usize..MOVING.len() + 1, 1..40),
    ) {
        let mut case = record(CaseState::Received);
        for (at, act) in (10_i64..).zip(acts) {
            let now = Time(at * 3_600_000_000);
            let moved = match MOVING.get(act) {
                Some(act) => attempt(&case, *act, now),
                None => match AnyCase::of(case.clone()) {
                    AnyCase::InReview(case) => Some(case.send_back(now).record),
                    AnyCase::Waiting(case) => Some(case.withdraw("…".into(), now).record),
                    _ => None,
                },
            };
            if let Some(moved) = moved {
                let over = case.closure_reason.as_deref() == Some(Closure::MERGED)
                    || case.closure_reason.as_deref() == Some(Closure::WITHDRAWN);
                prop_assert!(!over || moved.state == CaseState::Closed);
                case = moved;
            }
            consistent(&case);
        }
    }
}

#[test]
fn the_same_form_has_the_same_secret_and_no_other_opens() {
    let folder = tempfile::tempdir().unwrap();
    let secret = structure::Secret::of_folder(folder.path()).unwrap();
    let (key, other) = (FormKey::draw(), FormKey::draw());
    let one = HolderSecret::of_form(&secret, &key).unwrap();
    let hash = one.hash(&secret, "XJ1").unwrap();
    let typed = HolderSecret::typed(&format!(" {} ", one.reveal().to_uppercase()));
    assert!(typed.fits(&secret, "XJ1", &hash).unwrap());
    assert!(!typed.fits(&secret, "XJ2", &hash).unwrap());
    let others = HolderSecret::of_form(&secret, &other).unwrap();
    assert!(!others.fits(&secret, "XJ1", &hash).unwrap());
    assert!(!hash.contains(&one.reveal().replace('-', "")));
    assert!(FormKey::parse("short").is_none() && FormKey::parse(&"ä".repeat(30)).is_none());
}

#[test]
fn a_holder_is_sealed_for_one_case_and_masked_on_screen() {
    let folder = tempfile::tempdir().unwrap();
    let secret = structure::Secret::of_folder(folder.path()).unwrap();
    let holder = Holder {
        name: "程望舒".into(),
        phone: "13900001234".into(),
        email: "wangshu@example.cn".into(),
        address: "未央路一百号三单元".into(),
        verified: Vec::new(),
    };
    let sealed = holder.seal(&secret, CaseId(1)).unwrap();
    let raw = String::from_utf8_lossy(&sealed).into_owned();
    assert!(!raw.contains("13900001234") && !raw.contains("程望舒"));
    assert_eq!(Holder::open(&secret, CaseId(1), &sealed).unwrap(), holder);
    assert!(Holder::open(&secret, CaseId(2), &sealed).is_err());
    let masked = holder.masked();
    assert_eq!((masked.name.as_str(), masked.phone.as_str()), ("程**", "139****1234"));
    assert!(!masked.email.contains("wangshu") && !masked.address.contains("三单元"));
}

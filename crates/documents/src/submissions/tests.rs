//! Random people doing random things: whatever goes out was signed by everybody it needs, or was an
//! emergency.

use platform::Time;
use proptest::prelude::*;
use structure::AccountId;

use super::*;
use crate::ids::{DocumentId, RevisionId, SubmissionId};
use crate::reviews::ReviewStep;

const DIGEST: &str = "d1";

fn facts(steps: i64) -> Facts {
    Facts {
        id: SubmissionId(1),
        document_id: DocumentId(1),
        revision_id: RevisionId(1),
        digest: DIGEST.into(),
        submitter: Some(AccountId(1)),
        authors: [AccountId(1), AccountId(2)].into(),
        chain: Chain::of_column(steps),
        publish_at: None,
        expire_at: None,
    }
}

#[test]
fn chains_end_with_the_confidentiality_review() {
    use ReviewStep::{Confidentiality, Final, First, Second};
    assert_eq!(Chain::of_column(1).steps(), [First, Confidentiality]);
    assert_eq!(Chain::of_column(2).steps(), [First, Final, Confidentiality]);
    assert_eq!(Chain::of_column(3).steps(), [First, Second, Final, Confidentiality]);
    assert_eq!(Chain::of_column(0), Chain::of_column(1));
    assert_eq!(Chain::of_column(9), Chain::of_column(3));
}

#[test]
fn refusals_are_told_apart() {
    let fresh = || Submission::new(facts(2));
    let sign = |step, who, digest| fresh().sign(step, AccountId(who), digest, Time(0)).unwrap_err();
    assert_eq!(sign(ReviewStep::Second, 5, DIGEST), SignRefusal::NotInChain);
    assert_eq!(sign(ReviewStep::Final, 5, DIGEST), SignRefusal::OutOfOrder);
    assert_eq!(sign(ReviewStep::First, 1, DIGEST), SignRefusal::OwnSubmission);
    assert_eq!(sign(ReviewStep::First, 2, DIGEST), SignRefusal::OwnWork);
    assert_eq!(sign(ReviewStep::First, 5, "d2"), SignRefusal::DigestChanged);
    let Signed::Further(second) =
        fresh().sign(ReviewStep::First, AccountId(5), DIGEST, Time(0)).unwrap()
    else {
        panic!("two more steps are to come");
    };
    let again = second.sign(ReviewStep::Final, AccountId(5), DIGEST, Time(0)).unwrap_err();
    assert_eq!(again, SignRefusal::SignedAlready);
    let silent = fresh().send_back(ReviewStep::First, AccountId(5), DIGEST, "  ").unwrap_err();
    assert_eq!(silent, SignRefusal::ReasonMissing);
    assert_eq!(fresh().recall(AccountId(9)).unwrap_err(), RecallRefusal::NotYours);
    assert!(fresh().recall(AccountId(2)).is_ok());
}

fn emergency(reason: &str) -> Emergency {
    Emergency {
        reason: reason.into(),
        by: AccountId(7),
        at: Time(0),
        due: Time(86_400_000_000),
        signed: None,
    }
}

#[test]
fn an_emergency_needs_a_reason_and_another_person() {
    let fresh = || Submission::new(facts(1));
    let silent = fresh().publish_in_emergency(emergency(" ")).unwrap_err();
    assert_eq!(silent, EmergencyRefusal::ReasonMissing);
    let live = fresh().publish_in_emergency(emergency("暴雨红色预警")).unwrap();
    let sign = |who, digest| live.clone().sign_emergency(AccountId(who), digest, Time(1));
    assert_eq!(sign(7, DIGEST).unwrap_err(), EmergencyRefusal::SamePerson);
    assert_eq!(sign(1, DIGEST).unwrap_err(), EmergencyRefusal::OwnWork);
    assert_eq!(sign(9, "d2").unwrap_err(), EmergencyRefusal::DigestChanged);
    let signed = sign(9, DIGEST).unwrap();
    let again = signed.sign_emergency(AccountId(10), DIGEST, Time(2)).unwrap_err();
    assert_eq!(again, EmergencyRefusal::NotOpen);
}

/// Something somebody tries.
#[derive(Clone, Debug)]
enum Try {
    Sign(usize, i64, bool),
    SendBack(usize, i64),
    Refer(usize, i64),
    Clear,
    Refuse,
    Recall(i64),
    Publish,
    Emergency(bool),
    SignEmergency(i64),
}

fn tries() -> impl Strategy<Value = Try> {
    let step = 0..4_usize;
    let who = 1..9_i64;
    prop_oneof![
        6 => (step.clone(), who.clone(), prop::bool::weighted(0.9)).prop_map(|(s, w, d)| Try::Sign(s, w, d)),
        1 => (step.clone(), who.clone()).prop_map(|(s, w)| Try::SendBack(s, w)),
        1 => (step, who.clone()).prop_map(|(s, w)| Try::Refer(s, w)),
        1 => Just(Try::Clear),
        1 => Just(Try::Refuse),
        1 => who.clone().prop_map(Try::Recall),
        2 => Just(Try::Publish),
        1 => any::<bool>().prop_map(Try::Emergency),
        1 => who.prop_map(Try::SignEmergency),
    ]
}

/// What comes of it; a refusal leaves everything as it was.
fn attempt(now: AnySubmission, what: &Try) -> AnySubmission {
    let before = now.clone();
    let step = |index: &usize| ReviewStep::ALL[*index];
    let digest = |good: bool| if good { DIGEST } else { "forged" };
    let after = match (now, what) {
        (AnySubmission::InReview(s), Try::Sign(at, who, good)) => s
            .sign(step(at), AccountId(*who), digest(*good), Time(0))
            .ok()
            .map(|signed| match signed {
                Signed::Further(next) => AnySubmission::InReview(next),
                Signed::Complete(done) => AnySubmission::Approved(done),
            }),
        (AnySubmission::InReview(s), Try::SendBack(at, who)) => {
            s.send_back(step(at), AccountId(*who), DIGEST, "退回").ok().map(AnySubmission::Returned)
        }
        (AnySubmission::InReview(s), Try::Refer(at, who)) => {
            s.refer(step(at), AccountId(*who), DIGEST, "存疑").ok().map(AnySubmission::Referred)
        }
        (AnySubmission::InReview(s), Try::Recall(who)) => {
            s.recall(AccountId(*who)).ok().map(AnySubmission::Recalled)
        }
        (AnySubmission::InReview(s), Try::Emergency(reason)) => s
            .publish_in_emergency(emergency(if *reason { "急" } else { "" }))
            .ok()
            .map(AnySubmission::Published),
        (AnySubmission::Referred(s), Try::Clear) => Some(AnySubmission::InReview(s.clear())),
        (AnySubmission::Referred(s), Try::Refuse) => Some(AnySubmission::Returned(s.refuse())),
        (AnySubmission::Approved(s), Try::Publish) => Some(AnySubmission::Published(s.publish())),
        (AnySubmission::Approved(s), Try::Recall(who)) => {
            s.recall(AccountId(*who)).ok().map(AnySubmission::Recalled)
        }
        (AnySubmission::Published(s), Try::SignEmergency(who)) => {
            s.sign_emergency(AccountId(*who), DIGEST, Time(0)).ok().map(AnySubmission::Published)
        }
        _ => None,
    };
    after.unwrap_or(before)
}

fn check(now: &AnySubmission, chain: &Chain) {
    let signatures = match now {
        AnySubmission::InReview(s) => s.signatures(),
        AnySubmission::Approved(s) => {
            assert_eq!(s.signatures().len(), chain.steps().len());
            s.signatures()
        }
        AnySubmission::Published(s) => match s.basis() {
            Basis::Signatures(signatures) => {
                assert_eq!(signatures.len(), chain.steps().len());
                signatures
            }
            Basis::Emergency(emergency) => {
                assert!(!emergency.reason.trim().is_empty());
                let other = |(who, _): &(AccountId, Time)| *who != emergency.by && who.0 > 2;
                assert!(emergency.signed.as_ref().is_none_or(other));
                return;
            }
        },
        _ => return,
    };
    let steps: Vec<_> = signatures.iter().map(|signature| signature.step).collect();
    assert_eq!(steps, chain.steps()[..steps.len()]);
    let mut people: Vec<_> = signatures.iter().map(|signature| signature.signer).collect();
    assert!(people.iter().all(|who| who.0 > 2), "authors and submitter never sign");
    people.sort_unstable();
    people.dedup();
    assert_eq!(people.len(), signatures.len(), "nobody signs twice");
    assert!(signatures.iter().all(|signature| signature.digest == DIGEST));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn nothing_goes_out_unsigned(steps in 1..4_i64, tries in prop::collection::vec(tries(), 1..60)) {
        let mut now = AnySubmission::InReview(Submission::new(facts(steps)));
        for what in &tries {
            now = attempt(now, what);
            check(&now, &Chain::of_column(steps));
        }
    }
}

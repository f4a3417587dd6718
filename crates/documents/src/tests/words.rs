//! Every rule, state and step has its words.

use web::Messages;

use crate::documents::{DocumentRefusal as D, DocumentState};
use crate::kinds::DocumentNumberRefusal as N;
use crate::placements::PlacementRefusal as L;
use crate::publications::PublishRefusal as P;
use crate::referrals::{Decision, ReferralRefusal as F};
use crate::reviews::{ReviewStep, Verdict};
use crate::stopped::Why;
use crate::submissions::{
    EmergencyRefusal as E, RecallRefusal as R, SignRefusal as S, SubmitRefusal as U,
};
use crate::withdrawals::WithdrawRefusal as W;

#[test]
fn every_refusal_has_words() {
    let messages = Messages::embedded().unwrap();
    let documents = [
        D::Missing,
        D::UnderWay,
        D::Trashed,
        D::Changed,
        D::SlugTaken,
        D::SlugNotInForm,
        D::Live,
        D::NotLive,
        D::NoColumn,
    ];
    let submits = [
        U::UnderWay,
        U::NothingNew,
        U::Trashed,
        U::ColumnClosed,
        U::TimePast,
        U::ExpiryBeforePublication,
        U::Changed,
    ];
    let signs = [
        S::OwnSubmission,
        S::OwnWork,
        S::SignedAlready,
        S::DigestChanged,
        S::OutOfOrder,
        S::NotInChain,
        S::NotInReview,
        S::ReasonMissing,
    ];
    let recalls = [R::Referred, R::Over, R::NotYours];
    let emergencies = [
        E::ReasonMissing,
        E::Referred,
        E::NothingNew,
        E::Trashed,
        E::NotOpen,
        E::SamePerson,
        E::OwnWork,
        E::DigestChanged,
    ];
    let withdrawals = [
        W::ReasonMissing,
        W::AddressMissing,
        W::NoticeMissing,
        W::NotLive,
        W::NotWithdrawn,
        W::NewerUnderWay,
    ];
    let placements = [L::AlreadyThere, L::NotThere, L::Home, L::TimePast];
    let publishing = [P::NotApproved, P::TimePast, P::ExpiryBeforePublication, P::Trashed];
    let referrals = [F::Missing, F::Decided, F::ReasonMissing, F::OwnWork];
    let whys = documents
        .map(Why::Document)
        .into_iter()
        .chain(submits.map(Why::Submit))
        .chain(signs.map(Why::Sign))
        .chain(recalls.map(Why::Recall))
        .chain(emergencies.map(Why::Emergency))
        .chain(withdrawals.map(Why::Withdraw))
        .chain(placements.map(Why::Placement))
        .chain(publishing.map(Why::Publish))
        .chain(referrals.map(Why::Referral))
        .chain([Why::Fields(Vec::new())]);
    for why in whys {
        assert!(messages.has(why.key()), "{}", why.key());
    }
    for why in [N::NotInForm, N::WithOrdinal, N::Padded, N::Year] {
        assert!(messages.has(why.key()), "{}", why.key());
    }
}

#[test]
fn every_state_and_step_has_words() {
    let messages = Messages::embedded().unwrap();
    for step in ReviewStep::ALL {
        assert!(messages.has(step.key()) && messages.has(&format!("review-act-{}", step.word())));
        assert_eq!(ReviewStep::parse(step.word()), Some(*step));
    }
    for state in DocumentState::ALL {
        assert!(messages.has(state.key()));
        assert_eq!(DocumentState::parse(state.word()), Some(*state));
    }
    for verdict in [Verdict::Passed, Verdict::Returned, Verdict::Doubtful] {
        assert!(messages.has(verdict.key()) && messages.has(&format!("{}.hint", verdict.key())));
    }
    for decision in [Decision::Clear, Decision::Secret] {
        assert!(messages.has(decision.key()));
    }
}

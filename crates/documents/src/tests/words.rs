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

fn of_documents() -> Vec<Why> {
    let documents =
        [D::Missing, D::UnderWay, D::Trashed, D::Changed, D::SlugTaken].map(Why::Document);
    let more = [D::SlugNotInForm, D::Live, D::NotLive, D::NoColumn].map(Why::Document);
    let placements = [L::AlreadyThere, L::NotThere, L::Home, L::TimePast].map(Why::Placement);
    let fields = [Why::Fields(Vec::new())];
    documents.into_iter().chain(more).chain(placements).chain(fields).collect()
}

fn of_reviews() -> Vec<Why> {
    let submits = [U::UnderWay, U::NothingNew, U::Trashed, U::ColumnClosed, U::TimePast];
    let more = [U::ExpiryBeforePublication, U::Changed].map(Why::Submit);
    let signs = [S::OwnSubmission, S::OwnWork, S::SignedAlready, S::DigestChanged];
    let others = [S::OutOfOrder, S::NotInChain, S::NotInReview, S::ReasonMissing].map(Why::Sign);
    let recalls = [R::Referred, R::Over, R::NotYours].map(Why::Recall);
    let referrals = [F::Missing, F::Decided, F::ReasonMissing, F::OwnWork].map(Why::Referral);
    let submits = submits.map(Why::Submit).into_iter().chain(more);
    let signs = signs.map(Why::Sign).into_iter().chain(others);
    submits.chain(signs).chain(recalls).chain(referrals).collect()
}

fn of_publications() -> Vec<Why> {
    let publishing = [P::NotApproved, P::TimePast, P::ExpiryBeforePublication, P::Trashed];
    let emergencies = [E::ReasonMissing, E::Referred, E::NothingNew, E::Trashed];
    let more = [E::NotOpen, E::SamePerson, E::OwnWork, E::DigestChanged].map(Why::Emergency);
    let withdrawals = [W::ReasonMissing, W::AddressMissing, W::NoticeMissing, W::NotLive];
    let others = [W::NotWithdrawn, W::NewerUnderWay].map(Why::Withdraw);
    let publishing = publishing.map(Why::Publish).into_iter();
    let emergencies = emergencies.map(Why::Emergency).into_iter().chain(more);
    let withdrawals = withdrawals.map(Why::Withdraw).into_iter().chain(others);
    publishing.chain(emergencies).chain(withdrawals).collect()
}

#[test]
fn every_refusal_has_words() {
    let messages = Messages::embedded().unwrap();
    for why in of_documents().into_iter().chain(of_reviews()).chain(of_publications()) {
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

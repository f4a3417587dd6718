//! Claims on both databases: taken, taken over, given up; due times.

use platform::Time;

use super::*;
use crate::reviews::{ReviewStep, Verdict};
use crate::stopped::Why;
use crate::submissions::SignRefusal;
use crate::tests::district::{EDITOR, REVIEWERS, districts, why};

#[test]
fn a_step_is_due_after_the_usual_time_or_when_its_claimer_said() {
    let began = Time(0);
    let due = due_of(began, None);
    assert_eq!(due, began.plus_days(2));
    assert_eq!(urgency(due, began), Urgency::Calm);
    assert_eq!(urgency(due, began.plus_days(1)), Urgency::Near);
    assert_eq!(urgency(due, due), Urgency::Late);
}

#[tokio::test]
async fn a_step_is_claimed_taken_over_and_given_up() {
    for district in districts().await {
        let ctx = &district.ctx;
        let saved = district.create(district.news, "待审稿").await;
        let id = district.submit(&saved).await;
        let first = (id, ReviewStep::First);
        let [one, other, ..] = REVIEWERS;
        let own = claim(ctx, EDITOR, first, None).await;
        assert_eq!(why(own), Why::Sign(SignRefusal::OwnSubmission));
        let early = claim(ctx, one, (id, ReviewStep::Confidentiality), None).await;
        assert_eq!(why(early), Why::Sign(SignRefusal::OutOfOrder));
        let past = claim(ctx, one, first, Some(ctx.now())).await;
        assert_eq!(why(past), Why::Claim(ClaimRefusal::Time));

        claim(ctx, one, first, None).await.unwrap();
        assert_eq!(why(claim(ctx, one, first, None).await), Why::Claim(ClaimRefusal::Yours));
        let later = ctx.now().plus_days(5);
        claim(ctx, other, first, Some(later)).await.unwrap();
        let open = of_submissions(&ctx.db, &[id]).await.unwrap();
        assert_eq!((open.len(), open[0].account_id, open[0].due_at), (1, other, later));
        assert_eq!(why(release(ctx, one, first).await), Why::Claim(ClaimRefusal::NotYours));

        // A claim shuts nobody out.
        district.review(id, one, (ReviewStep::First, Verdict::Passed, "")).await.unwrap();
        release(ctx, other, first).await.unwrap();
        assert!(of_submissions(&ctx.db, &[id]).await.unwrap().is_empty());
        district.verify().await;
    }
}

//! From the first draft to the last publication.

use structure::AccountId;

use super::district::{District, EDITOR, REVIEWERS, districts, editor, news, why};
use crate::documents::{self, DocumentRefusal, DocumentState};
use crate::publications::{self, PublishRefusal};
use crate::referrals::{self, Decision, ReferralRefusal};
use crate::reviews::{ReviewOutcome, ReviewStep, Verdict};
use crate::revisions;
use crate::slips;
use crate::stopped::Why;
use crate::submissions::{self, RecallRefusal, SignRefusal, SubmitRefusal};

#[tokio::test]
async fn a_document_goes_out_with_its_last_signature() {
    for d in districts().await {
        let saved = d.create(d.notices, "关于停水的通知").await;
        assert!(documents::by_key(&d.ctx.db, &saved.key).await.unwrap().is_some());
        let id = d.submit(&saved).await;
        let record = submissions::by_id(&d.ctx.db, id).await.unwrap().unwrap();
        assert_eq!(record.authors, [EDITOR]);
        assert_eq!(record.next_step, Some(ReviewStep::First));
        assert_eq!(d.document(saved.document_id).await.state, DocumentState::InReview);
        assert_eq!(d.sign_all(id).await, ReviewOutcome::Published);
        let document = d.document(saved.document_id).await;
        assert_eq!(document.state, DocumentState::Published);
        assert_eq!(document.live_revision_id, Some(saved.revision_id));
        assert_eq!(document.card.as_ref().unwrap().title, "关于停水的通知");
        let tags = d.last_tags().await;
        for tag in [
            format!("document:{}", document.id),
            format!("list:{}", d.notices),
            format!("newest:{}", d.notices),
            format!("unit-list:{}", d.unit),
        ] {
            assert!(tags.contains(&tag), "{tag} in {tags:?}");
        }
        let verbs = d.verbs(document.id).await;
        let passed = ["review.passed"; 4];
        let expected =
            [&["document.created", "document.submitted"][..], &passed, &["document.published"]]
                .concat();
        assert_eq!(verbs, expected);
        let slip = slips::slip(&d.ctx.db, id).await.unwrap().unwrap();
        assert!(slip.steps.iter().all(|step| step.reviews.len() == 1));
        assert_eq!(slip.publication.unwrap().published_by, format!("account:{}", REVIEWERS[3]));
        d.verify().await;
    }
}

#[tokio::test]
async fn a_live_document_stays_live_while_its_next_revision_is_written_and_reviewed() {
    for d in districts().await {
        let live = d.published(d.news, "开馆公告").await;
        let next = d.save(&live, news("开馆公告（更新）")).await.unwrap();
        let edited = d.document(live.id).await;
        assert_eq!((edited.state, edited.is_live()), (DocumentState::Draft, true));
        assert_eq!(edited.card.as_ref().unwrap().title, "开馆公告");
        let id = d.submit(&next).await;
        assert_eq!(d.document(live.id).await.live_revision_id, live.live_revision_id);
        d.sign_all(id).await;
        let document = d.document(live.id).await;
        assert_eq!(document.live_revision_id, Some(next.revision_id));
        assert_eq!(document.first_published_at, live.first_published_at);
        assert_eq!(document.published_at, live.published_at);
        let publications = publications::of_document(&d.ctx.db, live.id).await.unwrap();
        assert_eq!(publications.len(), 2);
        assert!(publications[1].ended_at.is_some() && publications[0].ended_at.is_none());
        assert_eq!(revisions::list(&d.ctx.db, live.id).await.unwrap().len(), 2);
    }
}

#[tokio::test]
async fn two_clerks_cannot_overwrite_each_other() {
    for d in districts().await {
        let saved = d.create(d.news, "第一稿").await;
        let seen = d.document(saved.document_id).await;
        d.save(&seen, news("第二稿")).await.unwrap();
        let late = d.save(&seen, news("另一稿")).await;
        assert_eq!(why(late), Why::Document(DocumentRefusal::Changed));
        let now = d.document(saved.document_id).await;
        assert_eq!(now.title, "第二稿");
        let same = d.save(&now, news("第二稿")).await.unwrap();
        assert_eq!((same.number, same.seq), (2, None));
    }
}

#[tokio::test]
async fn nothing_is_edited_or_submitted_twice_while_reviewers_read() {
    for d in districts().await {
        let saved = d.create(d.news, "通知").await;
        d.submit(&saved).await;
        let document = d.document(saved.document_id).await;
        assert_eq!(
            why(d.save(&document, news("改")).await),
            Why::Document(DocumentRefusal::UnderWay)
        );
        let again = submissions::submit(&d.ctx, editor(), &District::submit_form(&saved)).await;
        assert_eq!(why(again), Why::Submit(SubmitRefusal::UnderWay));
        let stranger =
            submissions::recall(&d.ctx, platform::Actor::Account(999), document.id).await;
        assert_eq!(why(stranger), Why::Recall(RecallRefusal::NotYours));
        submissions::recall(&d.ctx, editor(), document.id).await.unwrap();
        assert_eq!(d.document(document.id).await.state, DocumentState::Draft);
        d.save(&document, news("改")).await.unwrap();
    }
}

#[tokio::test]
async fn nobody_signs_their_own_work_or_two_steps() {
    for d in districts().await {
        let saved = d.create(d.news, "通知").await;
        let id = d.submit(&saved).await;
        let pass = |step| (step, Verdict::Passed, "");
        let own = d.review(id, EDITOR, pass(ReviewStep::First)).await;
        assert_eq!(why(own), Why::Sign(SignRefusal::OwnSubmission));
        let early = d.review(id, REVIEWERS[0], pass(ReviewStep::Confidentiality)).await;
        assert_eq!(why(early), Why::Sign(SignRefusal::OutOfOrder));
        let foreign = d.review(id, REVIEWERS[0], pass(ReviewStep::Second)).await;
        assert_eq!(why(foreign), Why::Sign(SignRefusal::NotInChain));
        d.review(id, REVIEWERS[0], pass(ReviewStep::First)).await.unwrap();
        let twice = d.review(id, REVIEWERS[0], pass(ReviewStep::Confidentiality)).await;
        assert_eq!(why(twice), Why::Sign(SignRefusal::SignedAlready));
        assert_eq!(d.verbs(saved.document_id).await.len(), 3, "refusals leave no entry");
    }
}

#[tokio::test]
async fn a_reviewer_signs_what_was_read_and_tampering_shows() {
    for d in districts().await {
        let saved = d.create(d.news, "通知").await;
        let id = d.submit(&saved).await;
        let form = crate::reviews::ReviewForm {
            submission_id: id,
            step: ReviewStep::First,
            verdict: Verdict::Passed,
            comment: String::new(),
            digest: "0".repeat(64),
        };
        let other = crate::reviews::review(&d.ctx, REVIEWERS[0], &form).await;
        assert_eq!(why(other), Why::Sign(SignRefusal::DigestChanged));
        d.ctx.db.tamper("UPDATE revisions SET body_html = '<p>换了</p>'").await.unwrap();
        let act = (ReviewStep::First, Verdict::Passed, "");
        assert_eq!(
            why(d.review(id, REVIEWERS[0], act).await),
            Why::Sign(SignRefusal::DigestChanged)
        );
    }
}

#[tokio::test]
async fn what_is_sent_back_returns_with_its_reason_and_can_come_again() {
    for d in districts().await {
        let saved = d.create(d.news, "通知").await;
        let id = d.submit(&saved).await;
        let silent = (ReviewStep::First, Verdict::Returned, " ");
        assert_eq!(
            why(d.review(id, REVIEWERS[0], silent).await),
            Why::Sign(SignRefusal::ReasonMissing)
        );
        let act = (ReviewStep::First, Verdict::Returned, "日期写错了");
        assert_eq!(d.review(id, REVIEWERS[0], act).await.unwrap(), ReviewOutcome::Returned);
        let document = d.document(saved.document_id).await;
        assert_eq!(document.state, DocumentState::Returned);
        let next = d.save(&document, news("通知（改）")).await.unwrap();
        let again = d.submit(&next).await;
        assert_eq!(d.sign_all(again).await, ReviewOutcome::Published);
    }
}

#[tokio::test]
async fn what_is_doubtful_waits_for_the_bureau() {
    for d in districts().await {
        let saved = d.create(d.news, "通知").await;
        let id = d.submit(&saved).await;
        d.review(id, REVIEWERS[0], (ReviewStep::First, Verdict::Passed, "")).await.unwrap();
        let doubt = (ReviewStep::Confidentiality, Verdict::Doubtful, "附图可能涉密");
        assert_eq!(d.review(id, REVIEWERS[1], doubt).await.unwrap(), ReviewOutcome::Referred);
        let sign =
            d.review(id, REVIEWERS[1], (ReviewStep::Confidentiality, Verdict::Passed, "")).await;
        assert_eq!(why(sign), Why::Sign(SignRefusal::NotInReview));
        let recall = submissions::recall(&d.ctx, editor(), saved.document_id).await;
        assert_eq!(why(recall), Why::Recall(RecallRefusal::Referred));
        let open = referrals::open(&d.ctx.db, 10).await.unwrap();
        assert_eq!((open.len(), referrals::count_open(&d.ctx.db).await.unwrap()), (1, 1));
        let bureau = AccountId(900);
        let own = referrals::decide(&d.ctx, EDITOR, open[0].id, (Decision::Clear, "")).await;
        assert_eq!(why(own), Why::Referral(ReferralRefusal::OwnWork));
        let mute = referrals::decide(&d.ctx, bureau, open[0].id, (Decision::Secret, "")).await;
        assert_eq!(why(mute), Why::Referral(ReferralRefusal::ReasonMissing));
        referrals::decide(&d.ctx, bureau, open[0].id, (Decision::Clear, "不涉密")).await.unwrap();
        let pass = (ReviewStep::Confidentiality, Verdict::Passed, "");
        assert_eq!(d.review(id, REVIEWERS[1], pass).await.unwrap(), ReviewOutcome::Published);
        d.verify().await;
    }
}

#[tokio::test]
async fn what_is_secret_never_goes_out() {
    for d in districts().await {
        let saved = d.create(d.news, "通知").await;
        let id = d.submit(&saved).await;
        let doubt = (ReviewStep::First, Verdict::Doubtful, "存疑");
        d.review(id, REVIEWERS[0], doubt).await.unwrap();
        let open = referrals::open(&d.ctx.db, 10).await.unwrap();
        let decision = (Decision::Secret, "属于秘密事项");
        referrals::decide(&d.ctx, AccountId(900), open[0].id, decision).await.unwrap();
        assert_eq!(d.document(saved.document_id).await.state, DocumentState::Returned);
        let now = publications::publish_now(&d.ctx, editor(), saved.document_id).await;
        assert_eq!(why(now), Why::Publish(PublishRefusal::NotApproved));
    }
}

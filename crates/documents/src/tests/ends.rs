//! Times of publication, withdrawals, the trash, and what a submission must bring.

use super::district::{District, districts, editor, news, why};
use crate::documents::{self, CreateForm, DocumentRefusal, DocumentState, SaveForm};
use crate::publications::{self};
use crate::reviews::ReviewOutcome;
use crate::stopped::Why;
use crate::submissions::{self, SubmitForm, SubmitRefusal};
use crate::withdrawals::{self, Outcome, WithdrawForm, WithdrawRefusal};

#[tokio::test]
async fn a_timer_publishes_only_what_is_approved_and_due_and_takes_it_down_in_time() {
    for d in districts().await {
        let saved = d.create(d.news, "活动预告").await;
        let now = d.ctx.now();
        let form = SubmitForm {
            publish_at: Some(now.plus_seconds(3_600)),
            expire_at: Some(now.plus_seconds(7_200)),
            ..District::submit_form(&saved)
        };
        let (id, _) = submissions::submit(&d.ctx, editor(), &form).await.unwrap();
        assert_eq!(d.sign_all(id).await, ReviewOutcome::Scheduled);
        assert_eq!(d.run_jobs().await, 0);
        let later = now.plus_seconds(5_400);
        publications::reschedule(&d.ctx, editor(), saved.document_id, later).await.unwrap();
        d.ctx.db.clock().advance_seconds(3_700);
        assert_eq!(d.run_jobs().await, 1, "the first timer finds nothing to do");
        assert_eq!(d.document(saved.document_id).await.state, DocumentState::Scheduled);
        d.ctx.db.clock().advance_seconds(1_800);
        d.run_jobs().await;
        assert_eq!(d.document(saved.document_id).await.state, DocumentState::Published);
        d.ctx.db.clock().advance_seconds(2_000);
        d.run_jobs().await;
        let gone = d.document(saved.document_id).await;
        assert_eq!((gone.state, gone.is_live()), (DocumentState::Withdrawn, false));
        let shown = withdrawals::open_of(&d.ctx.db, gone.id).await.unwrap().unwrap();
        assert_eq!((shown.outcome, shown.withdrawn_by.as_str()), (Outcome::Notice, "system"));
        d.verify().await;
    }
}

#[tokio::test]
async fn a_schedule_can_be_taken_away_and_a_person_publishes() {
    for d in districts().await {
        let saved = d.create(d.news, "活动预告").await;
        let at = d.ctx.now().plus_seconds(600);
        let form = SubmitForm { publish_at: Some(at), ..District::submit_form(&saved) };
        let (id, _) = submissions::submit(&d.ctx, editor(), &form).await.unwrap();
        d.sign_all(id).await;
        publications::unschedule(&d.ctx, editor(), saved.document_id).await.unwrap();
        d.ctx.db.clock().advance_seconds(700);
        d.run_jobs().await;
        assert_eq!(d.document(saved.document_id).await.state, DocumentState::Approved);
        publications::publish_now(&d.ctx, editor(), saved.document_id).await.unwrap();
        assert!(d.document(saved.document_id).await.is_live());
    }
}

#[tokio::test]
async fn a_withdrawal_says_why_and_what_the_public_sees_and_can_be_lifted() {
    for d in districts().await {
        let live = d.published(d.news, "公告").await;
        let empty = WithdrawForm { outcome: Outcome::Moved, ..WithdrawForm::default() };
        assert_eq!(
            empty.problems(),
            [WithdrawRefusal::ReasonMissing, WithdrawRefusal::AddressMissing]
        );
        assert_eq!(
            why(documents::trash(&d.ctx, editor(), live.id).await),
            Why::Document(DocumentRefusal::Live)
        );
        let form = WithdrawForm { reason: "内容有误".into(), ..WithdrawForm::default() };
        withdrawals::withdraw(&d.ctx, editor(), live.id, &form).await.unwrap();
        assert!(d.last_tags().await.contains(&format!("list:{}", d.news)));
        let gone = d.document(live.id).await;
        assert_eq!((gone.state, gone.is_live()), (DocumentState::Withdrawn, false));
        let again = withdrawals::withdraw(&d.ctx, editor(), live.id, &form).await;
        assert_eq!(why(again), Why::Withdraw(WithdrawRefusal::NotLive));
        withdrawals::lift(&d.ctx, editor(), live.id).await.unwrap();
        let back = d.document(live.id).await;
        assert_eq!(
            (back.state, back.live_revision_id),
            (DocumentState::Published, live.live_revision_id)
        );
        assert!(withdrawals::open_of(&d.ctx.db, live.id).await.unwrap().is_none());
        d.verify().await;
    }
}

#[tokio::test]
async fn submissions_are_complete_and_in_time() {
    for d in districts().await {
        let bare = crate::revisions::Content { title: "通知".into(), ..Default::default() };
        let saved = d.create_kind("sample_news", d.news, bare).await;
        let Why::Fields(problems) =
            why(submissions::submit(&d.ctx, editor(), &District::submit_form(&saved)).await)
        else {
            panic!("the fields are missing");
        };
        let fields: Vec<_> = problems.iter().map(|problem| problem.field.as_str()).collect();
        assert_eq!(fields, ["body", "source"]);
        let good = d.create(d.news, "通知二").await;
        let past =
            SubmitForm { publish_at: Some(platform::Time(1)), ..District::submit_form(&good) };
        assert_eq!(
            why(submissions::submit(&d.ctx, editor(), &past).await),
            Why::Submit(SubmitRefusal::TimePast)
        );
        let now = d.ctx.now();
        let crossed = SubmitForm {
            publish_at: Some(now.plus_seconds(100)),
            expire_at: Some(now.plus_seconds(50)),
            ..District::submit_form(&good)
        };
        let refused = submissions::submit(&d.ctx, editor(), &crossed).await;
        assert_eq!(why(refused), Why::Submit(SubmitRefusal::ExpiryBeforePublication));
    }
}

#[tokio::test]
async fn the_trash_keeps_what_is_put_there() {
    for d in districts().await {
        let saved = d.create(d.news, "废稿").await;
        documents::trash(&d.ctx, editor(), saved.document_id).await.unwrap();
        let document = d.document(saved.document_id).await;
        assert_eq!(
            why(d.save(&document, news("改")).await),
            Why::Document(DocumentRefusal::Trashed)
        );
        let submit = submissions::submit(&d.ctx, editor(), &District::submit_form(&saved)).await;
        assert_eq!(why(submit), Why::Submit(SubmitRefusal::Trashed));
        documents::restore(&d.ctx, editor(), saved.document_id).await.unwrap();
        d.save(&document, news("改")).await.unwrap();
    }
}

#[tokio::test]
async fn a_slug_of_ones_own_is_checked_and_unique() {
    for d in districts().await {
        let form = |slug: &str| CreateForm {
            kind: "sample_news".into(),
            column_id: d.news,
            unit_id: d.unit,
            slug: Some(slug.into()),
            content: news("通知"),
            note: String::new(),
        };
        documents::create(&d.ctx, editor(), &form("ting-shui")).await.unwrap();
        let twice = documents::create(&d.ctx, editor(), &form("ting-shui")).await;
        assert_eq!(why(twice), Why::Document(DocumentRefusal::SlugTaken));
        let wrong = documents::create(&d.ctx, editor(), &form("停水")).await;
        assert_eq!(why(wrong), Why::Document(DocumentRefusal::SlugNotInForm));
        let missing = SaveForm {
            document_id: crate::ids::DocumentId(5),
            expected_head: crate::ids::RevisionId(5),
            content: news("无"),
            note: String::new(),
        };
        let nowhere = documents::save(&d.ctx, editor(), &missing).await;
        assert_eq!(why(nowhere), Why::Document(DocumentRefusal::Missing));
    }
}

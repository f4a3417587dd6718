//! An address works until its time, until it is taken back, and never for what may be secret.

use super::*;
use crate::ids::PreviewId;
use crate::reviews::{ReviewStep, Verdict};
use crate::stopped::Why;
use crate::tests::district::{EDITOR, REVIEWERS, districts, why};

#[tokio::test]
async fn an_address_works_until_its_time_or_until_it_is_taken_back() {
    for district in districts().await {
        let ctx = &district.ctx;
        let saved = district.create(district.news, "送阅稿").await;
        let form = |days| PreviewForm {
            document_id: saved.document_id,
            revision_id: saved.revision_id,
            recipient: "张老师".into(),
            days,
        };
        assert_eq!(why(share(ctx, EDITOR, &form(0)).await), Why::Preview(PreviewRefusal::Days));
        assert_eq!(why(share(ctx, EDITOR, &form(31)).await), Why::Preview(PreviewRefusal::Days));
        let (id, secret, _) = share(ctx, EDITOR, &form(3)).await.unwrap();
        let (other, other_secret, _) = share(ctx, EDITOR, &form(1)).await.unwrap();
        let again = PreviewSecret::parse(secret.word()).unwrap();
        let (preview, document) = opened_by(ctx, &again).await.unwrap().unwrap();
        assert_eq!((preview.id, document.id), (id, saved.document_id));
        assert!(opened_by(ctx, &PreviewSecret::random()).await.unwrap().is_none());
        assert!(PreviewSecret::parse("abc").is_none());

        note_opened(ctx, &preview).await.unwrap();
        note_opened(ctx, &preview).await.unwrap();
        let said = VerdictForm {
            opinion: Opinion::Objected,
            name: "张老师".into(),
            words: "第二段有误".into(),
        };
        give_verdict(ctx, &preview, &said).await.unwrap();
        let given = verdicts(&ctx.db, saved.document_id).await.unwrap();
        assert_eq!((given[0].verdict, &*given[0].words), (Opinion::Objected, "第二段有误"));

        revoke(ctx, EDITOR, (saved.document_id, id)).await.unwrap();
        assert!(opened_by(ctx, &secret).await.unwrap().is_none());
        let late = give_verdict(ctx, &preview, &said).await;
        assert_eq!(why(late), Why::Preview(PreviewRefusal::Over));
        let gone = revoke(ctx, EDITOR, (saved.document_id, PreviewId(1))).await;
        assert_eq!(why(gone), Why::Preview(PreviewRefusal::Over));

        assert!(opened_by(ctx, &other_secret).await.unwrap().is_some());
        ctx.db.clock().advance_seconds(86_400);
        assert!(opened_by(ctx, &other_secret).await.unwrap().is_none(), "{other:?} is still open");
        assert_eq!(
            district.verbs(saved.document_id).await[1..],
            [
                "preview.shared",
                "preview.shared",
                "preview.opened",
                "preview.answered",
                "preview.revoked"
            ]
        );
        district.verify().await;
    }
}

#[tokio::test]
async fn what_may_be_secret_is_shown_to_nobody() {
    for district in districts().await {
        let ctx = &district.ctx;
        let saved = district.create(district.news, "存疑稿").await;
        let form = PreviewForm {
            document_id: saved.document_id,
            revision_id: saved.revision_id,
            recipient: String::new(),
            days: 3,
        };
        let (_, secret, _) = share(ctx, EDITOR, &form).await.unwrap();
        let id = district.submit(&saved).await;
        let doubt = (ReviewStep::First, Verdict::Doubtful, "像内部数据");
        district.review(id, REVIEWERS[0], doubt).await.unwrap();
        assert!(opened_by(ctx, &secret).await.unwrap().is_none());
        let again = share(ctx, EDITOR, &form).await;
        assert_eq!(why(again), Why::Preview(PreviewRefusal::Secret));
    }
}

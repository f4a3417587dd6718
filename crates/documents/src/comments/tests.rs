//! Mentions, places, and the life of a comment on both databases.

use structure::AccountId;

use super::*;
use crate::revisions::Content;
use crate::stopped::Why;
use crate::tests::district::{EDITOR, REVIEWERS, districts, editor, news, why};

fn person(id: i64, name: &str, login: &str) -> Named {
    Named { id: AccountId(id), name: name.into(), login: login.into() }
}

#[test]
fn names_and_logins_are_told_apart() {
    let people =
        [person(1, "王一", "w.yi"), person(2, "王一鸣", "w.yiming"), person(3, "王一", "wy2")];
    let ids = |words: &str| mentioned(words, &people).iter().map(|id| id.0).collect::<Vec<_>>();
    assert_eq!(ids("请@王一鸣看第二段"), [2]);
    assert_eq!(ids("@王一 请看"), [1, 3]);
    assert_eq!(ids("＠W.Yi。谢谢 @w.yiming."), [1, 2]);
    assert_eq!(ids("@w.yix 不是他，邮箱 a@b.c 也不是"), [0; 0]);
    assert_eq!(ids("没有人"), [0; 0]);
}

#[test]
fn a_paragraph_is_a_place() {
    let content = Content {
        body_html: "<p>第一段。</p><p>第二段，<b>要紧</b>。</p>".into(),
        ..Content::default()
    };
    let (field, anchor) = Place::parse("paragraph:1", "", "").within(&content).unwrap();
    assert_eq!((&*field, &*anchor.quote, anchor.start), ("body_html", "第二段，要紧。", 4));
    let lost = Place::Paragraph(2).within(&content).unwrap_err();
    assert_eq!(lost, CommentRefusal::QuoteMissing);
    let picked = Place::parse("", "二段， 要", "");
    assert_eq!(picked.within(&content).unwrap().1.quote, "二段，要");
    assert_eq!(Place::parse("field:title", "", ""), Place::Field("title".into()));
    assert_eq!(Place::parse("rubbish", " ", ""), Place::Whole);
}

#[tokio::test]
async fn a_comment_lives_through_a_revision_and_is_settled() {
    for district in districts().await {
        let ctx = &district.ctx;
        let saved = district.create(district.news, "消息").await;
        let form = |place: &str, quote: &str, words: &str| CommentForm {
            document_id: saved.document_id,
            revision_id: saved.revision_id,
            place: Place::parse(place, quote, ""),
            words: words.into(),
        };
        let reviewer = REVIEWERS[0];
        let people = [person(EDITOR.0, "编辑", "editor")];
        let (id, _) =
            write(ctx, reviewer, &form("", "的正文", "@编辑 请写具体"), &people).await.unwrap();
        let empty = write(ctx, reviewer, &form("", "", "  "), &people).await;
        assert_eq!(why(empty), Why::Comment(CommentRefusal::Empty));
        let foreign = write(ctx, reviewer, &form("", "没有的话", "？"), &people).await;
        assert_eq!(why(foreign), Why::Comment(CommentRefusal::QuoteMissing));

        let answered = answer(ctx, EDITOR, (saved.document_id, id), "已改", &[]).await;
        let (answer_id, _) = answered.unwrap();
        let beside = answer(ctx, EDITOR, (saved.document_id, answer_id), "再答", &[]).await;
        assert_eq!(why(beside), Why::Comment(CommentRefusal::Missing));

        let content =
            Content { body_html: "<p>新的：消息的正文。</p>".into(), ..news("消息") };
        let found = |comment: &Comment| comment.found_in(&content);
        let mut all = threads(of_document(&ctx.db, saved.document_id).await.unwrap());
        assert_eq!(all.len(), 1);
        let thread = all.remove(0);
        assert_eq!((found(&thread.first), thread.answers.len()), (Found::Here(5..8), 1));
        let gone = Content { body_html: "<p>换了内容。</p>".into(), ..news("消息") };
        assert_eq!(thread.first.found_in(&gone), Found::Changed);

        settle(ctx, editor(), (saved.document_id, id)).await.unwrap();
        let late = answer(ctx, EDITOR, (saved.document_id, id), "再说", &[]).await;
        assert_eq!(why(late), Why::Comment(CommentRefusal::Settled));
        let twice = settle(ctx, editor(), (saved.document_id, id)).await;
        assert_eq!(why(twice), Why::Comment(CommentRefusal::Settled));
        reopen(ctx, editor(), (saved.document_id, id)).await.unwrap();
        assert!(answer(ctx, EDITOR, (saved.document_id, id), "再说", &[]).await.is_ok());
        assert_eq!(
            district.verbs(saved.document_id).await[1..],
            [
                "comment.written",
                "comment.mentioned",
                "comment.answered",
                "comment.settled",
                "comment.reopened",
                "comment.answered"
            ]
        );
    }
}

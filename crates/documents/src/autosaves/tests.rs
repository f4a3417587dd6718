//! Autosaves on both databases: kept apart, never overwritten by another window, one's own, forgotten.

use platform::Time;
use proptest::prelude::*;
use structure::AccountId;

use super::*;
use crate::tests::district::{EDITOR, REVIEWERS, districts};

fn typed(code: &str, window: &str, before: &str, text: &str) -> Typed {
    Typed {
        code: code.into(),
        window: window.into(),
        before: before.into(),
        based_on: 1,
        typed_at: Time(1),
        fields: vec![("title".into(), "标题".into()), ("body_html".into(), text.into())],
    }
}

proptest! {
    #[test]
    fn typing_is_never_in_the_future(now in 0_i64..4_000_000_000_000_000, ago: i64) {
        let at = moment_of(Time(now), ago);
        prop_assert!(at <= Time(now));
        prop_assert!(at >= Time(now).plus_days(-90));
    }

    /// Whatever the windows do in whatever order, the last words of each window are kept somewhere.
    #[test]
    fn no_window_loses_its_last_words(writes in proptest::collection::vec(0_usize..3, 1..20)) {
        // A model of `keep`: rows by code with the window that wrote last.
        let mut rows: Vec<(String, usize)> = Vec::new();
        let mut codes = ["a".to_owned(), "a".to_owned(), "a".to_owned()];
        let mut last = [const { None }; 3];
        for (turn, window) in writes.into_iter().enumerate() {
            let name = window.to_string();
            let sent = typed(&codes[window], &name, "", "");
            match rows.iter_mut().find(|(code, _)| *code == sent.code) {
                Some((_, by)) if may_go_on(&by.to_string(), &sent) => *by = window,
                Some(_) => {
                    let code = format!("fork{turn}");
                    rows.push((code.clone(), window));
                    codes[window] = code;
                }
                None => rows.push((sent.code.clone(), window)),
            }
            last[window] = Some(codes[window].clone());
        }
        for (window, code) in last.iter().enumerate().filter_map(|(w, c)| Some((w, c.clone()?))) {
            prop_assert!(rows.iter().any(|(own, by)| *own == code && *by == window));
        }
    }
}

#[tokio::test]
async fn what_is_typed_is_kept_apart_and_is_ones_own() {
    for d in districts().await {
        let (db, ctx) = (&d.ctx.db, &d.ctx);
        let saved = d.create(d.news, "走访").await;
        let place =
            Place { document_id: Some(saved.document_id), column_id: d.news, kind: "news".into() };
        let code = keep(db, EDITOR, &place, &typed("one", "w1", "", "甲")).await.unwrap();
        assert_eq!(code, "one");
        assert_eq!(keep(db, EDITOR, &place, &typed("one", "w1", "", "甲乙")).await.unwrap(), "one");
        // Another window with the same form: both are kept.
        let other = keep(db, EDITOR, &place, &typed("one", "w2", "", "丙")).await.unwrap();
        assert_ne!(other, "one");
        let body = async |code: &str| {
            let found = by_code(db, EDITOR, code).await.unwrap();
            found.map(|(_, typed)| typed.get("body_html").to_owned())
        };
        assert_eq!(body("one").await.as_deref(), Some("甲乙"));
        assert_eq!(body(&other).await.as_deref(), Some("丙"));
        // A window that took the form over goes on with it; the one before must not.
        assert_eq!(keep(db, EDITOR, &place, &typed("one", "w3", "w1", "丁")).await.unwrap(), "one");
        assert_ne!(keep(db, EDITOR, &place, &typed("one", "w1", "", "戊")).await.unwrap(), "one");
        assert_eq!(of_document(db, EDITOR, saved.document_id).await.unwrap().len(), 3);

        // The revision is untouched, and nobody else sees any of it.
        let head = crate::revisions::list(db, saved.document_id).await.unwrap();
        assert_eq!(head.len(), 1);
        let stranger: AccountId = REVIEWERS[0];
        assert!(of_account(db, stranger).await.unwrap().is_empty());
        assert!(by_code(db, stranger, "one").await.unwrap().is_none());
        assert_eq!(clear(db, stranger, "one").await.unwrap(), 0);
        assert_eq!(clear(db, EDITOR, "one").await.unwrap(), 1);
        assert_eq!(body("one").await, None);

        ctx.db.clock().advance_seconds(89 * 86_400);
        let new = Place { document_id: None, ..place };
        keep(db, EDITOR, &new, &typed("new", "w4", "", "己")).await.unwrap();
        assert_eq!(of_new(db, EDITOR, d.news, "news").await.unwrap().len(), 1);
        ctx.db.clock().advance_seconds(2 * 86_400);
        assert_eq!(forget_older(db, 90).await.unwrap(), 2);
        assert_eq!(of_account(db, EDITOR).await.unwrap().len(), 1);
        d.verify().await;
    }
}

//! Locks: one writer at a time whatever happens, on both databases.

use platform::Time;
use proptest::prelude::*;
use structure::AccountId;

use super::*;
use crate::ids::{DocumentId, EditLockId};
use crate::tests::district::{EDITOR, REVIEWERS, districts};

fn lock(account: AccountId, taken: Time, seen: Time) -> EditLock {
    EditLock {
        id: EditLockId(1),
        document_id: DocumentId(1),
        account_id: account,
        taken_at: taken,
        seen_at: seen,
    }
}

/// What people do, after some seconds.
#[derive(Clone, Copy, Debug)]
enum Deed {
    Beat(i64),
    TakeOver(i64),
}

fn deeds() -> impl Strategy<Value = Vec<(i64, Deed)>> {
    let deed = prop_oneof![(0_i64..3).prop_map(Deed::Beat), (0_i64..3).prop_map(Deed::TakeOver)];
    proptest::collection::vec((0_i64..120, deed), 1..30)
}

proptest! {
    /// Only one person ever holds it; nobody loses it but by a take-over or by staying away.
    #[test]
    fn one_writer_at_a_time(deeds in deeds()) {
        let mut now = Time(0);
        let mut held: Option<EditLock> = None;
        for (pause, deed) in deeds {
            now = now.plus_seconds(pause);
            let before = held.clone();
            match deed {
                Deed::Beat(who) => {
                    let who = AccountId(who);
                    let after = beat_of(held.as_ref(), (who, true), now);
                    if let Some((holder, since)) = after.filter(|(holder, _)| *holder == who) {
                        held = Some(lock(holder, since, now));
                    }
                    let was = holding(before.as_ref(), who, now);
                    let is = holding(held.as_ref(), who, now);
                    prop_assert_eq!(is == Holding::Mine, !matches!(was, Holding::Theirs(_)));
                }
                Deed::TakeOver(who) => held = Some(lock(AccountId(who), now, now)),
            }
            let mine = |who: i64| holding(held.as_ref(), AccountId(who), now) == Holding::Mine;
            prop_assert!((0..3).filter(|who| mine(*who)).count() <= 1);
        }
    }

    #[test]
    fn a_lock_lapses_without_signs(silence in 0_i64..1000) {
        let held = lock(EDITOR, Time(0), Time(0));
        let now = Time(0).plus_seconds(silence);
        let free = holding(Some(&held), REVIEWERS[0], now) == Holding::Free;
        prop_assert_eq!(free, silence >= 90);
        prop_assert_eq!(beat_of(Some(&held), (REVIEWERS[0], false), now).is_none(), silence >= 90);
    }
}

#[tokio::test]
async fn a_document_is_held_taken_over_and_let_go() {
    for d in districts().await {
        let ctx = &d.ctx;
        let id = d.create(d.news, "一稿").await.document_id;
        let [other, ..] = REVIEWERS;
        let sign = |who| Beat { who, wants: true, typed: true };
        let first = beat(ctx, id, sign(EDITOR)).await.unwrap();
        assert_eq!(first.lock.unwrap().account_id, EDITOR);
        let second = beat(ctx, id, sign(other)).await.unwrap();
        assert_eq!(second.lock.unwrap().account_id, EDITOR);
        assert_eq!(second.present.len(), 2);

        assert!(take_over(ctx, other, id).await.unwrap().is_some(), "it stands in the journal");
        assert!(take_over(ctx, other, id).await.unwrap().is_none(), "it is theirs already");
        let lost = beat(ctx, id, sign(EDITOR)).await.unwrap();
        assert_eq!(lost.lock.unwrap().account_id, other);

        release(&ctx.db, id, EDITOR).await.unwrap();
        assert_eq!(standing(&ctx.db, id).await.unwrap().lock.unwrap().account_id, other);
        release(&ctx.db, id, other).await.unwrap();
        assert_eq!(standing(&ctx.db, id).await.unwrap(), Standing::default());

        beat(ctx, id, sign(EDITOR)).await.unwrap();
        ctx.db.clock().advance_seconds(100);
        assert!(standing(&ctx.db, id).await.unwrap().present.is_empty());
        let taken = beat(ctx, id, sign(other)).await.unwrap();
        assert_eq!((taken.lock.unwrap().account_id, taken.present.len()), (other, 1));
        ctx.db.clock().advance_seconds(2 * 86_400);
        forget_lapsed(&ctx.db).await.unwrap();
        d.verify().await;
    }
}

//! Placements, pins and order.

use super::district::{districts, editor, why};
use crate::documents::DocumentRefusal;
use crate::ids::DocumentId;
use crate::live::{self, LiveItem};
use crate::placements::{self, PlacementRefusal};
use crate::stopped::Why;

#[tokio::test]
async fn a_document_is_written_once_and_shown_in_several_columns() {
    for d in districts().await {
        let live = d.published(d.news, "公告").await;
        placements::place(&d.ctx, editor(), live.id, d.notices).await.unwrap();
        assert!(d.last_tags().await.contains(&format!("list:{}", d.notices)));
        assert_eq!(live::count_in_column(&d.ctx.db, d.notices).await.unwrap(), 1);
        let twice = placements::place(&d.ctx, editor(), live.id, d.notices).await;
        assert_eq!(why(twice), Why::Placement(PlacementRefusal::AlreadyThere));
        let home = placements::unplace(&d.ctx, editor(), live.id, d.news).await;
        assert_eq!(why(home), Why::Placement(PlacementRefusal::Home));
        let item = &live::in_column(&d.ctx.db, d.notices, (0, 10)).await.unwrap()[0];
        assert_eq!(item.url(&d.ctx.tree).unwrap(), format!("/xwzx/bmdt/{}", live.slug));
        // Moving to where it is shown already makes that its home.
        placements::move_home(&d.ctx, editor(), live.id, d.notices).await.unwrap();
        let placed = placements::of_document(&d.ctx.db, live.id).await.unwrap();
        assert_eq!(placed.len(), 1);
        assert!(placed[0].home && placed[0].live);
        placements::place(&d.ctx, editor(), live.id, d.news).await.unwrap();
        placements::unplace(&d.ctx, editor(), live.id, d.news).await.unwrap();
        let gone = placements::unplace(&d.ctx, editor(), live.id, d.news).await;
        assert_eq!(why(gone), Why::Placement(PlacementRefusal::NotThere));
        d.verify().await;
    }
}

#[tokio::test]
async fn pins_end_in_time_and_order_by_hand_stands_above_dates() {
    for d in districts().await {
        let mut documents = Vec::new();
        for title in ["一", "二", "三"] {
            documents.push(d.published(d.news, title).await);
            d.ctx.db.clock().advance_seconds(60);
        }
        let titles = async || {
            let items = live::in_column(&d.ctx.db, d.news, (0, 10)).await.unwrap();
            items.into_iter().map(|item| item.card.title).collect::<String>()
        };
        assert_eq!(titles().await, "三二一");
        let until = Some(d.ctx.now().plus_seconds(600));
        placements::pin(&d.ctx, editor(), (documents[0].id, d.news), until).await.unwrap();
        assert_eq!(titles().await, "一三二");
        placements::order(&d.ctx, editor(), (documents[1].id, d.news), 5).await.unwrap();
        assert_eq!(titles().await, "一二三");
        d.ctx.db.clock().advance_seconds(700);
        d.run_jobs().await;
        assert_eq!(titles().await, "二三一");
        placements::order(&d.ctx, editor(), (documents[1].id, d.news), 0).await.unwrap();
        assert_eq!(titles().await, "三二一");
        let past = placements::pin(&d.ctx, editor(), (documents[0].id, d.news), until).await;
        assert_eq!(why(past), Why::Placement(PlacementRefusal::TimePast));
        let home = &placements::of_document(&d.ctx.db, documents[1].id).await.unwrap()[0];
        let both = live::neighbours(&d.ctx.db, home).await.unwrap();
        assert_eq!(both.newer.unwrap().title, "三");
        assert_eq!(both.older.unwrap().title, "一");
        d.verify().await;
    }
}

#[tokio::test]
async fn nothing_moves_while_reviewers_read() {
    for d in districts().await {
        let saved = d.create(d.news, "稿").await;
        d.submit(&saved).await;
        let moved = placements::move_home(&d.ctx, editor(), saved.document_id, d.notices).await;
        assert_eq!(why(moved), Why::Document(DocumentRefusal::UnderWay));
    }
}

#[tokio::test]
async fn a_page_far_back_is_the_same_wherever_it_is_read_from() {
    for d in districts().await {
        let mut first = None;
        for number in 0..23 {
            first.get_or_insert(d.published(d.news, &format!("公告{number}")).await);
            d.ctx.db.clock().advance_seconds(60);
        }
        let pinned = first.unwrap().id;
        for round in 0..2 {
            let db = &d.ctx.db;
            let ids = |items: Vec<LiveItem>| items.into_iter().map(|item| item.id).collect();
            let whole: Vec<DocumentId> = ids(live::in_column(db, d.news, (0, 99)).await.unwrap());
            let of_unit: Vec<DocumentId> = ids(live::in_unit(db, d.unit, (0, 99)).await.unwrap());
            assert_eq!((whole.len(), of_unit.len()), (23, 23));
            assert_eq!(whole[0] == pinned, round == 1);
            // Forwards, backwards and about; the ends are short or empty.
            for offset in [0, 5, 10, 20, 15, 10, 3, 22, 17, 12, 23, 40, 18, 0, 13] {
                let part = |all: &[DocumentId]| -> Vec<DocumentId> {
                    all.iter().copied().skip(offset).take(5).collect()
                };
                let page = (i64::try_from(offset).unwrap(), 5);
                let shown: Vec<_> = ids(live::in_column(db, d.news, page).await.unwrap());
                assert_eq!(shown, part(&whole), "column, from {offset}");
                let shown: Vec<_> = ids(live::in_unit(db, d.unit, page).await.unwrap());
                assert_eq!(shown, part(&of_unit), "unit, from {offset}");
            }
            // What was remembered of the places holds no longer.
            placements::pin(&d.ctx, editor(), (pinned, d.news), None).await.unwrap();
        }
    }
}

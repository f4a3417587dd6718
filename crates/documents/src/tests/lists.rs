//! The console's list and the desks, within rights.

use std::collections::BTreeSet;
use std::sync::Arc;

use structure::rights::{IdSet, ResolvedGrant, ScopePart};
use structure::{ColumnId, Rights, Role, Scope};

use super::district::{EDITOR, REVIEWERS, districts, editor};
use crate::documents::{self, DocumentState};
use crate::listing::{ListFilter, Paging, console_list, trash_list};
use crate::reviews::{ReviewStep, Verdict};
use crate::waiting;

fn only(columns: &[ColumnId]) -> Scope {
    let columns: BTreeSet<i64> = columns.iter().map(|column| column.0).collect();
    Scope { parts: vec![ScopePart { units: IdSet::All, columns: IdSet::Only(Arc::new(columns)) }] }
}

const PAGE: Paging = Paging { size: 2, number: 1 };

#[tokio::test]
async fn the_list_shows_only_what_the_rights_cover() {
    for d in districts().await {
        for title in ["停水通知", "停电通知", "100%覆盖"] {
            d.create(d.news, title).await;
        }
        d.create(d.notices, "停气通知").await;
        let list = async |filter: ListFilter, scope: &Scope| {
            console_list(&d.ctx.db, &filter, scope, PAGE).await.unwrap()
        };
        let page = list(ListFilter::default(), &only(&[d.news])).await;
        assert_eq!((page.total, page.items.len()), (3, 2));
        assert_eq!(page.items[0].title, "100%覆盖");
        assert_eq!(page.items[0].author_id, Some(EDITOR));
        assert_eq!(list(ListFilter::default(), &Scope::default()).await.total, 0);
        let words = |text: &str| ListFilter { words: text.into(), ..ListFilter::default() };
        assert_eq!(list(words("停 通知"), &only(&[d.news, d.notices])).await.total, 3);
        assert_eq!(list(words("0%"), &only(&[d.news])).await.total, 1);
        assert_eq!(list(words("停%知"), &only(&[d.news])).await.total, 0);
        let drafts = ListFilter { state: Some(DocumentState::Draft), ..ListFilter::default() };
        assert_eq!(list(drafts, &only(&[d.notices])).await.total, 1);
        let live = ListFilter { state: Some(DocumentState::Published), ..ListFilter::default() };
        assert_eq!(list(live, &only(&[d.notices])).await.total, 0);
        documents::trash(&d.ctx, editor(), page.items[0].id).await.unwrap();
        assert_eq!(list(ListFilter::default(), &only(&[d.news])).await.total, 2);
        let trash = trash_list(&d.ctx.db, &only(&[d.news]), PAGE).await.unwrap();
        assert_eq!(trash.items[0].title, "100%覆盖");
        let units = ListFilter {
            units: Some(vec![d.unit]),
            kind: Some("sample_news".into()),
            created_by: Some(EDITOR),
            ..ListFilter::default()
        };
        assert_eq!(list(units, &only(&[d.news])).await.total, 2);
    }
}

fn grant(role: Role) -> Rights {
    Rights::of_grants(vec![ResolvedGrant { role, units: IdSet::All, columns: IdSet::All }])
}

#[tokio::test]
async fn a_desk_shows_what_waits_for_this_person_and_no_more() {
    for d in districts().await {
        let one = d.create(d.news, "一").await;
        let two = d.create(d.news, "二").await;
        d.create(d.news, "三").await;
        let first = d.submit(&one).await;
        d.submit(&two).await;
        let db = &d.ctx.db;
        assert_eq!(waiting::my_drafts(db, EDITOR, 10).await.unwrap().len(), 1);
        assert_eq!(waiting::my_submissions(db, EDITOR, 10).await.unwrap().len(), 2);
        let reviewer = grant(Role::ReviewerFirst);
        let waiting = waiting::waiting(db, REVIEWERS[0], &reviewer, 10).await.unwrap();
        assert_eq!(waiting.len(), 2);
        assert_eq!(waiting[0].key, one.key, "oldest first");
        assert_eq!(waiting::count_waiting(db, EDITOR, &reviewer).await.unwrap(), 0);
        let secrecy = grant(Role::ConfidentialityReviewer);
        assert_eq!(waiting::count_waiting(db, REVIEWERS[1], &secrecy).await.unwrap(), 0);
        d.review(first, REVIEWERS[0], (ReviewStep::First, Verdict::Passed, "")).await.unwrap();
        assert_eq!(waiting::count_waiting(db, REVIEWERS[1], &secrecy).await.unwrap(), 1);
        assert_eq!(waiting::count_waiting(db, REVIEWERS[0], &secrecy).await.unwrap(), 0);
        let back = (ReviewStep::Confidentiality, Verdict::Returned, "改");
        d.review(first, REVIEWERS[1], back).await.unwrap();
        assert_eq!(waiting::my_returned(db, EDITOR, 10).await.unwrap().len(), 1);
    }
}

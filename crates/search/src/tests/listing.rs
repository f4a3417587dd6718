//! Filters, facets, order and pages.

use super::{filled, ids, record};
use crate::{Count, Query, Record, Scope, Sort};

#[test]
fn facets_leave_their_own_filter_aside() {
    let index = filled((1..=12).map(|id| Record {
        kind: if id % 3 == 0 { "policy" } else { "news" }.into(),
        year: 2020 + i32::try_from(id % 2).unwrap(),
        unit_ids: vec![100, 100 + id % 4],
        site_ids: if id == 12 { vec![2] } else { vec![1, 2] },
        validity: (id > 6).then(|| "in_force".into()),
        ..record(id, "人才", "")
    }));
    let query = Query { site_id: Some(1), kind: Some("policy".into()), ..Query::text("人才") };
    let page = index.search(&query).unwrap();
    let count = |value: &str, count| Count { value: value.to_owned(), count };
    assert_eq!(page.total, 3);
    assert_eq!(page.facets.kinds, [count("news", 8), count("policy", 3)]);
    assert_eq!(
        page.facets.years,
        [Count { value: 2021, count: 2 }, Count { value: 2020, count: 1 }]
    );
    assert_eq!(page.facets.units[0], Count { value: 100, count: 3 });
    assert_eq!(page.facets.validities, [count("in_force", 1)]);
    let query = Query { unit_id: Some(101), validity: Some("in_force".into()), ..query };
    let page = index.search(&query).unwrap();
    assert_eq!((page.total, page.hits[0].id), (1, 9));
}

#[test]
fn no_text_lists_what_the_filters_let_through() {
    let index = filled((1..=12).map(|id| record(id, "人才", "")));
    let all = index.search(&Query { column_id: Some(10), limit: 5, ..Query::default() }).unwrap();
    assert_eq!(
        (all.total, all.hits[0].id, all.hits.len()),
        (12, 12, 5),
        "no text: the newest first"
    );
    let span = Query {
        published_from: Some(3_000_000),
        published_to: Some(5_000_000),
        ..Query::default()
    };
    assert_eq!(ids(&index, &span), [3, 4]);
}

#[test]
fn order_scope_and_pages() {
    let index = filled([
        record(1, "无关", &format!("{}营商环境{}", "别的事。".repeat(40), "再说。".repeat(40))),
        record(2, "优化营商环境条例", "营商环境"),
        record(3, "无关", "营商环境"),
    ]);
    let order = |sort, offset| {
        let query = Query { sort, offset, limit: 2, ..Query::text("营商环境") };
        index.search(&query).unwrap().hits.iter().map(|hit| hit.id).collect::<Vec<_>>()
    };
    assert_eq!(order(Sort::Relevance, 0), [2, 3]);
    assert_eq!(order(Sort::Relevance, 2), [1]);
    assert_eq!(order(Sort::Newest, 0), [3, 2]);
    assert_eq!(order(Sort::Oldest, 0), [1, 2]);
    assert_eq!(ids(&index, &Query { scope: Scope::Title, ..Query::text("营商") }), [2]);
    let hit =
        &index.search(&Query { sort: Sort::Oldest, ..Query::text("营商环境") }).unwrap().hits[0];
    assert!(
        hit.snippet_html.starts_with("…")
            && hit.snippet_html.contains("<mark>营商环境</mark>再说。")
    );
}

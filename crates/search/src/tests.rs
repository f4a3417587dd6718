//! The promises of the index, and the records they are tried on.

mod helping;
mod keeping;
mod listing;
mod matching;
mod recall;
mod similar;

use crate::{Change, Index, Query, Record};

fn record(id: i64, title: &str, body: &str) -> Record {
    Record {
        id,
        key: format!("k{id}"),
        site_ids: vec![1],
        column_ids: vec![10],
        unit_ids: vec![100],
        kind: "notice".into(),
        year: 2026,
        title: title.into(),
        body: body.into(),
        published_at: id * 1_000_000,
        url: format!("/d/{id}"),
        ..Record::default()
    }
}

fn filled(records: impl IntoIterator<Item = Record>) -> Index {
    let index = Index::in_memory().unwrap();
    index.apply(records.into_iter().map(Change::put), 1).unwrap();
    index
}

fn ids(index: &Index, query: &Query) -> Vec<i64> {
    let mut ids: Vec<i64> = index.search(query).unwrap().hits.iter().map(|hit| hit.id).collect();
    ids.sort_unstable();
    ids
}

fn found(index: &Index, text: &str) -> Vec<i64> {
    ids(index, &Query::text(text))
}

/// The index is shared between threads.
const _: fn() = || {
    fn shared<T: Send + Sync>() {}
    shared::<Index>();
};

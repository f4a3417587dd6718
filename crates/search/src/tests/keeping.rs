//! Changes, commits, and the directory of the index.

use super::{filled, found, record};
use crate::{Change, Error, Index, IndexSettings, Opening};

#[test]
fn changes_are_found_at_once_and_replace_one_another() {
    let index = filled([record(1, "关于人才引进的通知", "正文"), record(2, "市场监管", "")]);
    assert_eq!((index.len(), index.position()), (2, Some(1)));
    index
        .apply([Change::put(record(1, "关于社会保障的通知", "正文")), Change::Remove(2)], 9)
        .unwrap();
    assert_eq!((index.len(), index.position()), (1, Some(9)));
    assert!(found(&index, "人才").is_empty());
    assert_eq!(found(&index, "社会保障"), [1]);
    index
        .stage([Change::put(record(3, "甲事项", "")), Change::put(record(3, "乙事项", ""))])
        .unwrap();
    index.stage([Change::put(record(4, "丙事项", "")), Change::Remove(4)]).unwrap();
    assert_eq!(index.len(), 1);
    index.commit(10).unwrap();
    assert_eq!(found(&index, "事项"), [3]);
    index.optimize().unwrap();
    assert_eq!(index.stats().unwrap().segments, 1);
    index.clear().unwrap();
    assert!(index.is_empty() && index.position().is_none());
}

#[test]
fn a_directory_is_kept_or_wiped_but_never_stolen() {
    let directory = tempfile::tempdir().unwrap();
    let open = || Index::open(directory.path(), &IndexSettings::default());
    let index = open().unwrap();
    assert_eq!((index.opening(), index.position()), (&Opening::New, None));
    index.apply([Change::put(record(1, "人才", ""))], 5).unwrap();
    assert!(matches!(open(), Err(Error::Busy(_))));
    assert!(index.verify().unwrap().is_empty());
    drop(index);
    let index = open().unwrap();
    assert_eq!((index.opening(), index.position(), index.len()), (&Opening::Kept, Some(5), 1));
    index.apply([Change::put(record(1, "人才公寓", ""))], 6).unwrap();
    assert_eq!((index.len(), found(&index, "公寓")), (1, vec![1]), "known ids survive reopening");
    drop(index);
    std::fs::write(directory.path().join("keep.txt"), "not ours").unwrap();
    for entry in std::fs::read_dir(directory.path()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "fast") {
            std::fs::write(path, "damaged").unwrap();
        }
    }
    let index = open().unwrap();
    assert!(matches!(index.opening(), Opening::Wiped(_)), "{:?}", index.opening());
    assert_eq!((index.position(), index.len()), (None, 0));
    drop(index);
    std::fs::write(directory.path().join("meta.json"), "{").unwrap();
    assert!(matches!(open().unwrap().opening(), Opening::Wiped(_)));
    assert!(directory.path().join("keep.txt").exists());
}

#[test]
fn an_index_not_closed_in_order_is_checked() {
    let directory = tempfile::tempdir().unwrap();
    let open = || Index::open(directory.path(), &IndexSettings::default()).unwrap();
    open().apply([Change::put(record(1, "人才", "公寓"))], 5).unwrap();
    let files = || std::fs::read_dir(directory.path()).unwrap().map(|entry| entry.unwrap().path());
    let positions = files().find(|path| path.extension().is_some_and(|e| e == "pos")).unwrap();
    let whole = std::fs::read(&positions).unwrap();
    let mut damaged = whole.clone();
    damaged[3] ^= 1;
    std::fs::write(&positions, damaged).unwrap();
    std::fs::remove_file(directory.path().join("closed-in-order")).unwrap();
    assert_eq!(open().opening(), &Opening::Wiped("damaged".into()));
    open().apply([Change::put(record(1, "人才", "公寓"))], 5).unwrap();
    std::fs::remove_file(directory.path().join("closed-in-order")).unwrap();
    assert_eq!(open().opening(), &Opening::Kept);
}

//! Records that are like a text: the same matter in other words, the same text again, nothing.

use crate::{Change, Index, Query, Record, meaningful_words, overlap};

fn record(id: i64, kind: &str, title: &str, body: &str) -> Record {
    Record {
        id,
        kind: kind.to_owned(),
        title: title.to_owned(),
        body: body.to_owned(),
        unit_ids: vec![id % 3],
        ..Record::default()
    }
}

fn index() -> Index {
    let index = Index::in_memory().unwrap();
    let letters = [
        (
            1,
            "文景路路灯不亮",
            "您好，文景路与凤城八路路口的路灯坏了半个月，晚上走路害怕，请尽快维修。",
        ),
        (
            2,
            "小区暖气不热",
            "您好，我家在徐家湾，暖气片一直是凉的，室温只有十五度，请督促供热公司。",
        ),
        (
            3,
            "孩子上小学怎么报名",
            "您好，我们是外地户口，孩子明年上小学，需要准备什么材料，请告知。",
        ),
        (4, "工地夜间施工噪声", "您好，楼下工地凌晨还在施工，噪声很大，老人睡不着，请管一管。"),
        (5, "公交车等太久", "您好，早高峰公交车半小时才来一趟，请增加班次。"),
    ];
    let records = letters.map(|(id, title, body)| Change::put(record(id, "case", title, body)));
    let more = (10..30).map(|id| {
        let body = format!("您好，第 {id} 件别的事情，请处理，谢谢。");
        Change::put(record(id, "other", "其他事情", &body))
    });
    index.apply(records.into_iter().chain(more), 1).unwrap();
    index
}

#[test]
fn the_same_matter_in_other_words_is_found_first() {
    let index = index();
    for (asked, id) in [
        ("我家门口的路灯一个礼拜没亮了，黑漆漆的", 1),
        ("供热太差，屋里暖气不热，冻得不行", 2),
        ("外地户口的小孩上小学要带哪些材料", 3),
        ("夜里施工的噪声让人没法睡觉", 4),
    ] {
        let found = index.similar(asked, &Query::default(), 3).unwrap();
        assert_eq!(found[0].hit.id, id, "{asked}: {}", found[0].hit.title);
        assert!(found[0].share > 0.15, "{asked}: {}", found[0].share);
        assert!(found[0].overlap < 0.5, "{asked}: {}", found[0].overlap);
    }
}

#[test]
fn the_same_text_again_is_told_from_a_similar_one() {
    let index = index();
    let again =
        "文景路路灯不亮\n您好，文景路与凤城八路路口的路灯坏了半个月，晚上走路害怕，请尽快维修！！";
    let found = index.similar(again, &Query::default(), 3).unwrap();
    assert_eq!(found[0].hit.id, 1);
    assert!(found[0].overlap > 0.9 && found[0].share > 0.9, "{:?}", found[0].overlap);
    assert!(found.iter().skip(1).all(|other| other.overlap < 0.4));
}

#[test]
fn filters_hold_and_what_nothing_is_like_finds_nothing() {
    let index = index();
    let cases = Query { kind: Some("case".to_owned()), ..Query::default() };
    let found = index.similar("路灯不亮，请处理，谢谢", &cases, 10).unwrap();
    assert!(found.iter().all(|one| one.hit.kind == "case"));
    let unit = Query { unit_id: Some(2), ..Query::default() };
    assert!(index.similar("文景路路灯", &unit, 10).unwrap().iter().all(|one| one.hit.id != 1));
    assert!(index.similar("", &Query::default(), 10).unwrap().is_empty());
    assert!(index.similar("！？。", &Query::default(), 10).unwrap().is_empty());
    assert!(index.similar("龘龘龘", &Query::default(), 10).unwrap().is_empty());
}

#[test]
fn what_texts_have_in_common_is_a_share() {
    assert!((overlap("路灯不亮", "路灯不亮") - 1.0).abs() < f32::EPSILON);
    assert!(overlap("路灯不亮", "暖气不热") < f32::EPSILON);
    assert!(overlap("", "") < f32::EPSILON);
    let words = meaningful_words("小区的暖气不热，暖气公司不管");
    assert_eq!(words.iter().filter(|word| *word == "暖气").count(), 1, "{words:?}");
    assert!(!words.contains(&"的".to_owned()), "{words:?}");
}

#[test]
fn a_record_is_left_out_of_its_own_neighbours_and_what_only_it_says_is_not_rare() {
    let index = index();
    let text =
        "文景路路灯不亮\n您好，文景路与凤城八路路口的路灯坏了半个月，晚上走路害怕，请尽快维修。";
    let found = index.similar_but(text, &Query::default(), (5, Some(1))).unwrap();
    assert!(found.iter().all(|one| one.hit.id != 1));
    let again = record(6, "case", "巷口路灯不亮", "您好，巷口路灯坏了，晚上走路害怕，请尽快维修。");
    index.apply([Change::put(again)], 2).unwrap();
    let found = index.similar_but(text, &Query::default(), (5, Some(1))).unwrap();
    assert_eq!(found[0].hit.id, 6);
    assert!(
        found[0].share > 0.5 && found[0].weight > 14.0,
        "{} {}",
        found[0].share,
        found[0].weight
    );
}

#[test]
fn what_others_call_it_moves_a_record_forward_and_counts_for_nothing_else() {
    let index = Index::in_memory().unwrap();
    let put = |id: i64, body: &str| {
        Change::put(Record { id, kind: "case".into(), body: body.into(), ..Record::default() })
    };
    let mut all = vec![put(1, "翠竹小区供热管网已检修"), put(2, "翠竹小区停车位已施划")];
    all.extend((10..30).map(|id| put(id, "公园座椅已更换")));
    index.apply(all, 1).unwrap();
    let asked = "翠竹小区家里太冷";
    let ids = |others: &[(String, u32)]| {
        let found = index.similar_with((asked, others), &Query::default(), (5, None)).unwrap();
        found.iter().map(|one| (one.hit.id, one.share)).collect::<Vec<_>>()
    };
    let plain = ids(&[]);
    for (word, first) in [("管网", 1), ("施划", 2)] {
        let found = ids(&[(word.to_owned(), 3)]);
        assert_eq!(found[0].0, first, "{found:?}");
        let before = plain.iter().find(|one| one.0 == first).unwrap();
        assert!((found[0].1 - before.1).abs() < 0.001, "{plain:?} {found:?}");
    }
}

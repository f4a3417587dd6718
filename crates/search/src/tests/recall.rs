//! Recall: every window of every text is found where it stands, and nowhere else.

use proptest::prelude::*;

use super::{filled, record};
use crate::units::is_han;
use crate::{Change, Index, Query, Record, Scope, fold};

fn character() -> impl Strategy<Value = char> {
    prop_oneof![
        6 => prop::sample::select("市人民政府场所未央才引进社会保障".chars().collect::<Vec<_>>()),
        1 => prop::sample::select("國務會議發".chars().collect::<Vec<_>>()),
        1 => prop::sample::select("，。 \n《》2a".chars().collect::<Vec<_>>()),
    ]
}

fn texts() -> impl Strategy<Value = Vec<String>> {
    let text = prop::collection::vec(character(), 1..60);
    prop::collection::vec(text.prop_map(|text| text.into_iter().collect()), 5..40)
}

/// The text in one of the places a record has for text.
fn placed(text: &str, id: i64) -> Record {
    let one = vec![text.to_owned()];
    match id % 5 {
        0 => record(id, text, ""),
        1 => record(id, "", text),
        2 => Record { numbers: one, ..record(id, "", "") },
        3 => Record { attachment_names: one, ..record(id, "", "") },
        _ => Record { tags: one, ..record(id, "", "") },
    }
}

/// The index after some of its records were replaced and some removed, in several commits.
fn changed(old: &[String], new: &[String]) -> Index {
    let index = filled(old.iter().zip(1..).map(|(text, id)| placed(text, id)));
    let puts: Vec<_> =
        new.iter().zip(1..).map(|(text, id)| Change::put(placed(text, id))).collect();
    for some in puts.chunks(7) {
        index.apply(some.to_vec(), 2).unwrap();
    }
    let surplus = (new.len() + 1..=old.len()).map(|id| Change::Remove(i64::try_from(id).unwrap()));
    index.apply(surplus, 99).unwrap();
    index
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn a_search_is_as_good_as_reading_everything(
        old in texts(),
        new in texts(),
        places in prop::collection::vec((0_usize..1000, 0_usize..1000, 1_usize..9), 16),
    ) {
        let index = changed(&old, &new);
        for (which, at, length) in places {
            let chars: Vec<char> = new[which % new.len()].chars().collect();
            let window: String = chars.iter().skip(at % chars.len()).take(length).collect();
            if !window.chars().all(is_han) {
                continue;
            }
            let holds = |text: &&String| fold(text).contains(&fold(&window));
            let page = index.search(&Query { limit: 100, ..Query::text(&window) }).unwrap();
            prop_assert!(!page.relaxed);
            prop_assert_eq!(page.total, new.iter().filter(holds).count() as u64, "{}", window);
            for hit in &page.hits {
                let marked = [&hit.title_html, &hit.snippet_html].map(|html| html.contains("<mark>"));
                prop_assert!(marked.contains(&true) || hit.id % 5 > 1, "{hit:?}");
            }
            let titles = index.search(&Query { scope: Scope::Title, ..Query::text(&window) }).unwrap();
            let expected = new.iter().skip(4).step_by(5).filter(holds).count() as u64;
            prop_assert!(titles.relaxed || titles.total == expected, "{window} in titles");
        }
    }
}

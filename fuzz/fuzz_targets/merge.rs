//! Two people saved the same document: nothing of either is lost unsaid.
#![no_main]

use documents::merges::{Values, merge_values};

fn values(list: &[(u8, u8)]) -> Values {
    list.iter().map(|(name, value)| (format!("f{}", name % 6), format!("v{}", value % 4))).collect()
}

libfuzzer_sys::fuzz_target!(|three: [Vec<(u8, u8)>; 3]| {
    let [base, mine, theirs] = three.map(|list| values(&list));
    let merged = merge_values(&base, &mine, &theirs);
    let of = |values: &Values, name: &String| values.get(name).cloned().unwrap_or_default();
    for (name, kept) in &merged.values {
        let (was, own, other) = (of(&base, name), of(&mine, name), of(&theirs, name));
        assert!(*kept == own || *kept == other);
        if own != was && other != was && own != other {
            assert!(merged.contested.contains(name), "{name} was decided without asking");
        }
        if own != was && other == was {
            assert_eq!(*kept, own);
        }
        if other != was && own == was {
            assert_eq!(*kept, other);
        }
    }
    // Who changed what can be swapped, except in what both changed.
    let swapped = merge_values(&base, &theirs, &mine);
    assert_eq!(swapped.contested, merged.contested);
    assert_eq!((swapped.mine, swapped.theirs), (merged.theirs, merged.mine));
});

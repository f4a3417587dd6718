//! Whatever two people do, nothing that either wrote disappears unseen.

use kinds::{Attachment, AttachmentRole};
use proptest::prelude::*;

use super::*;

fn values() -> impl Strategy<Value = Values> {
    proptest::collection::btree_map("[a-d]", "[甲乙丙]{0,1}", 0..4)
}

fn file(code: &str, alt: &str) -> Attachment {
    Attachment {
        code: code.into(),
        name: format!("{code}.pdf"),
        digest: code.into(),
        media_type: "application/pdf".into(),
        extension: "pdf".into(),
        size: 1,
        role: AttachmentRole::Attachment,
        alt: alt.into(),
    }
}

fn files() -> impl Strategy<Value = Vec<Attachment>> {
    proptest::collection::btree_map("[a-e]", "[甲乙]", 0..5)
        .prop_map(|map| map.iter().map(|(code, alt)| file(code, alt)).collect())
}

fn of<'a>(values: &'a Values, name: &str) -> &'a str {
    values.get(name).map_or("", String::as_str)
}

fn codes(files: &[Attachment]) -> Vec<&str> {
    files.iter().map(|file| file.code.as_str()).collect()
}

proptest! {
    #[test]
    fn a_change_of_one_side_only_is_that_side(base in values(), changed in values()) {
        let mine = merge_values(&base, &changed, &base);
        let theirs = merge_values(&base, &base, &changed);
        prop_assert!(mine.contested.is_empty() && theirs.contested.is_empty());
        for name in base.keys().chain(changed.keys()) {
            prop_assert_eq!(of(&mine.values, name), of(&changed, name));
            prop_assert_eq!(of(&theirs.values, name), of(&changed, name));
        }
    }

    #[test]
    fn nothing_is_overwritten_silently(base in values(), mine in values(), theirs in values()) {
        let merged = merge_values(&base, &mine, &theirs);
        for name in base.keys().chain(mine.keys()).chain(theirs.keys()) {
            let (was, own, other) = (of(&base, name), of(&mine, name), of(&theirs, name));
            let kept = of(&merged.values, name);
            let contested = merged.contested.contains(name);
            prop_assert!(own == was || kept == own, "what I wrote in {} is gone", name);
            prop_assert!(other == was || kept == other || contested, "theirs in {} is gone", name);
            prop_assert_eq!(contested, own != was && other != was && own != other);
            prop_assert_eq!(merged.theirs.contains(name), own == was && other != was);
        }
    }

    #[test]
    fn both_sides_see_the_same_contest(base in values(), mine in values(), theirs in values()) {
        let one = merge_values(&base, &mine, &theirs);
        let other = merge_values(&base, &theirs, &mine);
        prop_assert_eq!(&one.contested, &other.contested);
        prop_assert_eq!(&one.theirs, &other.mine);
    }

    #[test]
    fn files_follow_whoever_changed_them(base in files(), mine in files(), theirs in files()) {
        let merged = merge_files(&base, (&mine, &theirs), "");
        let now = codes(&merged);
        for code in ["a", "b", "c", "d", "e"] {
            let is_in = |list: &[Attachment]| list.iter().any(|file| file.code == code);
            let stays = if is_in(&base) { is_in(&mine) && is_in(&theirs) } else { is_in(&mine) || is_in(&theirs) };
            prop_assert_eq!(now.contains(&code), stays, "{}", code);
        }
        prop_assert_eq!(merge_files(&base, (&mine, &base), ""), in_order(&base, &mine));
        prop_assert_eq!(merge_files(&base, (&base, &theirs), ""), in_order(&base, &theirs));
    }
}

fn in_order(base: &[Attachment], files: &[Attachment]) -> Vec<Attachment> {
    let mut files = files.to_vec();
    files.sort_by_key(|file| {
        base.iter().position(|was| was.code == file.code).unwrap_or(usize::MAX)
    });
    files
}

#[test]
fn a_picture_that_the_text_shows_stays() {
    let base = [file("a", "")];
    let kept = merge_files(&base, (&base, &[]), "<img src=\"asset:a\">");
    assert_eq!(codes(&kept), ["a"]);
    assert!(merge_files(&base, (&base, &[]), "<p></p>").is_empty());
}

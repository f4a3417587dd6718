//! Titles in lines; a card as a picture.

use std::path::Path;

use super::{Card, Font, draw, lines_of};

#[test]
fn a_title_is_broken_where_chinese_allows_it() {
    assert_eq!(lines_of("关于做好供暖工作的通知", 40, 3), ["关于做好供暖工作的通知"]);
    let lines = lines_of("关于印发《未央区供暖保障工作方案》的通知", 10, 9);
    assert!(lines.len() >= 4, "{lines:?}");
    for line in &lines {
        assert!(!line.starts_with(['》', '，', '。', '）']), "{lines:?}");
    }
    assert_eq!(lines.concat(), "关于印发《未央区供暖保障工作方案》的通知");
    let cut = lines_of(&"未央".repeat(60), 20, 3);
    assert!(cut.len() == 3 && cut[2].ends_with('…') && cut[2].chars().count() <= 10, "{cut:?}");
    assert_eq!(lines_of("abcdefghijkl", 5, 9), ["abcde", "fghij", "kl"]);
    assert_eq!(lines_of("", 5, 9), [""]);
}

#[test]
fn a_card_is_a_picture_of_its_size_and_shows_its_title() {
    let path = Path::new("/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc");
    assert!(Font::read(Path::new("/nowhere.ttc")).is_err());
    if !path.exists() {
        return;
    }
    let font = Font::read(path).unwrap();
    let card = |title| Card {
        title,
        site: "西安市未央区人民政府 & <x>",
        unit: "区教育局",
        day: "2026-11-28",
        accent: "#1d4e89",
        accent_deep: "#12335c",
    };
    let one = draw(&font, &card("关于 2026 年义务教育学校招生入学工作的公告")).unwrap();
    let other = draw(&font, &card("别的标题\u{1}")).unwrap();
    assert!(one.starts_with(b"\x89PNG") && one != other);
    // Width and height stand in the header.
    assert_eq!(one.get(16..24), Some([0, 0, 4, 0xb0, 0, 0, 2, 0x76].as_slice()));
}

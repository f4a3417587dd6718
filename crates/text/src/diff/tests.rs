//! What a reviewer sees between two revisions.

use proptest::prelude::*;

use super::{Block, diff, diff_by};

fn shown(old: &str, new: &str) -> Vec<String> {
    diff(old, new).iter().map(|block| block.html().to_owned()).collect()
}

#[test]
fn blocks_are_kept_added_and_removed() {
    let blocks = diff(
        "<p>第一段不变。</p><p>第二段将被删去。</p><h2>标题</h2>",
        "<p>第一段不变。</p><h2>标题</h2><ul><li>新的一项</li></ul>",
    );
    assert_eq!(
        blocks,
        [
            Block::Same { html: "<p>第一段不变。</p>".into() },
            Block::Removed { html: "<p><del>第二段将被删去。</del></p>".into() },
            Block::Same { html: "<h2>标题</h2>".into() },
            Block::Added { html: "<ul><li><ins>新的一项</ins></li></ul>".into() },
        ]
    );
}

#[test]
fn inside_a_block_words_are_shown_whole() {
    assert_eq!(
        shown(
            "<p>会议定于2025年3月5日召开，请按时参加。</p>",
            "<p>会议定于2026年3月8日召开，请按时参加。</p>"
        ),
        ["<p>会议定于<del>2025年3月5日</del><ins>2026年3月8日</ins>召开，请按时参加。</p>"]
    );
    // 工作 and 工程 share a character, but a reader sees words.
    let cut = |text: &str| {
        text.chars().collect::<Vec<_>>().chunks(2).map(|pair| pair.iter().collect()).collect()
    };
    let old = "<p>切实做好防汛工作，确保安全。</p>";
    let new = "<p>切实做好防汛工程，确保安全。</p>";
    let blocks = diff_by(old, new, &cut);
    assert_eq!(blocks[0].html(), "<p>切实做好防汛<del>工作</del><ins>工程</ins>，确保安全。</p>");
}

#[test]
fn the_structure_of_the_new_block_stays_whole() {
    assert_eq!(
        shown(
            "<table><tbody><tr><td>甲单位</td><td>10</td></tr><tr><td>乙单位</td><td>20</td></tr></tbody></table>",
            "<table><tbody><tr><td>甲单位</td><td>15</td></tr></tbody></table>",
        ),
        [
            "<table><tbody><tr><td>甲单位</td><td><del>10乙单位20</del><ins>15</ins></td></tr></tbody></table>"
        ]
    );
    assert_eq!(
        shown(
            "<p>一段<strong>重要</strong>的话语在此</p>",
            "<p>一段<strong>非常重要</strong>的话语在此</p>"
        ),
        ["<p>一段<strong><ins>非常</ins>重要</strong>的话语在此</p>"]
    );
    assert_eq!(
        shown(
            "<p>图示如下文所示<img src=\"asset:A\" alt=\"\"></p>",
            "<p>图示如下文所示<img src=\"asset:B\" alt=\"\"></p>"
        ),
        [
            "<p>图示如下文所示<del><img src=\"asset:A\" alt=\"\"></del><ins><img src=\"asset:B\" alt=\"\"></ins></p>"
        ]
    );
}

#[test]
fn formatting_alone_is_a_change_without_marks() {
    assert_eq!(
        diff("<p>同样的话</p>", "<p><strong>同样</strong>的话</p>"),
        [Block::Changed { inline: "<p><strong>同样</strong>的话</p>".into() }]
    );
}

#[test]
fn nothing_unsafe_comes_through() {
    let all =
        shown("<p>甲<script>x()</script></p>", "<p onclick=x>甲<img src=x onerror=y>&lt;b&gt;</p>")
            .concat();
    assert_eq!(all, "<p>甲<ins>&lt;b&gt;</ins></p>");
}

fn body() -> impl Strategy<Value = String> {
    let block = proptest::sample::select(vec![
        "<p>甲乙丙丁</p>",
        "<p>甲乙<strong>戊</strong>丁。</p>",
        "<h2>标题一</h2>",
        "<h2>标题二</h2>",
        "<ul><li>一</li><li>二</li></ul>",
        "<ul><li>一</li></ul>",
        "<hr>",
        "<p>2026年1月</p>",
        "<table><tbody><tr><td>子</td><td></td></tr></tbody></table>",
        "<table><tbody><tr><td>子</td><td>丑</td></tr><tr><td>寅</td></tr></tbody></table>",
        "<video controls=\"\"><source src=\"/a.mp4\"></video>",
        "<blockquote><p>甲乙丙</p></blockquote>",
        "<p>甲<br>乙丙<img src=\"/a.png\" alt=\"\">丁</p>",
    ]);
    proptest::collection::vec(block, 0..7).prop_map(|blocks| blocks.concat())
}

/// The HTML with one mark's elements taken away whole, and the other's tags only.
fn without(html: &str, whole: &str, tags: &str) -> String {
    let mut out = String::new();
    for (index, part) in html.split(&format!("<{whole}>")).enumerate() {
        let kept =
            if index == 0 { part } else { part.split_once(&format!("</{whole}>")).unwrap().1 };
        out.push_str(kept);
    }
    out.replace(&format!("<{tags}>"), "").replace(&format!("</{tags}>"), "")
}

proptest! {
    #[test]
    fn the_new_body_can_be_read_out_of_the_comparison(old in body(), new in body()) {
        let mut again = String::new();
        for block in diff(&old, &new) {
            if !matches!(block, Block::Removed { .. }) {
                again.push_str(&without(block.html(), "del", "ins").replace("<p></p>", ""));
            }
        }
        prop_assert_eq!(again, crate::html::clean(&new).html);
    }

    #[test]
    fn a_body_is_the_same_as_itself(body in body()) {
        let same = diff(&body, &body).iter().all(|block| matches!(block, Block::Same { .. }));
        prop_assert!(same);
    }
}

#[test]
fn long_bodies_with_nothing_in_common_are_compared_in_time() {
    let body = |word: &str| -> String {
        let paragraphs: Vec<String> =
            (0..6_000).map(|number| format!("<p>{word}{number}</p>")).collect();
        paragraphs.concat()
    };
    let blocks = diff(&body("甲乙丙丁"), &body("子丑寅卯"));
    let count = |wanted: fn(&Block) -> bool| blocks.iter().filter(|block| wanted(block)).count();
    let came = count(|block| matches!(block, Block::Added { .. } | Block::Changed { .. }));
    let gone = count(|block| matches!(block, Block::Removed { .. } | Block::Changed { .. }));
    assert_eq!((came, gone), (6_000, 6_000));
}

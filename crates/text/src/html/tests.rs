//! The rules of a body, each with a case that would fail without it.

use proptest::prelude::*;

use super::{clean, from_plain};

fn html(input: &str) -> String {
    clean(input).html
}

#[test]
fn scripts_styles_and_handlers_go_and_are_told() {
    let clean = clean(
        r#"<p onclick="x()">甲</p><script>alert("<p>1</p>")</script><style>p{}</style>
           <iframe src="https://a.example/"></iframe><p>乙</p>"#,
    );
    assert_eq!(clean.html, "<p>甲</p><p>乙</p>");
    assert_eq!(clean.removed, ["onclick", "<script>", "<style>", "<iframe>"]);
}

#[test]
fn only_harmless_addresses_stay() {
    let cleaned = clean(concat!(
        r#"<p><a href="javascript:x()">甲</a> <a href=" java&#10;script:x()">乙</a> "#,
        r#"<a href="/a/b.html" title="文">丙</a> <a href="https://b.example/?a=1&amp;b=2">丁</a> "#,
        r#"<a href="mailto:a@b.example">戊</a> <a href="asset:K7Q2">己</a> <a href="../x">庚</a> "#,
        r#"<a href="//c.example/d">辛</a> <a href="/\evil.example">壬</a> <a href="data:text/html,1">癸</a></p>"#,
        r#"<p><img src="data:image/png;base64,AA" alt="x"><img src="asset:P1" alt="图" width="300px" height="50%"></p>"#,
    ));
    assert_eq!(
        cleaned.html,
        concat!(
            "<p>甲 乙 ",
            r#"<a href="/a/b.html" title="文">丙</a> <a href="https://b.example/?a=1&amp;b=2">丁</a> "#,
            r#"<a href="mailto:a@b.example">戊</a> <a href="asset:K7Q2">己</a> 庚 "#,
            r#"<a href="https://c.example/d">辛</a> 壬 癸</p>"#,
            r#"<p><img src="asset:P1" alt="图" width="300"></p>"#,
        )
    );
    assert_eq!(
        cleaned.removed,
        [
            "javascript:x()",
            "javascript:x()",
            "../x",
            "/\\evil.example",
            "data:text/html,1",
            "data:image/png;base64,AA"
        ]
        .into_iter()
        .fold(Vec::<&str>::new(), |mut all, one| {
            if !all.contains(&one) {
                all.push(one);
            }
            all
        })
    );
}

#[test]
fn inline_styles_become_classes() {
    assert_eq!(
        html(concat!(
            r#"<p style="TEXT-ALIGN: center; color:red"><font size=5>甲</font></p>"#,
            r#"<p style="text-indent: 2em; text-align: justify" class="MsoNormal">乙</p>"#,
            r#"<p align="right">丙</p><center>丁</center>"#,
            r#"<div style="text-align:right"><p>戊</p><p class="align-center">己</p></div>"#,
            r#"<p style="text-indent:0">庚</p>"#,
        )),
        concat!(
            r#"<p class="align-center">甲</p><p class="indent">乙</p><p class="align-right">丙</p>"#,
            r#"<p class="align-center">丁</p><p class="align-right">戊</p>"#,
            r#"<p class="align-center">己</p><p>庚</p>"#,
        )
    );
}

#[test]
fn bare_words_and_double_breaks_become_paragraphs() {
    assert_eq!(
        html("甲<br><br>乙<br>丙<br/><br>&nbsp;<br>丁<div>戊</div>己"),
        "<p>甲</p><p>乙<br>丙</p><p>丁</p><p>戊</p><p>己</p>"
    );
    assert_eq!(
        html(r#"<p class="align-right">甲<strong>乙<br><br>丙</strong></p>"#),
        r#"<p class="align-right">甲<strong>乙</strong></p><p class="align-right"><strong>丙</strong></p>"#
    );
    assert_eq!(
        html("<div><div>甲</div>乙<table><tr><td>丙<div>丁</div></td></tr></table></div>"),
        "<p>甲</p><p>乙</p><table><tbody><tr><td>丙<br>丁</td></tr></tbody></table>"
    );
}

#[test]
fn empty_things_and_indentation_go() {
    assert_eq!(
        html(
            "<p>&nbsp;</p><p><br></p><p>\u{3000}\u{3000}甲\u{200b}乙 &nbsp; 丙<strong> </strong>\n</p>\
              <h2></h2><ul><li></li></ul><p>&nbsp;&nbsp;<b>\u{3000}丁</b></p>"
        ),
        "<p>甲乙 丙</p><p><strong>丁</strong></p>"
    );
    // A gap inside a name is spelling.
    assert_eq!(html("<p>王\u{3000}明</p>"), "<p>王\u{3000}明</p>");
}

#[test]
fn line_breaks_of_the_source_are_no_spaces_between_han() {
    assert_eq!(
        html("<p>未央\n    区政府\n  2026 annual\n  report</p>"),
        "<p>未央区政府 2026 annual report</p>"
    );
}

#[test]
fn names_are_modernised_and_marks_tidied() {
    assert_eq!(
        html(
            "<h1>甲</h1><p><b>乙</b><b>丙</b> <i>丁</i></p><h5>戊</h5><p><b><strong>己</strong></b></p>"
        ),
        "<h2>甲</h2><p><strong>乙丙</strong> <em>丁</em></p><h4>戊</h4><p><strong>己</strong></p>"
    );
    assert_eq!(
        html("<b><p>甲</p><p>乙</p></b>"),
        "<p><strong>甲</strong></p><p><strong>乙</strong></p>"
    );
}

#[test]
fn tables_lists_figures_and_footnotes_survive() {
    for body in [
        concat!(
            "<table><caption>表一</caption><thead><tr><th scope=\"col\">项</th><th colspan=\"2\">数</th></tr></thead>",
            "<tbody><tr><td rowspan=\"2\"></td><td>一</td><td class=\"align-right\">2</td></tr></tbody></table>"
        ),
        "<ul><li>甲<ul><li>乙</li></ul></li><li><p>丙</p></li></ul><ol start=\"3\"><li>丁</li></ol>",
        "<figure><img src=\"asset:A1\" alt=\"\"><figcaption>说明</figcaption></figure>",
        "<p>正文<sup><a href=\"#fn1\" id=\"fnref1\">1</a></sup></p><hr>\
         <section class=\"footnotes\"><ol><li id=\"fn1\">注</li></ol></section>",
        "<video controls=\"\" src=\"asset:V1\" poster=\"asset:P1\"><track kind=\"captions\" src=\"asset:T1\" srclang=\"zh\"></video>",
        "<audio controls=\"\"><source src=\"asset:A2\" type=\"audio/mpeg\"></audio>",
        "<blockquote><p>引文</p></blockquote>",
        "<p class=\"picture-missing\">此处图片未能带入</p>",
        "<p>水 H<sub>2</sub>O，<u>线</u><s>删</s></p>",
    ] {
        assert_eq!(html(body), body);
        assert_eq!(clean(body).removed, Vec::<String>::new());
    }
}

#[test]
fn broken_html_is_repaired() {
    assert_eq!(
        html("<p>甲<strong>乙<p>丙"),
        "<p>甲<strong>乙</strong></p><p><strong>丙</strong></p>"
    );
    assert_eq!(
        html("<ul>甲<li>乙<ul><ul><li>丙</ul></ul>"),
        "<ul><li>甲</li><li>乙<ul><li><ul><li>丙</li></ul></li></ul></li></ul>"
    );
    assert_eq!(
        html("<table><tr><td>甲<td>乙</table>丙"),
        "<table><tbody><tr><td>甲</td><td>乙</td></tr></tbody></table><p>丙</p>"
    );
    assert_eq!(html("甲</br></p></div>乙 < 丙 & 丁"), "<p>甲</p><p>乙 &lt; 丙 &amp; 丁</p>");
    assert_eq!(html("<p>甲</p><svg><p>乙</p>"), "<p>甲</p><p>乙</p>");
    assert_eq!(html("<h2>甲<div>乙</div>丙</h2>"), "<h2>甲 乙 丙</h2>");
    assert_eq!(html("<pre>甲\n乙</pre>"), "<p>甲<br>乙</p>");
}

#[test]
fn word_leavings_go() {
    assert_eq!(
        html(
            "<!--[if gte mso 9]><xml><w:View>Normal</w:View></xml><![endif]--><?xml:namespace prefix = o />\
              <p class=MsoNormal style='mso-x:y'><span lang=EN-US>2026</span><o:p>&nbsp;</o:p></p><xml>x</xml>"
        ),
        "<p>2026</p>"
    );
}

#[test]
fn plain_text_becomes_paragraphs() {
    assert_eq!(
        from_plain("一、甲 < 乙\n\n\u{3000}\u{3000}二、丙\n"),
        "<p>一、甲 &lt; 乙</p><p>二、丙</p>"
    );
}

/// Tags and words, good and bad, parted by bars.
const SCRAPS: &str = "<p>¦</p>¦<div>¦</div>¦<div align=center>¦<p style='text-indent:2em'>¦<b>¦</b>¦\
    <strong>¦</strong>¦<i>¦</i>¦<a href='/x'>¦<a href='javascript:y'>¦<a id=fn1>¦\
    </a>¦<br>¦<br><br>¦<hr>¦<h1>¦</h1>¦<h3>¦</h3>¦<ul>¦</ul>¦<li>¦</li>¦<ol>¦</ol>¦\
    <table>¦</table>¦<tr>¦<td>¦</td>¦</tr>¦<th scope=col>¦<caption>¦</caption>¦\
    <tbody>¦<blockquote>¦</blockquote>¦<figure>¦</figure>¦<figcaption>¦</figcaption>¦\
    <img src=asset:A alt=b>¦<img onerror=x src=/y>¦<video src=/v>¦</video>¦\
    <source src=/s>¦<section class=footnotes>¦<section>¦</section>¦<script>¦\
    </script>¦<style>¦</style>¦<svg>¦</svg>¦<math>¦<mtext>¦<template>¦</template>¦\
    <select>¦<option>¦<pre>¦</pre>¦<textarea>¦</textarea>¦<title>¦</title>¦<xmp>¦\
    <font>¦<center>¦</center>¦<object>¦<marquee>¦<button>¦<form>¦<noscript>¦<iframe>¦\
    </iframe>¦<!--¦-->¦<![CDATA[¦<s>¦</s>¦<sub>¦<u>¦</u>¦&nbsp;¦&lt;¦&amp;lt;¦甲¦乙。¦a¦\
    1¦<¦>¦onclick=¦javascript:¦";

/// Characters that make trouble.
const TROUBLE: [&str; 18] = [
    " ",
    "\n",
    "\n  ",
    "\u{3000}",
    "e\u{301}",
    "\u{301}",
    "\u{338}",
    "\u{200b}",
    "\u{200d}",
    "\u{feff}",
    "\u{212a}",
    "\"",
    "\0",
    "\u{1100}",
    "\u{1161}",
    "\u{2001}",
    "\u{95c}",
    "\u{1f468}",
];

/// Pieces of HTML to be strung together.
fn scrap() -> impl Strategy<Value = String> {
    let tags: Vec<&str> = SCRAPS.split('¦').collect();
    prop_oneof![
        7 => proptest::sample::select(tags).prop_map(str::to_owned),
        3 => proptest::sample::select(TROUBLE.to_vec()).prop_map(str::to_owned),
        1 => ".{0,6}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn cleaning_twice_changes_nothing(scraps in proptest::collection::vec(scrap(), 0..24)) {
        let input = scraps.concat();
        let once = html(&input);
        let twice = clean(&once);
        prop_assert_eq!(&twice.html, &once, "input {:?}", input);
        prop_assert!(twice.removed.is_empty());
    }

    #[test]
    fn nothing_that_runs_is_left(scraps in proptest::collection::vec(scrap(), 0..24)) {
        let input = scraps.concat();
        let cleaned = html(&input);
        crate::tokens::read(&cleaned, |event| {
            if let crate::tokens::Event::Start(tag) = event {
                let known = super::allowed::our_name(&tag.name);
                assert_eq!(known, Some(&*tag.name), "input {input:?}");
                assert!(!matches!(&*tag.name, "script" | "style" | "div"));
                for attribute in &tag.attrs {
                    let name = &*attribute.name.local;
                    assert!(name == "class" || super::allowed::is_attribute(&tag.name, name));
                    assert!(!attribute.value.contains("javascript:"), "input {input:?}");
                }
            }
        });
    }

    #[test]
    fn a_page_leads_where_the_other_tokenizer_says(scraps in proptest::collection::vec(scrap(), 0..24)) {
        let cleaned = html(&scraps.concat());
        let (mut met, mut known) = (Vec::new(), Vec::new());
        super::addresses(&cleaned, |address| met.push(address.to_owned()));
        crate::tokens::read(&cleaned, |event| {
            if let crate::tokens::Event::Start(tag) = event {
                let leads = |name: &str| matches!(name, "href" | "src" | "poster" | "data-src");
                let own = tag.attrs.iter().filter(|one| leads(&one.name.local));
                known.extend(own.map(|one| one.value.to_string()));
            }
        });
        prop_assert_eq!(met, known, "{}", cleaned);
    }
}

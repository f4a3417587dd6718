//! Article 5: two people save the same document; fields that one changed are merged and named, fields
//! that both changed are for a person to choose.

use acceptance::on_both;

use crate::TZGG;

#[test]
fn article_05_two_saves_are_merged_field_by_field() {
    on_both(async |district| {
        let clerk = district.staff("jyj.bianji").await;
        let (_, colleague) = district.newcomer("jyj", &[("editor", "jyj", "*")]).await;
        let title = format!("{}合并验收", district.unique("稿"));
        let paper = clerk.draft(TZGG, "notices", &title, "<p>原文。</p>").await;
        let edit = format!("/documents/{}/edit", paper.key);
        let mine = clerk.open(&edit).await.form_with("title");
        let theirs = colleague.open(&edit).await.form_with("title");

        // One changes the source and adds a file, the other the text: merged, and said.
        let theirs = theirs.set("source", "市教育局").set("act", "save");
        colleague.submit(theirs.file("attachments", "名额表.txt", "甲校 10\n")).await;
        let mine = mine.set("body_html", "<p>我改的正文。</p>").set("act", "save");
        let saved = clerk.submit(mine).await;
        let words = saved.words();
        assert!(words.contains("已自动合并") && words.contains("来源、附件"), "{words}");
        let shown = clerk.show(&paper).await.words();
        for kept in ["市教育局", "名额表.txt", "我改的正文", "第 3 版"] {
            assert!(shown.contains(kept), "{kept} is lost: {shown}");
        }

        // Both change title and text; one alone the key words. Each contested field is chosen.
        let mine = clerk.open(&edit).await.form_with("title");
        let theirs = colleague.open(&edit).await.form_with("title");
        let other = format!("{title}（同事）");
        let theirs = theirs.set("title", &*other).set("body_html", "<p>同事的正文。</p>");
        colleague.submit(theirs.set("tags", "招生").set("act", "save")).await;
        let own = format!("{title}（我）");
        let mine = mine.set("title", &*own).set("body_html", "<p>我的第二稿。</p>");
        let page = clerk.send(mine.set("act", "save")).await;
        assert_eq!(page.status, 409, "{}", page.words());
        for both in [&*own, &*other, "我的第二稿", "同事的正文", "已经采用的：关键词"]
        {
            assert!(page.text.contains(both), "{both} isn't there: {}", page.words());
        }
        let form = page.form_with("title").set("act", "save").set("pick_title", "theirs");
        let half = clerk.send(form).await;
        assert_eq!(half.status, 422, "{}", half.words());
        let form = half.form_with("title");
        assert_eq!(form.value("pick_title"), "theirs");
        let form =
            form.set("pick_body_html", "own").set("body_html", "<p>我的第二稿，并同事的。</p>");
        let saved = clerk.submit(form.set("act", "save")).await;
        assert!(saved.words().contains("第 5 版"), "{}", saved.words());
        let form = saved.form_with("title");
        assert_eq!(form.value("title"), other);
        assert!(form.value("body_html").contains("我的第二稿，并同事的"));
        assert_eq!(form.value("tags"), "招生");
    });
}

#[test]
fn article_05_a_contested_form_that_is_left_and_resumed_asks_again() {
    on_both(async |district| {
        let clerk = district.staff("jyj.bianji").await;
        let (_, colleague) = district.newcomer("jyj", &[("editor", "jyj", "*")]).await;
        let title = format!("{}合并续写", district.unique("稿"));
        let paper = clerk.draft(TZGG, "notices", &title, "<p>原文。</p>").await;
        let edit = format!("/documents/{}/edit", paper.key);
        let mine = clerk.open(&edit).await.form_with("title").set("body_html", "<p>我的。</p>");
        colleague.revise(&paper, &title, "<p>同事的。</p>").await;
        let page = clerk.send(mine.set("act", "save")).await;
        assert_eq!(page.status, 409);
        let mut kept = page.form_with("title").set("window", "w1");
        kept.action = format!("/documents/{}/autosaves", paper.key);
        let code = clerk.send(kept).await.json()["code"].as_str().unwrap().to_owned();
        let resumed = clerk.open(&format!("{edit}?autosave={code}")).await.form_with("title");
        assert!(resumed.value("body_html").contains("我的"));
        let asked = clerk.send(resumed.set("act", "save")).await;
        assert_eq!(asked.status, 409, "{}", asked.words());
        assert!(asked.text.contains("同事的。"), "theirs was overwritten silently");
        let form = asked.form_with("title").set("pick_body_html", "theirs").set("act", "save");
        clerk.submit(form).await;
        assert!(clerk.show(&paper).await.words().contains("同事的"));
    });
}

//! Article 12: a site's home page is composed of blocks, previewed, reviewed and published like any
//! document.

use acceptance::on_both_in_time;

const HOME: &str = "张家堡街道 › 首页";

#[test]
fn article_12_home_page_is_composed_reviewed_and_published() {
    on_both_in_time(async |district| {
        let visitor = district.visitor();
        let before = visitor.open("/zjb/").await;
        assert!(before.words().contains("社区日程"), "{}", before.words());
        // A site without a layout shows the columns that are marked for its home page.
        assert!(visitor.open("/hcac/").await.texts("h2").contains(&"保护研究".to_owned()));

        let clerk = district.staff("zjb.bianji").await;
        let form = clerk.blank(HOME, "layouts").await.form_with("title");
        let title = district.unique("街道首页改版");
        let blocks =
            r#"[{"kind":"headlines"},{"kind":"figures","title":"街道数据","words":"常住人口"}]"#;
        let paper = clerk.save_new(form.set("title", &title).set("blocks", blocks)).await;
        let page = clerk.open(&format!("/documents/{}/submissions/new", paper.key)).await;
        let refused = match page.has_form("/submissions") {
            true => clerk.send(page.form("/submissions")).await.words(),
            false => page.words(),
        };
        assert!(refused.contains("名称｜数值｜说明"), "{refused}");

        let soon = &district.in_minutes(24 * 60)[..10];
        let gone = &district.in_minutes(-24 * 60)[..10];
        let blocks = format!(
            r#"[{{"kind":"headlines"}},
                {{"kind":"mailbox","title":"写信"}},
                {{"kind":"calendar","title":"日程","words":"{gone}｜昨天的事\n{soon}｜明天开放日｜/zjb/sqfw"}},
                {{"kind":"figures","title":"街道数据","source":"街道办，十月","words":"常住人口｜9.8 万人｜七普"}}]"#
        );
        let page = clerk.open(&format!("/documents/{}/edit", paper.key)).await;
        let form = page.form_with("title").set("blocks", blocks.replace('\n', " "));
        clerk.submit(form.set("act", "save")).await;
        let preview = clerk.open(&format!("/documents/{}/preview", paper.key)).await;
        assert!(preview.words().contains("9.8 万人"), "{}", preview.words());
        assert!(!visitor.open("/zjb/").await.words().contains("9.8 万人"), "not reviewed yet");

        clerk.send_in(&paper).await;
        for (login, step) in [("zjb.shenhe", "first"), ("zjb.baomi", "confidentiality")] {
            district.staff(login).await.sign(&paper, step, "passed", "同意").await;
        }
        let home = visitor.open("/zjb/").await;
        for words in ["9.8 万人", "街道办，十月", "明天开放日", "查询办理进度"] {
            assert!(home.words().contains(words), "{words}: {}", home.words());
        }
        assert!(!home.words().contains("昨天的事") && !home.words().contains("社区日程"));
        assert_eq!(visitor.get("/zjb/sy").await.location().unwrap(), "/zjb/");
        let map = visitor.open("/zjb/site-map").await.attributes("a", "href");
        assert!(!map.contains(&"/zjb/sy".to_owned()), "{map:?}");

        // What is over disappears at midnight without anybody publishing anything.
        district.pass_seconds(2 * 24 * 3_600).await;
        district.run_jobs().await;
        assert!(!visitor.open("/zjb/").await.words().contains("明天开放日"));
        district.assert_no_fault();
    });
}

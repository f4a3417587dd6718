//! Article 19: everything that was done with a document can be read, compared and brought back.

use acceptance::on_both;

use super::reviews::PDF;
use crate::BMDT;

#[test]
fn article_19_history_folds_saves_compares_any_two_and_restores_as_a_draft() {
    on_both(async |district| {
        let clerk = district.staff("jyj.bianji").await;
        let title = format!("{}运动会消息验收", district.unique("历史"));
        let form = clerk.blank(BMDT, "articles").await.form_with("title");
        let form = form
            .set("title", &*title)
            .set("body_html", "<p>参加人数三百。</p><p>天气晴。</p>")
            .file("attachments", "秩序册.pdf", PDF);
        let paper = clerk.save_new(form).await;
        let at = format!("/documents/{}", paper.key);
        for count in ["四百", "五百", "六百"] {
            let body = format!("<p>参加人数{count}。</p><p>天气晴。</p>");
            clerk.revise(&paper, &title, &body).await;
        }
        let page = clerk.open(&format!("{at}/edit")).await;
        let form = page.form_with("title").set("tags", "体育").set("act", "save");
        let code = page.attributes("input[name=remove_attachments]", "value").remove(0);
        let other = [PDF, b"\n%2"].concat();
        let form = form.tick("remove_attachments", code).file("attachments", "秩序册.pdf", other);
        clerk.submit(form).await;
        clerk.send_in(&paper).await;
        district.sign_all(&paper, &["first", "confidentiality"]).await;
        let live = clerk.show(&paper).await.public_path().unwrap();

        let history = clerk.open(&format!("{at}/history")).await;
        let words = history.words();
        for part in ["报送", "初审", "保密审查", "发布", "3 次保存", "赵晓雨", "马志成"]
        {
            assert!(words.contains(part), "{part} is not in the history: {words}");
        }
        // Any two, whichever way round they were picked.
        let asked = history.form("/comparison").set("from", "5").set("to", "1");
        let diff = clerk.submit(asked).await;
        assert_eq!(diff.texts(".prose ins"), ["六", "体育", "六"]);
        assert_eq!(diff.texts(".prose del"), ["三", "三"]);
        let words = diff.words();
        assert!(words.contains("替换") && words.contains("秩序册.pdf"), "{words}");

        let history = clerk.open(&format!("{at}/history")).await;
        let named = history.form("/revisions/2/name").set("name", "领导看过的一稿");
        assert!(clerk.submit(named).await.words().contains("领导看过的一稿"));
        let edit = clerk.submit(history.form("/revisions/1/restoration")).await;
        assert!(edit.path.ends_with("/edit"), "{}", edit.path);
        assert!(edit.form_with("title").value("body_html").contains("三百"));
        let visitor = district.visitor();
        assert!(visitor.open(&live).await.words().contains("六百"), "restoring changed the page");
        let history = clerk.open(&format!("{at}/history")).await.words();
        assert!(history.contains("恢复第 1 版的内容"), "{history}");

        // While it is reviewed nothing is restored, and a reader names nothing.
        clerk.send_in(&paper).await;
        let late = clerk.act(&format!("{at}/revisions/2/restoration"), &[]).await;
        assert_eq!(late.status, 409);
        let reviewer = district.staff("jyj.shenhe").await;
        let refused = reviewer.act(&format!("{at}/revisions/2/name"), &[("name", "不行")]).await;
        assert_eq!(refused.status, 403);
        let nothing = clerk.get(&format!("{at}/comparison?from=1&to=99")).await;
        assert_eq!(nothing.status, 404);
    });
}

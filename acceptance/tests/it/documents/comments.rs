//! Article 19: reviewers say what is wrong where it is wrong, and it stays there until it is settled.

use acceptance::{Browser, Form, Page, Paper, on_both};

use crate::TZGG;

const BODY: &str = "<p>各中小学校：</p><p>报名从九月一日开始。</p><p>请按时办理。</p>";

fn at(paper: &Paper) -> String {
    format!("/documents/{}", paper.key)
}

/// The form for a new comment on a page.
fn blank(page: &Page) -> Form {
    page.form_with("place")
}

async fn remark(browser: &Browser, page: &Page, place: &str, words: &str) -> Page {
    let labels = page.texts("select[name=place] option");
    let index = labels.iter().position(|label| label.contains(place)).unwrap();
    let choice = page.attributes("select[name=place] option", "value").remove(index);
    browser.submit(blank(page).set("place", choice).set("words", words)).await
}

#[test]
fn article_19_a_return_carries_comments_that_survive_the_next_revision() {
    on_both(async |district| {
        let clerk = district.staff("jyj.bianji").await;
        let title = format!("{}报名通知验收", district.unique("批注"));
        let paper = clerk.draft(TZGG, "notices", &title, BODY).await;
        clerk.send_in(&paper).await;

        let first = district.staff("jyj.shenhe").await;
        let review = format!("{}/reviews/first", at(&paper));
        let page = first.open(&review).await;
        let page = remark(&first, &page, "报名从", "日期不对 @赵晓雨").await;
        assert!(page.path.starts_with(&review), "not back on the review page: {}", page.path);
        assert_eq!(page.texts("mark.remark"), ["报名从九月一日开始。"]);
        let page = remark(&first, &page, "请按时", "写明截止时间").await;
        let form = page.form_with("verdict").set("verdict", "returned");
        let after = first.submit(form).await;
        assert!(after.words().contains("见批注（2 条）"), "{}", after.words());

        // The clerk sees them beside the editor and mends one paragraph.
        let edit = clerk.open(&format!("{}/edit", at(&paper))).await;
        assert_eq!(edit.texts(".thread__words"), ["日期不对 @赵晓雨", "写明截止时间"]);
        let mended = BODY.replace("九月一日", "九月二日");
        clerk.revise(&paper, &title, &format!("<p>新的开头。</p>{mended}")).await;
        let page = clerk.open(&format!("{}/comments", at(&paper))).await;
        assert_eq!(page.texts(".thread .badge"), ["原文已改"]);
        assert_eq!(page.texts("mark.remark"), ["请按时办理。"]);

        let page = clerk.submit(page.form("/answers").set("words", "已改为二日")).await;
        assert!(page.words().contains("已改为二日"));
        let page = clerk.submit(page.form("/settlement")).await;
        assert!(page.words().contains("1 条未处理"), "{}", page.words());
        let page = clerk.submit(page.form("/reopening")).await;
        assert!(page.words().contains("2 条未处理"), "{}", page.words());

        // What was remarked, and who was named, stands in the journal.
        let audit = district.staff("shenji.guanli").await;
        for verb in ["comment.written", "comment.mentioned", "comment.answered"] {
            let journal = audit.open(&format!("/journal?verb={verb}")).await;
            assert!(journal.words().contains(&title), "{verb}: {}", journal.words());
        }
    });
}

#[test]
fn article_19_a_comment_that_is_refused_loses_nothing_and_strangers_write_none() {
    on_both(async |district| {
        let clerk = district.staff("jyj.bianji").await;
        let title = format!("{}拒绝验收", district.unique("批注"));
        let paper = clerk.draft(TZGG, "notices", &title, BODY).await;
        let page = clerk.open(&format!("{}/comments", at(&paper))).await;
        let again = clerk.send(blank(&page).set("words", " ").set("quote", "九月一日")).await;
        assert_eq!(again.status, 422);
        assert!(again.words().contains("请写批注内容"), "{}", again.words());
        assert_eq!(blank(&again).value("quote"), "九月一日");

        let lost = clerk.send(blank(&page).set("words", "在哪").set("quote", "没有这句")).await;
        assert_eq!(lost.status, 422);
        assert!(lost.words().contains("找不到这段文字"), "{}", lost.words());
        assert_eq!(blank(&lost).value("words"), "在哪");

        let shown = clerk
            .submit(blank(&page).set("words", "看 <b>这里</b>").set("quote", "九月 一日"))
            .await;
        assert_eq!(shown.texts(".thread__words"), ["看 <b>这里</b>"]);
        assert_eq!(shown.texts("mark.remark"), ["九月一日"]);

        let other = district.staff("mzj.bianji").await;
        let tried = [("words", "外人"), ("place", "")];
        let refused = other.act(&format!("{}/comments", at(&paper)), &tried).await;
        assert_eq!(refused.status, 404);
        let gone = clerk.act(&format!("{}/comments/1/settlement", at(&paper)), &[]).await;
        assert_eq!(gone.status, 409);
        // Nobody is led away from the document.
        let away = [("words", "好"), ("back", "//example.org")];
        let back = clerk.act(&format!("{}/comments", at(&paper)), &away).await;
        assert!(back.location().unwrap().starts_with(&at(&paper)));
    });
}

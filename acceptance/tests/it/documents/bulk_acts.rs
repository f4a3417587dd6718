//! Articles 5, 6 and 19: one thing done to many documents: each by its own rules, each with its outcome,
//! and a way back.

use acceptance::{Browser, Page, on_both};

use crate::{BMDT, TZGG};

/// Asks for a bulk act from the list, for these documents or for all that a filter leaves.
async fn ask(who: &Browser, list: &str, act: &str, keys: &[&str]) -> Page {
    let mut form = who.open(list).await.form("/bulk-acts/new").set("act", act);
    for key in keys {
        form = form.tick("keys", *key);
    }
    who.submit(form).await
}

/// Waits until a bulk act is over; gives its page.
async fn over(who: &Browser, path: &str) -> Page {
    for _ in 0..100 {
        let page = who.open(path).await;
        if page.attributes("#bulk-progress", "data-refresh-done-value") == ["true"] {
            return page;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("{path} is never over")
}

#[test]
fn article_19_many_are_withdrawn_one_fails_and_all_can_be_taken_back() {
    on_both(async |district| {
        let mark = district.unique("批量稿");
        let mut papers = Vec::new();
        for number in 1..=3 {
            let title = format!("{mark}之{number}");
            papers.push(district.publish(TZGG, "notices", &title, "<p>正文。</p>").await);
        }
        let publisher = district.staff("qzfb.fabu").await;
        let keys: Vec<&str> = papers.iter().map(|(paper, _)| paper.key.as_str()).collect();
        let list = format!("/documents?query={mark}");
        let page = ask(&publisher, &list, "withdraw", &keys).await;
        assert!(page.words().contains("选中的 3 份"), "{}", page.words());
        let form = page.form("/bulk-acts");
        let refused = publisher.send(form.clone()).await;
        assert_eq!(refused.status, 422, "a reason is needed");
        // Somebody else is quicker with one of them.
        let by_hand = publisher.open(&format!("/documents/{}/withdrawals/new", keys[1])).await;
        publisher.submit(by_hand.form("/withdrawals").set("reason", "先撤")).await;
        let page = publisher.submit(form.set("reason", "机构调整")).await;
        let at = page.path.clone();
        let page = over(&publisher, &at).await;
        assert!(page.words().contains("2 份已办，1 份未成"), "{}", page.words());
        let failed = page.texts("tbody tr")[0].clone();
        assert!(failed.contains("未成") && failed.contains(&format!("{mark}之2")), "{failed}");
        let visitor = district.visitor();
        district.run_jobs().await;
        assert_eq!(visitor.get(&papers[0].1).await.status, 410);
        let file = publisher.get(&format!("/exports{at}/csv")).await;
        assert!(file.text.contains(&format!("{mark}之2")), "{}", file.text);
        let back = publisher.submit(page.form("/undoing")).await;
        let back = over(&publisher, &back.path).await.words();
        assert!(back.contains("2 份已办，0 份未成"), "{back}");
        district.run_jobs().await;
        assert_eq!(visitor.get(&papers[0].1).await.status, 200);
        assert_eq!(visitor.get(&papers[2].1).await.status, 200);
        assert_eq!(visitor.get(&papers[1].1).await.status, 410, "not ours to take back");
        let again = publisher.send(page.form("/undoing")).await;
        assert_eq!(again.status, 409);
        let other = district.staff("qzfb.bianji").await;
        assert_eq!(other.get(&at).await.status, 404, "a bulk act is its owner's");
    });
}

#[test]
fn article_05_each_document_is_done_in_the_rights_of_whoever_asked() {
    on_both(async |district| {
        let clerk = district.staff("jyj.bianji").await;
        let mark = district.unique("批删稿");
        let own = clerk.draft(BMDT, "articles", &format!("{mark}甲"), "<p>甲。</p>").await;
        let more = clerk.draft(BMDT, "articles", &format!("{mark}乙"), "<p>乙。</p>").await;
        let foreign = district.staff("mzj.bianji").await;
        let theirs = foreign.draft(TZGG, "notices", &format!("{mark}丙"), "<p>丙。</p>").await;
        let list = format!("/documents?query={mark}");
        let page = ask(&clerk, &list, "trash", &[&own.key, &more.key, &theirs.key]).await;
        let page = clerk.submit(page.form("/bulk-acts")).await;
        let page = over(&clerk, &page.path).await;
        assert!(!page.words().contains(&format!("{mark}丙")) || page.words().contains("没有"));
        assert_eq!(foreign.get(&format!("/documents/{}", theirs.key)).await.status, 200);
        let trash = clerk.open(&format!("{list}&state=trashed")).await;
        assert!(trash.words().contains(&format!("{mark}甲")), "{}", trash.words());
        let page = ask(&clerk, &format!("{list}&state=trashed"), "restore", &[&own.key]).await;
        let form = page.form("/bulk-acts").set("extent", "all");
        let page = clerk.submit(form).await;
        let page = over(&clerk, &page.path).await.words();
        assert!(page.contains("2 份已办，0 份未成"), "{page}");
        let list = clerk.open(&list).await;
        assert_eq!(list.texts("tbody tr").len(), 2, "{}", list.words());
        let reviewer = district.staff("jyj.shenhe").await;
        assert!(!reviewer.open("/documents").await.has_form("/bulk-acts/new"));
        assert_eq!(reviewer.act("/bulk-acts/new", &[("act", "trash")]).await.status, 403);
    });
}

#[test]
fn article_06_many_are_moved_tagged_and_handed_over_and_back() {
    on_both(async |district| {
        let mark = district.unique("批移稿");
        let (paper, path) =
            district.publish(TZGG, "notices", &format!("{mark}一"), "<p>正文。</p>").await;
        let publisher = district.staff("menhu.zongbian").await;
        let list = format!("/documents?query={mark}");
        let page = ask(&publisher, &list, "move", &[&paper.key]).await;
        let column = page.option("target_column", BMDT);
        let done = publisher.submit(page.form("/bulk-acts").set("target_column", column)).await;
        let done = over(&publisher, &done.path).await;
        district.run_jobs().await;
        let visitor = district.visitor();
        assert_eq!(visitor.get(&path).await.status, 301);
        let back = publisher.submit(done.form("/undoing")).await;
        over(&publisher, &back.path).await;
        district.run_jobs().await;
        assert_eq!(visitor.get(&path).await.status, 200, "moved back");
        let page = ask(&publisher, &list, "hand_over", &[&paper.key]).await;
        let done = publisher.submit(page.form("/bulk-acts").set("target_unit", "mzj")).await;
        let done = over(&publisher, &done.path).await;
        let shown = publisher.show(&paper).await.words();
        assert!(shown.contains("区民政局"), "{shown}");
        let back = publisher.submit(done.form("/undoing")).await;
        over(&publisher, &back.path).await;
        let clerk = district.staff("jyj.bianji").await;
        let page = ask(&clerk, &list, "tag", &[&paper.key]).await;
        let done = clerk.submit(page.form("/bulk-acts").set("word", "报名")).await;
        over(&clerk, &done.path).await;
        let form = clerk.open(&format!("/documents/{}/edit", paper.key)).await.form_with("tags");
        assert!(form.value("tags").contains("报名"), "{}", form.value("tags"));
    });
}

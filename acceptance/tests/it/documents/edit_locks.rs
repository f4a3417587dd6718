//! Article 5: one person writes a document at a time; others see who, may take it over, and nobody
//! loses what they typed.

use acceptance::{Browser, Page, Paper, on_both, on_both_in_time};

use crate::TZGG;

/// A sign of an open editor, as its page sends it.
async fn sign(who: &Browser, paper: &Paper, wants: &str) -> Page {
    let path = format!("/documents/{}/edit-lock", paper.key);
    who.act(&path, &[("wants", wants), ("typed", "yes"), ("based_on", "1")]).await
}

#[test]
fn article_05_a_document_is_written_by_one_person_at_a_time() {
    on_both(async |district| {
        let clerk = district.staff("jyj.bianji").await;
        let (_, colleague) = district.newcomer("jyj", &[("editor", "jyj", "*")]).await;
        let title = format!("{}编辑锁验收", district.unique("稿"));
        let paper = clerk.draft(TZGG, "notices", &title, "<p>原文。</p>").await;
        let edit = format!("/documents/{}/edit", paper.key);
        assert_eq!(sign(&clerk, &paper, "yes").await.json()["state"], "mine");

        let told = sign(&colleague, &paper, "yes").await.json();
        assert_eq!(told["state"], "theirs");
        assert!(told["held"].as_str().unwrap().contains("赵晓雨 正在编辑"), "{told}");
        let page = colleague.open(&edit).await;
        assert!(page.words().contains("赵晓雨 正在编辑"), "{}", page.words());
        assert!(colleague.show(&paper).await.words().contains("赵晓雨 正在编辑"));
        let reader = district.staff("jyj.shenhe").await;
        assert!(!reader.show(&paper).await.words().contains("正在编辑"));
        let seen = sign(&clerk, &paper, "yes").await.json();
        assert!(seen["others"].as_str().unwrap().contains("起"), "{seen}");

        // Without the lock nothing is saved and nothing is lost.
        let form = page.form_with("title").set("body_html", "<p>同事改的。</p>");
        let refused = colleague.send(form.clone().set("act", "save")).await;
        assert_eq!(refused.status, 409, "{}", refused.words());
        assert!(refused.text.contains("同事改的") && refused.words().contains("没有丢失"));
        assert!(!clerk.show(&paper).await.text.contains("同事改的"));

        // Taken over it is saved; whoever lost it is told, and keeps what they typed.
        let page = colleague.open(&edit).await;
        let after = colleague.submit(page.form("/edit-lock/take-over")).await;
        assert!(after.words().contains("您已接手编辑"), "{}", after.words());
        let lost = sign(&clerk, &paper, "no").await.json();
        assert_eq!(lost["state"], "theirs");
        colleague
            .submit(after.form_with("title").set("source", "同事的来源").set("act", "save"))
            .await;
        let newer = sign(&clerk, &paper, "no").await.json();
        assert!(newer["newer"].as_str().unwrap().contains("第 2 版"), "{newer}");
        let page = clerk.open(&edit).await;
        let mine = page.form_with("title").set("based_on", "1").set("body_html", "<p>我的话。</p>");
        let refused = clerk.send(mine.clone().set("source", "区教育局").set("act", "save")).await;
        assert_eq!(refused.status, 409);
        assert!(refused.words().contains("接手并保存"), "{}", refused.words());
        let back = mine.set("source", "区教育局").set("act", "take_over");
        let saved = clerk.submit(back).await;
        assert!(saved.words().contains("已自动合并"), "{}", saved.words());
        let shown = clerk.show(&paper).await;
        assert!(shown.words().contains("我的话") && shown.words().contains("同事的来源"));

        // Taking over stands in the journal, twice.
        let auditor = district.staff("shenji.guanli").await;
        let journal = auditor.open("/journal?verb=edit_lock.taken_over").await;
        assert!(journal.words().contains("接手编辑"), "{}", journal.words());
    });
}

#[test]
fn article_05_only_who_may_write_sees_and_takes_a_lock() {
    on_both(async |district| {
        let clerk = district.staff("jyj.bianji").await;
        let title = format!("{}锁权限", district.unique("稿"));
        let paper = clerk.draft(TZGG, "notices", &title, "<p>原文。</p>").await;
        assert_eq!(sign(&clerk, &paper, "yes").await.json()["state"], "mine");
        for (login, status) in [("jyj.shenhe", 403), ("mzj.bianji", 404)] {
            let other = district.staff(login).await;
            for end in ["", "/take-over", "/release"] {
                let path = format!("/documents/{}/edit-lock{end}", paper.key);
                assert_eq!(other.act(&path, &[]).await.status, status, "{login} {end}");
            }
        }
        assert_eq!(sign(&clerk, &paper, "no").await.json()["state"], "mine");
        let released = clerk.act(&format!("/documents/{}/edit-lock/release", paper.key), &[]).await;
        assert_eq!(released.status, 204);
        assert_eq!(sign(&clerk, &paper, "no").await.json()["state"], "free");
    });
}

#[test]
fn article_05_a_lock_lapses_when_its_person_is_away() {
    on_both_in_time(async |district| {
        let clerk = district.staff("jyj.bianji").await;
        let (_, colleague) = district.newcomer("jyj", &[("editor", "jyj", "*")]).await;
        let title = format!("{}锁过期", district.unique("稿"));
        let paper = clerk.draft(TZGG, "notices", &title, "<p>原文。</p>").await;
        assert_eq!(sign(&clerk, &paper, "yes").await.json()["state"], "mine");
        district.advance_seconds(80).await;
        assert_eq!(sign(&colleague, &paper, "yes").await.json()["state"], "theirs");
        district.advance_seconds(20).await;
        assert_eq!(sign(&colleague, &paper, "yes").await.json()["state"], "mine");
        assert_eq!(sign(&clerk, &paper, "yes").await.json()["state"], "theirs");
    });
}

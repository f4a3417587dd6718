//! Mail: an address is proved, letters say title and link only, trouble is tried again, a digest is
//! one letter.

use acceptance::{Browser, Letter, Mailbox, Page, on_both_with_mail};

use super::told;
use crate::BMDT;

const HOME: &str = "/account/notices";

fn code_in(letter: &Letter) -> String {
    let line = letter.text.lines().find(|line| line.contains("验证码：")).unwrap();
    line.chars().filter(char::is_ascii_digit).collect()
}

/// Gives an address and proves it.
async fn prove(browser: &Browser, mailbox: &Mailbox, address: &str) -> Page {
    let page = browser.open(HOME).await;
    let page = browser.submit(page.form("/address").set("address", address)).await;
    let code = code_in(&mailbox.wait_for(address, "验证码").await);
    assert_eq!(code.len(), 6);
    browser.submit(page.form("/verification").set("code", code)).await
}

#[test]
fn article_19_mail_goes_to_a_proved_address_with_title_and_link_only() {
    on_both_with_mail(async |district, mailbox, _| {
        let first = district.staff("jyj.shenhe").await;
        let page = first.open(HOME).await;
        let wrong = first.send(page.form("/address").set("address", "不是邮箱")).await;
        assert_eq!(wrong.status, 422);
        assert_eq!(wrong.form("/address").value("address"), "不是邮箱");
        let refused = first.send(page.form("/address").set("address", "nobody@jyj.test")).await;
        assert_eq!(refused.status, 422);
        assert!(refused.words().contains("验证码没有发出去"), "{}", refused.words());

        let page = first.submit(page.form("/address").set("address", "shenhe@jyj.test")).await;
        let soon = first.send(page.form("/address").set("address", "shenhe@jyj.test")).await;
        assert_eq!(soon.status, 422, "a second code within a minute");
        let code = code_in(&mailbox.wait_for("shenhe@jyj.test", "验证码").await);
        let other = if code == "000000" { "000001" } else { "000000" };
        let wrong = first.send(page.form("/verification").set("code", other)).await;
        assert_eq!(wrong.status, 422);
        let page = first.submit(page.form("/verification").set("code", code)).await;
        assert!(page.words().contains("邮箱已验证"), "{}", page.words());

        // A busy server is asked again; the person is mailed once all the same.
        mailbox.be_busy(2).await;
        let clerk = district.staff("jyj.bianji").await;
        let body = "<p>尚未公开的正文。</p>";
        let paper = clerk.draft(BMDT, "articles", "邮件验收稿件", body).await;
        clerk.send_in(&paper).await;
        assert_eq!(told(&first, "邮件验收稿件").await, ["待您审核"]);
        for _ in 0..4 {
            district.pass_seconds(20).await;
        }
        let letter = mailbox.wait_for("shenhe@jyj.test", "邮件验收稿件").await;
        assert_eq!(mailbox.still_busy().await, 0);
        assert!(letter.text.contains("Subject: 【待您审核】邮件验收稿件"), "{}", letter.text);
        assert!(letter.text.contains("https://console.weiyang.test/notices/"), "{}", letter.text);
        for secret in ["尚未公开", "赵晓雨", "马志成", "教育局", "初审"] {
            assert!(!letter.text.contains(secret), "{secret}: {}", letter.text);
        }
        assert!(letter.raw.contains("Auto-Submitted: auto-generated"), "{}", letter.raw);
        let letters = mailbox.all_to("shenhe@jyj.test").await;
        let same = letters.iter().filter(|letter| letter.text.contains("邮件验收稿件"));
        assert_eq!(same.count(), 1);
        let link = letter.text.lines().find(|line| line.contains("/notices/")).unwrap();
        let page = first.open(link.trim().trim_start_matches("https://console.weiyang.test")).await;
        assert_eq!(page.path, format!("/documents/{}/reviews/first", paper.key));

        // The address goes, and with it the mail.
        let page = first.open(HOME).await;
        let page = first.submit(page.form("/removal")).await;
        assert!(page.words().contains("还没有邮箱"), "{}", page.words());
        let paper = clerk.draft(BMDT, "articles", "无邮箱稿件", body).await;
        clerk.send_in(&paper).await;
        district.pass_seconds(60).await;
        let letters = mailbox.all_to("shenhe@jyj.test").await;
        assert!(!letters.iter().any(|letter| letter.text.contains("无邮箱稿件")));
        let audit = district.staff("shenji.guanli").await;
        let journal = audit.open("/journal?verb=notice_address.").await;
        assert!(!journal.text.contains("jyj.test"), "an address stands in the journal");
    });
}

#[test]
fn article_19_a_digest_is_one_letter_at_its_hour() {
    on_both_with_mail(async |district, mailbox, _| {
        let first = district.staff("jyj.shenhe").await;
        let page = prove(&first, &mailbox, "digest@jyj.test").await;
        let page = first.submit(page.form("/notices").set("digest_hour", "8")).await;
        assert_eq!(page.form("/notices").value("digest_hour"), "8");
        let clerk = district.staff("jyj.bianji").await;
        for title in ["汇总甲验收", "汇总乙验收"] {
            let paper = clerk.draft(BMDT, "articles", title, "<p>内容属实。</p>").await;
            clerk.send_in(&paper).await;
        }
        district.run_jobs().await;
        assert_eq!(mailbox.all_to("digest@jyj.test").await.len(), 1, "mailed before the hour");
        for _ in 0..25 {
            district.pass_seconds(3_600).await;
        }
        let letter = mailbox.wait_for("digest@jyj.test", "汇总甲验收").await;
        assert!(letter.text.contains("汇总乙验收"), "{}", letter.text);
        let digests = mailbox.all_to("digest@jyj.test").await;
        let twice = digests.iter().filter(|letter| letter.text.contains("【待您审核】汇总甲验收"));
        assert_eq!(twice.count(), 1, "{digests:#?}");
    });
}

#[test]
fn article_5_operators_see_the_ways_and_try_them() {
    on_both_with_mail(async |district, mailbox, hook| {
        let system = district.staff("xitong.guanli").await;
        let page = system.open("/notice-ways").await;
        assert!(page.words().contains(&format!("127.0.0.1:{}", mailbox.port)), "{}", page.words());
        let form = page.form("/mail-tests").set("address", "ceshi@weiyang.test");
        let done = system.submit(form).await;
        assert!(done.words().contains("已交给邮件服务器"), "{}", done.words());
        mailbox.wait_for("ceshi@weiyang.test", "渠道已经接通").await;
        let refused = system.send(page.form("/mail-tests").set("address", "nobody@x.test")).await;
        assert_eq!(refused.status, 422);
        assert!(refused.words().contains("no such mailbox"), "{}", refused.words());
        system.submit(page.form("/webhook-tests")).await;
        hook.wait_for("渠道已经接通").await;
        let clerk = district.staff("jyj.bianji").await;
        assert_eq!(clerk.get("/notice-ways").await.status, 403);
    });
}

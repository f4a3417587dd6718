//! Article 36: a confidentiality review of everything; what is doubtful goes to the secrecy bureau
//! and waits there.

use acceptance::{Browser, District, Paper, on_both};

use crate::TZGG;

async fn doubtful(district: &District, title: &str) -> (Browser, Paper) {
    let clerk = district.staff("jyj.bianji").await;
    let paper = clerk.draft(TZGG, "notices", title, "<p>内容拿不准。</p>").await;
    clerk.send_in(&paper).await;
    district.sign_all(&paper, &["first", "final"]).await;
    let guard = district.staff("jyj.baomi").await;
    let without = guard.open(&format!("/documents/{}/reviews/confidentiality", paper.key)).await;
    let form = without.form_with("verdict").set("verdict", "doubtful").set("comment", "");
    assert_eq!(guard.send(form).await.status, 422, "a doubt without its reason");
    guard.sign(&paper, "confidentiality", "doubtful", "涉及未公开的数字").await;
    (clerk, paper)
}

#[test]
fn article_36_doubtful_goes_to_the_secrecy_bureau_and_waits() {
    on_both(async |district| {
        let visitor = district.visitor();
        for (decision, live) in [("clear", true), ("secret", false)] {
            let title = format!("{}存疑稿件验收", district.unique("第"));
            let (clerk, paper) = doubtful(district, &title).await;
            let at = format!("/documents/{}", paper.key);

            // It waits: nobody gets it out, not even in an emergency, and nobody takes it back.
            let publisher = district.staff("qzfb.fabu").await;
            let slip = clerk.open(&format!("{at}/slip")).await;
            let digest = slip.texts("td.slip__digest").concat();
            let reason = [("emergency_reason", "十万火急"), ("digest", &*digest)];
            assert!(publisher.act(&format!("{at}/publication"), &[]).await.status >= 400);
            assert!(publisher.act(&format!("{at}/emergency"), &reason).await.status >= 400);
            assert!(clerk.act(&format!("{at}/recall"), &[]).await.status >= 400);
            assert!(clerk.act(&format!("{at}/trash"), &[]).await.status >= 400);
            let again = [("verdict", "passed"), ("comment", "算了"), ("digest", &*digest)];
            let guard = district.staff("jyj.baomi").await;
            assert!(
                guard.act(&format!("{at}/reviews/confidentiality"), &again).await.status >= 400
            );
            let decided = [("decision", "clear"), ("reason", "自批"), ("digest", &*digest)];
            for who in [&guard, &clerk, &publisher] {
                let answer = who.act(&format!("/referrals/{}/decision", paper.key), &decided).await;
                assert_eq!(answer.status, 403, "{}", answer.words());
            }
            assert!(clerk.show(&paper).await.public_path().is_none());

            // The bureau sees it, and only what was referred.
            let bureau = district.staff("bmj.shencha").await;
            assert!(bureau.open("/referrals").await.words().contains(&title));
            assert_eq!(
                bureau.get(&at).await.status,
                403,
                "the bureau reads documents that it was not asked about"
            );
            let page = bureau.open(&format!("/referrals/{}", paper.key)).await;
            assert!(
                page.words().contains("涉及未公开的数字") && page.words().contains("内容拿不准")
            );
            if decision == "secret" {
                let form = page.form("/decision").set("decision", decision).set("reason", "");
                assert_eq!(bureau.send(form).await.status, 422, "secret without grounds");
            }
            let form =
                page.form("/decision").set("decision", decision).set("reason", "已核对定密依据");
            bureau.submit(form).await;
            let form = page.form("/decision").set("decision", "clear").set("reason", "再批一次");
            assert!(bureau.send(form).await.status >= 400, "decided twice");

            let shown = clerk.show(&paper).await;
            assert!(shown.public_path().is_none(), "the bureau clears, it does not publish");
            if live {
                district.sign_all(&paper, &["confidentiality"]).await;
            } else {
                assert!(publisher.act(&format!("{at}/publication"), &[]).await.status >= 400);
                assert!(
                    publisher.act(&format!("{at}/emergency"), &reason).await.status >= 400,
                    "secret, but published in an emergency"
                );
            }
            let shown = clerk.show(&paper).await;
            assert_eq!(shown.public_path().is_some(), live, "{decision}: {}", shown.words());
            assert_eq!(visitor.open("/zwgk/tzgg").await.text.contains(&title), live, "{decision}");
            let slip = clerk.open(&format!("{at}/slip")).await.words();
            assert!(slip.contains("区保密局") && slip.contains("崔永固"), "{slip}");
        }
    });
}

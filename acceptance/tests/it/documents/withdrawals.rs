//! Withdrawing asks why, and what the public sees; what was withdrawn can come back as it was.

use acceptance::{Browser, District, Paper, on_both};

use crate::TZGG;
use crate::site::search::{asking, hits};

async fn withdraw(district: &District, paper: &Paper, fields: &[(&str, &str)]) -> Browser {
    let publisher = district.staff("qzfb.fabu").await;
    let page = publisher.open(&format!("/documents/{}/withdrawals/new", paper.key)).await;
    let mut form = page.form_with("public_sees");
    for (name, value) in fields {
        form = form.set(name, *value);
    }
    publisher.submit(form).await;
    publisher
}

#[test]
fn article_12_a_withdrawn_document_leaves_what_was_chosen_and_can_come_back() {
    on_both(async |district| {
        let visitor = district.visitor();
        let elsewhere = "/zwgk/fdzdgknr/zcwj";
        for (outcome, fields, status) in [
            ("gone", vec![], 410),
            ("moved", vec![("moved_to", elsewhere)], 301),
            ("notice", vec![("notice", "本通知已由新通知代替，请以新通知为准。")], 200),
        ] {
            let word = district.unique("cgck");
            let title = format!("第 {word} 号撤稿验收");
            let (paper, path) =
                district.publish(TZGG, "notices", &title, "<p>原来的正文在此。</p>").await;
            let publisher = district.staff("qzfb.fabu").await;
            let page = publisher.open(&format!("/documents/{}/withdrawals/new", paper.key)).await;
            let form = page.form_with("public_sees").set("public_sees", outcome);
            assert_eq!(
                publisher.send(form.clone()).await.status,
                422,
                "{outcome} without a reason"
            );
            if outcome != "gone" {
                let answer = publisher.send(form.set("reason", "内容过时")).await;
                assert_eq!(answer.status, 422, "{outcome} without what it needs");
                assert!(answer.text.contains("内容过时"), "what was typed is lost");
            }
            let mut all = vec![("public_sees", outcome), ("reason", "内容过时")];
            all.extend(fields);
            withdraw(district, &paper, &all).await;

            let seen = visitor.get(&path).await;
            assert_eq!(seen.status, status, "{outcome}: {}", seen.words());
            assert!(!seen.text.contains("原来的正文在此"), "{outcome} still shows the text");
            match outcome {
                "moved" => assert_eq!(seen.location().unwrap(), elsewhere),
                "notice" => assert!(seen.words().contains("请以新通知为准"), "{}", seen.words()),
                _ => assert!(seen.words().contains("撤"), "{}", seen.words()),
            }
            assert!(!seen.text.contains("内容过时"), "the reason is for the house only");
            assert!(!visitor.open("/zwgk/tzgg").await.text.contains(&word));
            assert!(!visitor.open("/sitemap.xml").await.text.contains(&path));
            assert!(hits(&visitor.open(&asking(&word)).await).is_empty());

            let shown = publisher.show(&paper).await;
            publisher.submit(shown.form("/withdrawals/lifting")).await;
            let back = visitor.get(&path).await;
            assert_eq!(back.status, 200, "{outcome}");
            assert!(back.text.contains("原来的正文在此"));
            assert_eq!(hits(&visitor.open(&asking(&word)).await), [path]);
        }
    });
}

#[test]
fn article_12_attachments_go_with_their_document() {
    on_both(async |district| {
        let visitor = district.visitor();
        let clerk = district.staff("jyj.bianji").await;
        let title = format!("{}附件同撤验收", district.unique("稿"));
        let form = clerk.blank(TZGG, "notices").await.form_with("title").set("title", &*title);
        let form = form.set("body_html", "<p>见附件。</p>").file(
            "attachments",
            "附件一.pdf",
            super::reviews::PDF,
        );
        let paper = clerk.save_new(form).await;
        clerk.send_in(&paper).await;
        district.sign_all(&paper, &["first", "final"]).await;
        // Nobody outside can guess it before.
        let shown = clerk.show(&paper).await;
        let own = shown.attributes("a[href*=\"/files/\"]", "href").remove(0);
        assert_eq!(clerk.get(&own).await.status, 200);
        assert_ne!(district.stranger().get(&own).await.status, 200);
        assert_eq!(district.staff("mzj.bianji").await.get(&own).await.status, 404);
        district.sign_all(&paper, &["confidentiality"]).await;
        let path = clerk.show(&paper).await.public_path().unwrap();
        let file = visitor.open(&path).await.attributes("main a[href$=\".pdf\"]", "href").remove(0);
        let got = visitor.get(&file).await;
        assert_eq!(got.status, 200);
        // A sandbox would keep a browser's own PDF reader from starting; no script may run either way.
        let policy = got.header("content-security-policy");
        assert!(policy.contains("default-src 'none'") && !policy.contains("script"), "{policy}");
        assert_eq!(got.header("x-content-type-options"), "nosniff");
        let again = visitor.get_with(&file, &[("if-none-match", got.header("etag"))]).await;
        assert_eq!(again.status, 304);
        withdraw(district, &paper, &[("public_sees", "gone"), ("reason", "附件有误")]).await;
        let after = visitor.get(&file).await;
        assert!(matches!(after.status, 404 | 410), "{}", after.status);
    });
}

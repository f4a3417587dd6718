//! Webhooks: signed, tried again, and never led anywhere else.

use acceptance::{HOOK_SECRET, Posted, on_both_with_mail};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::BMDT;

/// What the signature must be.
fn signature(posted: &Posted) -> String {
    let time = posted.signature.split([',', '=']).nth(1).unwrap();
    let mut mac = Hmac::<Sha256>::new_from_slice(HOOK_SECRET.as_bytes()).unwrap();
    mac.update(format!("{time}.{}", posted.body).as_bytes());
    format!("t={time},v1={}", hex::encode(mac.finalize().into_bytes()))
}

#[test]
fn article_19_a_webhook_is_signed_tried_again_and_follows_no_redirect() {
    on_both_with_mail(async |district, _, hook| {
        let first = district.staff("jyj.shenhe").await;
        let page = first.open("/account/notices").await;
        let form = page.form("/account/notices").tick("wanted", "assigned:webhook");
        first.submit(form).await;

        hook.answer_next(&[503, 500]).await;
        let clerk = district.staff("jyj.bianji").await;
        let paper = clerk.draft(BMDT, "articles", "推送验收稿件", "<p>未公开。</p>").await;
        clerk.send_in(&paper).await;
        for _ in 0..4 {
            district.pass_seconds(20).await;
        }
        let posted = hook.wait_for("推送验收稿件").await;
        assert_eq!(posted.signature, signature(&posted));
        let body: serde_json::Value = serde_json::from_str(&posted.body).unwrap();
        assert_eq!(body["event"], "assigned");
        assert_eq!(body["login"], "jyj.shenhe");
        assert!(body["url"].as_str().unwrap().starts_with("https://console.weiyang.test/notices/"));
        assert!(!posted.body.contains("未公开"), "{}", posted.body);

        // A redirect is a refusal; operators see it.
        hook.answer_next(&[302]).await;
        let paper = clerk.draft(BMDT, "articles", "改道验收稿件", "<p>未公开。</p>").await;
        clerk.send_in(&paper).await;
        for _ in 0..3 {
            district.pass_seconds(20).await;
        }
        assert_eq!(hook.all().await.len(), 1);
        let ways = district.staff("xitong.guanli").await.open("/notice-ways").await;
        assert!(ways.words().contains("302"), "{}", ways.words());
    });
}

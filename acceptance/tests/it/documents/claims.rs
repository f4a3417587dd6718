//! Article 19: reviewers share the work out, see how long it has waited, and sign from the list.

use acceptance::on_both;

use crate::BMDT;

#[test]
fn article_19_a_review_is_claimed_and_signed_or_returned_from_the_list() {
    on_both(async |district| {
        let clerk = district.staff("jyj.bianji").await;
        let word = district.unique("认领");
        let good =
            clerk.draft(BMDT, "articles", &format!("{word}甲验收"), "<p>内容属实。</p>").await;
        let bad =
            clerk.draft(BMDT, "articles", &format!("{word}乙验收"), "<p>日期有误。</p>").await;
        clerk.send_in(&good).await;
        clerk.send_in(&bad).await;
        let step = |key: &str| format!("/documents/{key}/reviews/first");

        let first = district.staff("jyj.shenhe").await;
        let list = first.open("/reviews").await;
        assert!(list.words().contains("内容属实"), "{}", list.words());
        let claims = format!("{}/claims", step(&good.key));
        let list = first.submit(list.form(&claims)).await;
        assert_eq!(list.path, "/reviews");
        assert!(list.words().contains("我已认领"), "{}", list.words());
        let page = first.open(&step(&good.key)).await;
        assert!(page.words().contains("已等"), "{}", page.words());
        let late = page.form(&claims).set("due_at", "2001-01-01T08:00");
        let refused = first.send(late).await;
        assert_eq!(refused.status, 409);
        assert!(refused.words().contains("三十天之内"), "{}", refused.words());

        // Two clicks each: agreed, and sent back with a reason. Without one nothing happens.
        let list = first.open("/reviews").await;
        let forms = |verdict: &str, key: &str| {
            let path = step(key);
            list.form_where(|form| form.action == path && form.value("verdict") == verdict)
        };
        let after = first.submit(forms("passed", &good.key)).await;
        assert_eq!(after.path, "/reviews");
        assert!(after.words().contains("已签署"), "{}", after.words());
        let unsaid = first.send(forms("returned", &bad.key)).await;
        assert_eq!(unsaid.status, 422);
        let form = forms("returned", &bad.key).set("comment", "日期应为二日");
        assert_eq!(first.submit(form).await.path, "/reviews");
        assert!(clerk.show(&bad).await.words().contains("日期应为二日"));
        let shown = clerk.show(&good).await.words();
        assert!(shown.contains("用时") && shown.contains("已等"), "{shown}");
        let own = clerk.act(&claims, &[]).await;
        assert_eq!(own.status, 403);
    });
}

//! Articles 5 and 19: the bell and the list; deadlines; choices.

use acceptance::{District, on_both, on_both_alone, on_both_in_time};

use super::{about, told};
use crate::BMDT;

#[test]
fn article_19_people_are_told_once_and_only_of_what_concerns_them() {
    on_both(async |district| {
        let clerk = district.staff("jyj.bianji").await;
        let title = format!("{}消息验收", district.unique("消息"));
        let paper = clerk.draft(BMDT, "articles", &title, "<p>内容属实。</p>").await;
        clerk.send_in(&paper).await;
        let (_, first) = district.newcomer("jyj", &[("reviewer_first", "jyj", "*")]).await;
        assert!(told(&first, &title).await.is_empty(), "told of what was before their time");

        let first = district.staff("jyj.shenhe").await;
        let desk = first.open("/").await;
        let count: i64 = number(&desk.texts(".bell__count"));
        assert!(count >= 1, "no bell: {}", desk.words());
        let list = first.open("/notices").await;
        assert_eq!(about(&list, &title), ["待您审核"]);
        // Following it leads to where it is seen to, and reads it.
        let index = list.texts(".notices__link").iter().position(|one| one.contains(&title));
        let link = list.attributes(".notices__link", "href").remove(index.unwrap());
        let page = first.open(&link).await;
        assert_eq!(page.path, format!("/documents/{}/reviews/first", paper.key));
        assert!(about(&first.open("/notices").await, &title).is_empty(), "still unread");
        assert_eq!(told(&first, &title).await, ["待您审核"]);
        // It is nobody else's.
        assert_eq!(clerk.get(&link).await.status, 404);
        assert!(told(&clerk, &title).await.is_empty(), "told of one's own submission");
        assert!(told(&district.staff("mzj.shenhe").await, &title).await.is_empty());

        first.act(&format!("/documents/{}/reviews/first/claims", paper.key), &[]).await;
        assert_eq!(told(&clerk, &title).await, ["已被认领"]);
        let page = first.open(&format!("/documents/{}/comments", paper.key)).await;
        let form = page.form_with("place").set("words", "请 @赵晓雨 核对");
        first.submit(form.set("quote", "内容属实")).await;
        assert_eq!(told(&clerk, &title).await, ["提到了您", "已被认领"]);
        first.sign(&paper, "first", "returned", "日期有误").await;
        assert_eq!(told(&clerk, &title).await, ["已退回", "提到了您", "已被认领"]);

        // Sent in again it is another submission; then every signature, and it is out.
        clerk.revise(&paper, &title, "<p>内容属实，日期已改。</p>").await;
        clerk.send_in(&paper).await;
        assert_eq!(told(&first, &title).await, ["待您审核", "待您审核"]);
        district.sign_all(&paper, &["first"]).await;
        assert_eq!(told(&district.staff("jyj.baomi").await, &title).await, ["待您审核"]);
        district.sign_all(&paper, &["confidentiality"]).await;
        assert_eq!(told(&clerk, &title).await[0], "已发布");

        // All are read at once, up to the newest that was seen.
        let list = clerk.open("/notices").await;
        let after = clerk.submit(list.form("/notices/read")).await;
        assert!(after.words().contains("标为已读"), "{}", after.words());
        assert!(about(&clerk.open("/notices").await, &title).is_empty());
    });
}

fn number(texts: &[String]) -> i64 {
    let digits: String = texts.concat().chars().filter(char::is_ascii_digit).collect();
    digits.parse().unwrap_or(0)
}

#[test]
fn article_19_deadlines_are_told_as_near_and_as_over_each_once() {
    on_both_in_time(async |district| {
        let clerk = district.staff("jyj.bianji").await;
        let title = format!("{}时限验收", district.unique("时限"));
        let paper = clerk.draft(BMDT, "articles", &title, "<p>内容属实。</p>").await;
        clerk.send_in(&paper).await;
        let events =
            async |district: &District| told(&district.staff("jyj.shenhe").await, &title).await;
        assert_eq!(events(district).await, ["待您审核"]);
        for _ in 0..2 {
            district.pass_seconds(14 * 3_600).await;
        }
        assert_eq!(events(district).await, ["即将到期", "待您审核"]);
        for _ in 0..3 {
            district.pass_seconds(14 * 3_600).await;
        }
        assert_eq!(events(district).await, ["已超期", "即将到期", "待您审核"]);
        let clerk = district.staff("jyj.bianji").await;
        assert!(told(&clerk, &title).await.is_empty(), "the author is not late");
    });
}

#[test]
fn article_5_everybody_chooses_what_they_are_told() {
    on_both_alone(async |district| {
        let first = district.staff("jyj.shenhe").await;
        let page = first.open("/account/notices").await;
        // No mail server, no webhook: the page says so and offers no boxes for them.
        assert!(page.words().contains("还没有接通邮件服务器"), "{}", page.words());
        assert!(
            page.attributes("input[name=wanted]", "value").iter().all(|v| v.ends_with("console"))
        );
        let form = page.form("/account/notices");
        let offered = form.values.iter().filter(|(name, _)| name == "wanted").count();
        let values: Vec<_> =
            form.values.iter().filter(|(_, value)| value != "assigned:console").cloned().collect();
        let mut fewer = form;
        fewer.values = values;
        let wrong = first.send(fewer.clone().set("digest_hour", "31")).await;
        assert_eq!(wrong.status, 422);
        let kept = wrong.attributes("input[name=wanted][checked]", "value");
        assert!(
            !kept.contains(&"assigned:console".to_owned()) && kept.len() + 1 == offered,
            "{kept:?}"
        );
        let page = first.submit(fewer).await;
        assert!(page.words().contains("消息设置已保存"), "{}", page.words());

        let clerk = district.staff("jyj.bianji").await;
        let paper = clerk.draft(BMDT, "articles", "不提醒的稿件", "<p>内容属实。</p>").await;
        clerk.send_in(&paper).await;
        assert!(told(&first, "不提醒的稿件").await.is_empty());
        let audit = district.staff("shenji.guanli").await;
        let journal = audit.open("/journal?verb=notice_choices.changed").await;
        assert!(journal.words().contains("马志成"), "{}", journal.words());
        let refused = first.act("/account/notices/address", &[("address", "a@b.test")]).await;
        assert_eq!(refused.status, 422);
        assert_eq!(refused.form("/account/notices").value("choices"), "1");
    });
}

//! Article 29: whoever was not content is asked why, in time.

use acceptance::on_both_alone;

use super::letters::{answer, case, look_up, write};

const WHY: &str = "路灯只亮了一个晚上";

#[test]
fn article_29_whoever_is_not_content_is_asked_why_within_a_working_day() {
    on_both_alone(async |district| {
        let visitor = district.visitor();
        let title = district.unique("路灯又不亮了");
        let letter = write(&visitor, &title).await;
        answer(&district, &letter, "您好，路灯已经修好。").await;
        let mine = format!("/mailbox/mine/{}", letter.receipt);
        let handler = district.staff("cggj.banli").await;
        assert!(!case(&handler, &letter).await.has_form("/follow-up"));
        let form = visitor.open(&mine).await.form("/rating");
        visitor.submit(form.set("rating", "2").set("rating_words", WHY)).await;

        // It stands among what must be done, with its time, and its handlers are told.
        let inbox = handler.open("/cases").await.words();
        assert!(inbox.contains(&title), "{inbox}");
        assert!(handler.open("/notices").await.words().contains(&title));
        let page = case(&handler, &letter).await;
        assert!(page.words().contains("待回访") && page.words().contains(WHY), "{}", page.words());
        let form = page.form("/follow-up");
        assert_eq!(handler.send(form.clone().set("follow_up", " ")).await.status, 422);

        // Nobody asks: it goes up by itself.
        for _ in 0..6 {
            district.pass_seconds(86_400).await;
        }
        let handler = district.staff("cggj.banli").await;
        let page = case(&handler, &letter).await;
        assert!(page.words().contains("已自动督办"), "{}", page.words());
        assert!(handler.open("/cases?due=late").await.words().contains(&title));

        // Asked, it is done; the writer reads nothing of it.
        let said = "已电话回访，镇流器再换一次";
        let done = handler.submit(page.form("/follow-up").set("follow_up", said)).await;
        assert!(done.words().contains("回访已记录") && done.words().contains(said));
        assert!(!done.has_form("/follow-up") && !done.words().contains("待回访"));
        assert!(!handler.open("/cases").await.words().contains(&title));
        look_up(&visitor, &letter.receipt, &letter.secret).await;
        assert!(!visitor.open(&mine).await.words().contains(said));
        let path = format!("/cases/{}/follow-up", letter.receipt);
        assert_ne!(handler.act(&path, &[("follow_up", "再来一次")]).await.status, 303);
        // Taken up again, nothing of the kind is owed.
        let form = case(&handler, &letter).await.form("/reopening");
        handler.submit(form.set("reopen_reason", "重新维修")).await;
        assert!(!case(&handler, &letter).await.words().contains("待回访"));
        district.assert_no_fault();
    });
}

//! A timer only executes what was approved: publication and expiry at a set time, pins that end.

use acceptance::on_both_in_time;

use crate::site::search::{asking, hits};
use crate::{BMDT, TZGG};

#[test]
fn article_19_a_schedule_publishes_what_was_approved_and_expiry_takes_it_back() {
    on_both_in_time(async |district| {
        let visitor = district.visitor();
        let clerk = district.staff("jyj.bianji").await;
        let word = district.unique("dssj");
        let title = format!("第 {word} 号定时上线验收");
        let paper = clerk.draft(BMDT, "articles", &title, "<p>到点才看得见。</p>").await;
        let at = format!("/documents/{}", paper.key);
        let form = clerk.open(&format!("{at}/submissions/new")).await.form("/submissions");
        let past = clerk.send(form.clone().set("publish_at", "2020-01-01T08:00")).await;
        assert_eq!(past.status, 422, "a time that is past");
        assert!(past.words().contains("时间已经过去"), "{}", past.words());
        let turned = form
            .clone()
            .set("publish_at", district.in_minutes(120))
            .set("expires_at", district.in_minutes(60));
        assert_eq!(clerk.send(turned).await.status, 422, "expiry before publication");
        let form = form
            .set("publish_at", district.in_minutes(60))
            .set("expires_at", district.in_minutes(180));
        clerk.submit(form).await;

        // Not approved when the hour comes: nothing happens.
        district.sign_all(&paper, &["first"]).await;
        let shown = clerk.show(&paper).await;
        assert!(shown.public_path().is_none());
        let second =
            clerk.draft(BMDT, "articles", &format!("{title}之二"), "<p>没有批准。</p>").await;
        let form = clerk
            .open(&format!("/documents/{}/submissions/new", second.key))
            .await
            .form("/submissions");
        clerk.submit(form.set("publish_at", district.in_minutes(30))).await;
        district.sign_all(&second, &["first"]).await;
        district.pass_seconds(40 * 60).await;
        let clerk = district.staff("jyj.bianji").await;
        assert!(
            clerk.show(&second).await.public_path().is_none(),
            "the timer published what nobody approved"
        );

        district.sign_all(&paper, &["confidentiality"]).await;
        let shown = clerk.show(&paper).await;
        assert!(
            shown.words().contains("定时发布") && shown.public_path().is_none(),
            "{}",
            shown.words()
        );
        assert!(!visitor.open("/zwdt/bmdt").await.text.contains(&word));
        district.pass_seconds(25 * 60).await;
        let clerk = district.staff("jyj.bianji").await;
        let path = clerk.show(&paper).await.public_path().expect("the hour has come");
        assert!(visitor.open("/zwdt/bmdt").await.text.contains(&word));
        assert_eq!(hits(&visitor.open(&asking(&word)).await), [path.clone()]);

        district.pass_seconds(130 * 60).await;
        let gone = visitor.get(&path).await;
        assert!(
            gone.words().contains("已过期") && !gone.words().contains("到点才看得见"),
            "{}",
            gone.words()
        );
        assert!(!visitor.open("/zwdt/bmdt").await.text.contains(&word));
        assert!(hits(&visitor.open(&asking(&word)).await).is_empty());
    });
}

#[test]
fn article_19_a_publisher_sets_and_lifts_times() {
    on_both_in_time(async |district| {
        let clerk = district.staff("jyj.bianji").await;
        let title = format!("{}改时间验收", district.unique("稿"));
        let paper = clerk.draft(BMDT, "articles", &title, "<p>先定时，再改。</p>").await;
        let at = format!("/documents/{}", paper.key);
        let form = clerk.open(&format!("{at}/submissions/new")).await.form("/submissions");
        clerk.submit(form.set("publish_at", district.in_minutes(600))).await;
        district.sign_all(&paper, &["first", "confidentiality"]).await;

        let publisher = district.staff("qzfb.fabu").await;
        for (time, status) in [("2020-01-01T08:00", 422), ("明天", 422), ("", 422)] {
            let form = publisher.open(&format!("{at}/schedule")).await.form_with("publish_at");
            assert_eq!(publisher.send(form.set("publish_at", time)).await.status, status, "{time}");
        }
        let form = publisher.open(&format!("{at}/schedule")).await.form_with("publish_at");
        assert!(!form.value("publish_at").is_empty());
        publisher.submit(form.set("publish_at", district.in_minutes(10))).await;
        // Taken off the timer, it waits for a person.
        publisher.submit(publisher.show(&paper).await.form("/schedule/removal")).await;
        district.pass_seconds(15 * 60).await;
        let publisher = district.staff("qzfb.fabu").await;
        let shown = publisher.show(&paper).await;
        assert!(shown.public_path().is_none(), "a removed timer has published");
        publisher.submit(shown.form("/publication")).await;
        let path = publisher.show(&paper).await.public_path().expect("published by hand");

        let form = publisher.open(&format!("{at}/expiry")).await.form_with("expires_at");
        publisher.submit(form.set("expires_at", district.in_minutes(30))).await;
        let form = publisher.open(&format!("{at}/expiry")).await.form_with("expires_at");
        publisher.submit(form.set("expires_at", "")).await;
        district.pass_seconds(40 * 60).await;
        assert_eq!(
            district.visitor().get(&path).await.status,
            200,
            "an expiry that was lifted took effect"
        );
    });
}

#[test]
fn article_13_a_pin_stands_on_top_until_its_time_is_over() {
    on_both_in_time(async |district| {
        let visitor = district.visitor();
        let first =
            async |path: &str| visitor.open(path).await.attributes(".items a, main li a", "href");
        let title = format!("{}置顶验收", district.unique("旧稿"));
        let (paper, path) = district.publish(TZGG, "notices", &title, "<p>重要。</p>").await;
        let newer = format!("{}后来验收", district.unique("新稿"));
        district.advance_seconds(60).await;
        let (_, newer_path) = district.publish(TZGG, "notices", &newer, "<p>普通。</p>").await;
        let before = |links: &[String]| {
            let at = |path: &str| links.iter().position(|link| link == path).unwrap();
            at(&path) < at(&newer_path)
        };
        assert!(!before(&first("/zwgk/tzgg").await));

        let publisher = district.staff("qzfb.fabu").await;
        let page = publisher.open(&format!("/documents/{}/pins", paper.key)).await;
        let column = page.attributes("input[name=columns]", "value").remove(0);
        let form =
            page.form_with("rank").set("columns", column).set("until", district.in_minutes(60));
        assert_eq!(publisher.send(form.clone().set("rank", "100")).await.status, 422);
        publisher.submit(form).await;
        assert!(before(&first("/zwgk/tzgg").await), "the pin has no effect");
        district.pass_seconds(61 * 60).await;
        assert!(!before(&first("/zwgk/tzgg").await), "the pin outlives its time");

        // An order by hand.
        let publisher = district.staff("qzfb.fabu").await;
        let page = publisher.open(&format!("/documents/{}/pins", paper.key)).await;
        publisher
            .submit(page.form_with("rank").without("columns").set("rank", "1").set("until", ""))
            .await;
        assert!(before(&first("/zwgk/tzgg").await), "the order has no effect");
    });
}

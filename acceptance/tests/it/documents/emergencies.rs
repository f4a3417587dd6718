//! Article 19: publishing in an emergency is flagged until somebody else has signed.

use acceptance::on_both_in_time;

use crate::TZGG;

#[test]
fn emergency_publication_stays_flagged_until_signed() {
    on_both_in_time(async |district| {
        let visitor = district.visitor();
        let clerk = district.staff("jyj.bianji").await;
        let title = format!("{}停课紧急通知验收", district.unique("暴雪"));
        let paper = clerk.draft(TZGG, "notices", &title, "<p>今天停课。</p>").await;
        let at = format!("/documents/{}", paper.key);
        let publisher = district.staff("qzfb.fabu").await;
        let form = publisher.open(&format!("{at}/emergency")).await.form_with("emergency_reason");
        let answer = publisher.send(form.clone().set("emergency_reason", " ")).await;
        assert_eq!(answer.status, 422, "an emergency without its reason");
        let receipt =
            publisher.submit(form.set("emergency_reason", "市气象台发布暴雪红色预警")).await;
        assert!(receipt.path.ends_with("/receipt"), "{}", receipt.path);
        let shown = clerk.show(&paper).await;
        let path = shown.public_path().unwrap();
        assert!(shown.words().contains("应急待补签"), "{}", shown.words());
        assert!(visitor.open(&path).await.words().contains("今天停课"));

        // Who did it, who wrote it and who has not the right can't sign it away.
        let sign = format!("{at}/emergency/signature");
        assert_eq!(publisher.get(&sign).await.status, 403);
        assert_eq!(clerk.get(&sign).await.status, 403);
        let slip = clerk.open(&format!("{at}/slip")).await;
        assert!(slip.words().contains("市气象台发布暴雪红色预警"), "{}", slip.words());

        // A day passes: it is overdue, and stands on the portal office's desk.
        district.pass_seconds(25 * 3_600).await;
        let office = district.staff("menhu.zongbian").await;
        let desk = office.open("/").await;
        assert!(desk.words().contains(&title), "{}", desk.words());
        let mine = desk.texts(".box__item").into_iter().find(|item| item.contains(&title)).unwrap();
        assert!(mine.contains("超期"), "not shown as overdue: {mine}");
        let page = office.open(&sign).await;
        assert!(page.words().contains("今天停课"));
        let form = page.form("/emergency/signature");
        let wrong = office.send(form.clone().set("digest", "00")).await;
        assert!(wrong.status >= 400, "signed something else");
        office.submit(form.clone()).await;
        let clerk = district.staff("jyj.bianji").await;
        let shown = clerk.show(&paper).await;
        assert!(!shown.words().contains("应急待补签"), "{}", shown.words());
        assert!(shown.public_path().is_some());
        assert!(office.send(form).await.status >= 400, "signed twice");
        let slip = clerk.open(&format!("{at}/slip")).await.words();
        assert!(slip.contains("周文澜"), "{slip}");
    });
}

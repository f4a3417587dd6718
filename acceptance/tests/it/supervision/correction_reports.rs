//! Article 38: a reader reports an error; the unit mends the page, answers, and the page says so.

use acceptance::{Browser, District, Form, Page, Paper, on_both, on_both_alone};

use crate::interaction::letters::{Letter, acknowledged, case};

const WRONG: &str = "<p>请各单位认真布署冬季供暖工作。</p>";
const RIGHT: &str = "<p>请各单位认真部署冬季供暖工作。</p>";

/// A notice with an error, live.
pub async fn published(district: &District, stem: &str) -> (Paper, String) {
    let title = district.unique(stem);
    district.publish(crate::TZGG, "notices", &title, WRONG).await
}

/// The form that the page leads to, filled in as the script fills it in.
pub async fn typed(visitor: &Browser, path: &str) -> Form {
    let page = visitor.open(path).await;
    let link = page.attributes("a[data-report]", "href").remove(0);
    let led = format!("{link}&quote=布署&before=请各单位认真&after=冬季供暖工作。");
    let form = visitor.open(&led).await.form("/correction-reports/new");
    assert_eq!(form.value("quote"), "布署");
    form.set("theme", "typo").set("suggestion", "部署")
}

async fn report(visitor: &Browser, path: &str) -> Letter {
    let form = typed(visitor, path).await;
    acknowledged(&visitor.send(form).await)
}

/// Received, answered, mended.
async fn numbers(visitor: &Browser) -> [usize; 3] {
    let page = visitor.open("/correction-reports").await;
    let numbers = page.texts(".letter-numbers dd");
    [0, 1, 2].map(|at| numbers[at].trim().parse().unwrap())
}

async fn look_up(visitor: &Browser, receipt: &str, secret: &str) -> Page {
    let form = visitor.open("/correction-reports/status").await.form("/correction-reports/status");
    visitor.send(form.set("receipt", receipt).set("secret", secret)).await
}

#[test]
fn article_38_a_report_leads_to_the_document_its_mending_and_an_answer() {
    on_both_alone(async |district| {
        let (paper, path) = published(&district, "供暖通知").await;
        let visitor = district.visitor();
        let before = numbers(&visitor).await;
        let receipt = report(&visitor, &path).await;
        assert!(receipt.receipt.starts_with("JC"), "{}", receipt.receipt);

        // The unit's handler is told, sees the place in the text and the way to the document.
        let handler = district.staff("jyj.banli").await;
        let notices = handler.open("/notices").await;
        assert!(notices.words().contains("供暖通知"), "{}", notices.words());
        let page = case(&handler, &receipt).await;
        assert_eq!(page.texts(".case-quote mark"), ["布署"]);
        assert!(page.words().contains("请各单位认真"), "{}", page.words());
        let document = format!("/documents/{}", paper.key);
        assert!(page.attributes(".panel a", "href").contains(&document));
        assert!(!page.has_form("/fix"), "nothing is mended yet");
        handler.submit(page.form("/acceptance")).await;
        let early = format!("/correction-reports/{}/fix", receipt.receipt);
        assert_eq!(handler.act(&early, &[]).await.status, 409);

        // Mended and published: the handler records the revision.
        let clerk = district.staff("jyj.bianji").await;
        clerk.revise(&paper, &paper.title, RIGHT).await;
        clerk.send_in(&paper).await;
        district.sign_all(&paper, &["first", "final", "confidentiality"]).await;
        let page = case(&handler, &receipt).await;
        let page = handler.submit(page.form("/fix")).await;
        assert!(page.words().contains("第 2 版"), "{}", page.words());
        let public = visitor.open(&path).await;
        assert!(public.words().contains("部署冬季"), "{}", public.words());
        assert!(public.texts(".changes").join(" ").contains("根据读者反映更正"));

        // Answered after a review by another; the reader sees it with receipt and secret only.
        let form = case(&handler, &receipt).await.form("/replies").set("reply", "已改正，谢谢。");
        handler.submit(form).await;
        let reviewer = district.staff("qzfb.xinshen").await;
        let form = case(&reviewer, &receipt).await.form("/review").set("verdict", "passed");
        reviewer.submit(form).await;
        let shown = look_up(&visitor, &receipt.receipt, &receipt.secret).await;
        assert!(shown.words().contains("已改正，谢谢。"), "{}", shown.words());
        assert!(shown.words().contains("原文已于"), "{}", shown.words());
        let stranger = look_up(&visitor, &receipt.receipt, "2222-2222-2222").await;
        assert_eq!(stranger.status, 422);
        assert!(!stranger.words().contains("已改正"));
        let mailbox = visitor.open("/mailbox/status").await.form("/mailbox/status");
        let mailbox = mailbox.set("receipt", receipt.receipt.clone());
        let other = visitor.send(mailbox.set("secret", receipt.secret.clone())).await;
        assert_eq!(other.status, 422, "a report is no letter");

        // The numbers of the year.
        let after = numbers(&visitor).await;
        assert_eq!(after, [before[0] + 1, before[1] + 1, before[2] + 1]);
        district.assert_no_fault();
    });
}

#[test]
fn article_38_a_form_sent_twice_is_one_report_and_a_bad_one_loses_nothing() {
    on_both(async |district| {
        let (_, path) = published(district, "两次点击").await;
        let visitor = district.visitor();
        let form = typed(&visitor, &path).await.set("suggestion", "");
        let page = visitor.send(form.clone().set("phone", "13900001234")).await;
        assert_eq!(page.status, 422);
        let back = page.form("/correction-reports/new");
        assert_eq!((back.value("quote"), back.value("phone")), ("布署", "13900001234"));
        let good = back.set("suggestion", "部署");
        let first = acknowledged(&visitor.send(good.clone()).await);
        let again = acknowledged(&visitor.send(good).await);
        assert_eq!((&first.receipt, &first.secret), (&again.receipt, &again.secret));

        // Without a quotation, without a script, without a name: still a report.
        let link = visitor.open(&path).await.attributes("a[data-report]", "href").remove(0);
        let form = visitor.open(&link).await.form("/correction-reports/new");
        let sent = visitor.send(form.set("theme", "other").set("suggestion", "字太小")).await;
        let plain = acknowledged(&sent);
        assert_ne!(plain.receipt, first.receipt);

        // Two nameless reports have nothing in common; another unit sees neither.
        let handler = district.staff("jyj.banli").await;
        let page = case(&handler, &plain).await;
        assert!(!page.words().contains(&first.receipt), "{}", page.words());
        let other = district.staff("cggj.banli").await;
        assert_eq!(other.get(&format!("/cases/{}", plain.receipt)).await.status, 404);
        let fix = format!("/correction-reports/{}/fix", plain.receipt);
        assert_eq!(other.act(&fix, &[]).await.status, 403);
        assert_eq!(visitor.get("/correction-reports/new?document=nosuch").await.status, 404);
    });
}

#[test]
fn article_38_a_grave_error_is_due_today_and_those_who_supervise_are_told() {
    on_both(async |district| {
        let (_, path) = published(district, "重大错误").await;
        let visitor = district.visitor();
        let form = typed(&visitor, &path).await.set("theme", "grave");
        let grave = acknowledged(&visitor.send(form).await);
        let office = district.staff("qzfb.xinxiang").await;
        let page = case(&office, &grave).await;
        assert!(page.words().contains("重大错误，立即处置"), "{}", page.words());
        let list = office.open("/cases?query=重大错误").await;
        assert!(list.texts(".badge--danger").contains(&"严重表述错误".to_owned()));
        assert!(office.open("/notices").await.words().contains("重大错误"));
    });
}

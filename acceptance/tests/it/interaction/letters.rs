//! Articles 28, 29: a letter is written, answered after a review by another, read, rated, published.

use acceptance::{Browser, District, Form, Page, on_both, on_both_alone};

/// A small picture of one dot.
pub const DOT: &[u8] = &[
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44, 0x52, 0, 0, 0,
    1, 0, 0, 0, 1, 8, 6, 0, 0, 0, 0x1f, 0x15, 0xc4, 0x89, 0, 0, 0, 0x0d, 0x49, 0x44, 0x41, 0x54,
    0x78, 0x9c, 0x62, 0, 1, 0, 0, 5, 0, 1, 0x0d, 0x0a, 0x2d, 0xb4, 0, 0, 0, 0, 0x49, 0x45, 0x4e,
    0x44, 0xae, 0x42, 0x60, 0x82,
];

/// A letter as its writer knows it.
pub struct Letter {
    pub receipt: String,
    pub secret: String,
}

/// The form, filled in.
pub async fn filled(visitor: &Browser, title: &str) -> Form {
    let form = visitor.open("/mailbox/new").await.form("/mailbox/new");
    form.set("unit", "cggj")
        .set("theme", "city")
        .set("title", title)
        .set(
            "body",
            "文景路与凤城八路路口的路灯坏了半个月，我叫程望舒，电话13900001234，请修一修。",
        )
        .set("public", "yes")
        .set("name", "程望舒")
        .set("phone", "13900001234")
        .set("email", "wangshu@example.cn")
        .set("agreed", "true")
}

/// What the acknowledgement says.
pub fn acknowledged(page: &Page) -> Letter {
    assert_eq!(page.status, 200, "{}", page.words());
    let code = |css: &str| page.texts(css).first().unwrap().trim().to_owned();
    Letter { receipt: code("[data-receipt]"), secret: code("[data-secret]") }
}

/// Writes a letter to the city management.
pub async fn write(visitor: &Browser, title: &str) -> Letter {
    let form = filled(visitor, title).await.file("files", "路灯.png", DOT);
    acknowledged(&visitor.send(form).await)
}

/// Opens a letter with its receipt and secret.
pub async fn look_up(visitor: &Browser, receipt: &str, secret: &str) -> Page {
    let form = visitor.open("/mailbox/status").await.form("/mailbox/status");
    visitor.send(form.set("receipt", receipt).set("secret", secret)).await
}

/// The desk's page of a letter.
pub async fn case(staff: &Browser, letter: &Letter) -> Page {
    staff.open(&format!("/cases/{}", letter.receipt)).await
}

/// Accepts, writes an answer, has it reviewed.
pub async fn answer(district: &District, letter: &Letter, words: &str) {
    let handler = district.staff("cggj.banli").await;
    let reviewer = district.staff("cggj.shenhe").await;
    handler.submit(case(&handler, letter).await.form("/acceptance")).await;
    let form = case(&handler, letter).await.form("/replies").set("reply", words);
    handler.submit(form).await;
    let form = case(&reviewer, letter).await.form("/review").set("verdict", "passed");
    reviewer.submit(form).await;
}

#[test]
fn article_28_a_letter_is_answered_after_review_rated_and_published_with_names_masked() {
    on_both(async |district| {
        let visitor = district.visitor();
        let title = district.unique("文景路路灯不亮");
        let letter = write(&visitor, &title).await;
        assert!(letter.receipt.starts_with("XJ"), "{}", letter.receipt);

        // The unit finds it on its desk, masked.
        let handler = district.staff("cggj.banli").await;
        let inbox = handler.open(&format!("/cases?query={title}")).await;
        assert!(inbox.words().contains(&title) && !inbox.words().contains("程望舒"));
        let page = case(&handler, &letter).await;
        let holder = page.texts(".panel dd").join(" ");
        assert!(holder.contains("程**") && holder.contains("139****1234"), "{holder}");
        assert!(!holder.contains("13900001234") && !holder.contains("wangshu@"));
        handler.submit(page.form("/acceptance")).await;

        // To see more needs a reason, and is in the journal.
        let form = case(&handler, &letter).await.form("/reveals");
        assert_eq!(handler.send(form.clone()).await.status, 422);
        let seen = handler.send(form.set("reveal_reason", "电话核实灯杆位置")).await;
        assert!(seen.words().contains("13900001234"), "{}", seen.words());
        let auditor = district.staff("shenji.guanli").await;
        let journal = auditor.open("/journal?verb=case.revealed").await.words();
        assert!(journal.contains("电话核实灯杆位置") && !journal.contains("13900001234"));

        // Nothing leaves before somebody else has reviewed it.
        let page = case(&handler, &letter).await;
        assert_eq!(handler.send(page.form("/replies").set("reply", "  ")).await.status, 422);
        handler.submit(page.form("/replies").set("reply", "路灯正在修理。")).await;
        let mine = look_up(&visitor, &letter.receipt, &letter.secret).await;
        let mine = visitor.open(&mine.location().unwrap()).await;
        assert!(!mine.words().contains("路灯正在修理"), "{}", mine.words());
        let reviewer = district.staff("cggj.shenhe").await;
        let form = case(&reviewer, &letter).await.form("/review").set("verdict", "returned");
        assert_eq!(reviewer.send(form.clone()).await.status, 422);
        reviewer.submit(form.set("review_comment", "请写明修好的时间")).await;
        let form = case(&handler, &letter).await.form("/replies");
        handler.submit(form.set("reply", "您好！路灯已于今晚修好。")).await;
        let form = case(&reviewer, &letter).await.form("/review").set("verdict", "passed");
        reviewer.submit(form).await;

        // The writer reads it and rates it; a low rating says why.
        let mine = visitor.open(&format!("/mailbox/mine/{}", letter.receipt)).await;
        assert!(mine.words().contains("路灯已于今晚修好"), "{}", mine.words());
        assert!(!mine.words().contains("请写明修好的时间") && !mine.words().contains("蒋一鸣"));
        let form = mine.form("/rating");
        assert_eq!(visitor.send(form.clone().set("rating", "1")).await.status, 422);
        let rated = visitor.submit(form.set("rating", "5")).await;
        assert!(rated.words().contains("非常满意"));

        // The office publishes it; the program has masked what it can know.
        let office = district.staff("qzfb.xinxiang").await;
        let form = case(&office, &letter).await.form("/publication");
        assert!(!form.value("public_body").contains("程望舒"), "{}", form.value("public_body"));
        assert!(!form.value("public_body").contains("13900001234"));
        office.submit(form).await;
        let path = format!("/mailbox/letters/{}", letter.receipt);
        let shown = district.visitor().open(&path).await;
        assert!(shown.words().contains("路灯已于今晚修好") && shown.words().contains("程**"));
        assert!(!shown.text.contains("13900001234") && !shown.text.contains("程望舒"));
        let list = district.visitor().open("/mailbox/letters?theme=city").await;
        assert!(list.words().contains(&title), "{}", list.words());
        assert!(district.visitor().open("/mailbox/statistics").await.words().contains("城市管理"));

        // Taken down, it is gone.
        office.submit(case(&office, &letter).await.form("/unpublication")).await;
        assert_eq!(district.visitor().get(&path).await.status, 404);
        district.assert_no_fault();
    });
}

#[test]
fn article_13_a_letter_sent_twice_is_one_letter_and_a_wrong_form_loses_nothing() {
    on_both(async |district| {
        let visitor = district.visitor();
        let title = district.unique("垃圾清运太早");
        let form = filled(&visitor, &title).await;
        let wrong = visitor.send(form.clone().set("phone", "abc").without("agreed")).await;
        assert_eq!(wrong.status, 422);
        let again = wrong.form("/mailbox/new");
        assert_eq!(again.value("title"), title);
        assert_eq!(again.value("name"), "程望舒");
        assert!(again.value("body").contains("凤城八路"));
        let page = form.clone().file("files", "页面.html", "<script>1</script>");
        assert_eq!(visitor.send(page).await.status, 422);
        let (one, two) = (visitor.send(form.clone()).await, visitor.send(form.clone()).await);
        let (one, two) = (acknowledged(&one), acknowledged(&two));
        assert_eq!((&one.receipt, &one.secret), (&two.receipt, &two.secret));
        let handler = district.staff("cggj.banli").await;
        let inbox = handler.open(&format!("/cases?query={title}")).await;
        assert_eq!(inbox.text.matches(&one.receipt).count(), inbox.texts("tbody tr").len() * 2);
        assert_eq!(inbox.texts("tbody tr").len(), 1);
        district.assert_no_fault();
    });
}

#[test]
fn article_29_a_question_stops_the_clock_and_nothing_ends_without_a_reason() {
    on_both(async |district| {
        let visitor = district.visitor();
        let letter = write(&visitor, &district.unique("井盖松动")).await;
        let handler = district.staff("cggj.banli").await;
        handler.submit(case(&handler, &letter).await.form("/acceptance")).await;
        let form = case(&handler, &letter).await.form("/questions").set("question", "在哪个路口？");
        handler.submit(form).await;
        let mine = visitor.open(&format!("/mailbox/mine/{}", letter.receipt)).await;
        assert!(mine.words().contains("在哪个路口？") && mine.words().contains("不计时"));
        let form =
            mine.form("/additions").set("addition", "文景路路口。").file("files", "井盖.png", DOT);
        visitor.submit(form.clone()).await;
        visitor.submit(form).await;
        let page = case(&handler, &letter).await;
        assert_eq!(page.words().matches("文景路路口。").count(), 1, "{}", page.words());
        assert!(page.words().contains("办理中"));

        // No end without a declared reason and words for the writer.
        let form = page.form("/closure");
        assert_eq!(handler.send(form.clone().set("closure_words", "不办")).await.status, 422);
        let form = form.set("closure_reason", "elsewhere");
        assert_eq!(handler.send(form.clone()).await.status, 422);
        handler.submit(form.set("closure_words", "请向供电公司反映。")).await;
        let mine = visitor.open(&format!("/mailbox/mine/{}", letter.receipt)).await;
        assert!(mine.words().contains("不属于本区政府职责范围"), "{}", mine.words());
        // It can be taken up again.
        let form = case(&handler, &letter).await.form("/reopening").set("reopen_reason", "又查了");
        handler.submit(form).await;

        // The writer takes it back, and it is over.
        let mine = visitor.open(&format!("/mailbox/mine/{}", letter.receipt)).await;
        visitor.submit(mine.form("/withdrawal").set("withdrawal", "已经修好了")).await;
        let page = case(&handler, &letter).await;
        assert!(page.words().contains("来信人自行撤回") && !page.has_form("/replies"));
        district.assert_no_fault();
    });
}

#[test]
fn article_29_what_is_overdue_escalates_by_itself() {
    on_both_alone(async |district| {
        let letter = write(&district.visitor(), &district.unique("路口积水")).await;
        let handler = district.staff("cggj.banli").await;
        assert!(!case(&handler, &letter).await.words().contains("已自动督办"));
        district.pass_seconds(6 * 86_400).await;
        let handler = district.staff("cggj.banli").await;
        let page = case(&handler, &letter).await;
        assert!(page.words().contains("已自动督办"), "{}", page.words());
        let late = handler.open("/cases?due=late").await;
        assert!(late.words().contains(&letter.receipt), "{}", late.words());
        let office = district.staff("qzfb.xinxiang").await;
        assert!(office.open("/cases/workload").await.words().contains("区城管局"));
        assert!(office.open("/notices").await.words().contains("积水"));
        district.assert_no_fault();
    });
}

//! Articles 28, 29: whoever proved a telephone or mailbox is told there what becomes of the letter, and
//! sees all such letters without a secret; nobody else does.

use acceptance::{Browser, District, Hook, Page, on_both, on_both_with_gateway};

use super::codes::{digits, last_code};
use super::letters::{Letter, acknowledged, answer, case, filled, write};

/// Writes a letter with the telephone proved.
async fn write_proved(visitor: &Browser, gateway: &Hook, title: &str) -> Letter {
    let form = filled(visitor, title).await.set("act", "code_phone");
    let asked = visitor.send(form).await;
    assert_eq!(asked.status, 200, "{}", asked.words());
    let code = last_code(gateway, "13900001234").await;
    acknowledged(&visitor.send(asked.form("/mailbox/new").set("code", code)).await)
}

/// Asks for a code; gives the page on which it is typed.
async fn ask(visitor: &Browser, contact: &str) -> Page {
    let form = visitor.open("/mailbox/account").await.form("/mailbox/account/codes");
    visitor.send(form.set("contact", contact)).await
}

/// Signs in by telephone; gives the answer to the code.
async fn sign_in(district: &District, visitor: &Browser, gateway: &Hook, phone: &str) -> Page {
    district.advance_seconds(61).await;
    let asked = ask(visitor, phone).await;
    assert_eq!(asked.status, 200, "{}", asked.words());
    let code = last_code(gateway, &phone.replace(' ', "")).await;
    visitor.send(asked.form("/mailbox/account/session").set("code", code)).await
}

#[test]
fn article_29_the_writer_is_told_by_text_message_once_each_however_busy_the_gateway() {
    on_both_with_gateway(&[], async |district, mailbox, gateway| {
        let letter = write_proved(&district.visitor(), &gateway, "短信告知的来信").await;
        gateway.wait_for("已收到").await;
        let handler = district.staff("cggj.banli").await;
        gateway.answer_next(&[503, 500]).await;
        handler.submit(case(&handler, &letter).await.form("/acceptance")).await;
        for _ in 0..4 {
            district.pass_seconds(10).await;
        }
        let told = gateway.wait_for("已受理").await;
        let url = format!("mailbox/status?receipt={}", letter.receipt);
        assert!(told.body.contains(&letter.receipt) && told.body.contains(&url), "{}", told.body);
        let form = case(&handler, &letter).await.form("/questions").set("question", "在哪个路口？");
        handler.submit(form).await;
        gateway.wait_for("需要您补充情况").await;
        handler.submit(case(&handler, &letter).await.form("/resumption")).await;
        let form = case(&handler, &letter).await.form("/replies").set("reply", "已经修好。");
        handler.submit(form).await;
        let reviewer = district.staff("cggj.shenhe").await;
        let form = case(&reviewer, &letter).await.form("/review").set("verdict", "passed");
        reviewer.submit(form).await;
        gateway.wait_for("已答复").await;
        district.pass_seconds(10).await;
        let all = gateway.all().await;
        for words in ["已收到", "已受理", "需要您补充情况", "已答复"] {
            assert_eq!(all.iter().filter(|one| one.body.contains(words)).count(), 1, "{words}");
        }
        // Nothing of the letter, nothing of its secret; and nothing personal in the log.
        assert!(all.iter().all(|one| !one.body.contains(&letter.secret)));
        assert!(all.iter().all(|one| !one.body.contains("短信告知的来信")));
        assert!(!district.log().contains("13900001234"));

        // By mail where the mailbox was proved; nobody is told whose contact was not.
        let visitor = district.visitor();
        let form = filled(&visitor, "邮件告知的来信").await.set("act", "code_email");
        let asked = visitor.send(form).await;
        let mail = mailbox.wait_for("wangshu@example.cn", "验证码是").await;
        let code = digits(mail.text.split("验证码是").nth(1).unwrap());
        acknowledged(&visitor.send(asked.form("/mailbox/new").set("code", code)).await);
        mailbox.wait_for("wangshu@example.cn", "邮件告知的来信").await;
        let quiet = write(&visitor, "没有验证的来信").await;
        answer(&district, &quiet, "已经办好。").await;
        district.pass_seconds(10).await;
        assert!(gateway.all().await.iter().all(|one| !one.body.contains(&quiet.receipt)));
    });
}

#[test]
fn article_28_an_account_shows_the_letters_of_its_proved_contact_and_no_others() {
    on_both_with_gateway(&[], async |district, _, gateway| {
        let writer = district.visitor();
        let letter = write_proved(&writer, &gateway, "账号里的来信").await;
        let loose = write(&writer, "没有验证过的来信").await;
        let mine = format!("/mailbox/mine/{}", letter.receipt);

        // Whoever has no account and no letter is answered the same.
        let nobody = ask(&district.visitor(), "13700007777").await;
        district.advance_seconds(61).await;
        let known = ask(&district.visitor(), "13900001234").await;
        let words = |page: &Page, phone: &str| page.words().replace(phone, "");
        assert_eq!(words(&nobody, "13700007777"), words(&known, "13900001234"));

        let visitor = district.visitor();
        assert_eq!(visitor.get(&mine).await.status, 404);
        let entered = sign_in(&district, &visitor, &gateway, "139 0000 1234").await;
        let cookie = entered.header("set-cookie").to_owned();
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite"), "{cookie}");
        let own = visitor.open(&entered.location().unwrap()).await;
        assert!(own.words().contains("账号里的来信"), "{}", own.words());
        assert!(!own.words().contains("没有验证过的来信"), "{}", own.words());
        assert!(own.header("cache-control").contains("no-store"));
        let page = visitor.open(&mine).await;
        assert!(page.words().contains("返回我的来信"), "{}", page.words());
        assert_eq!(visitor.get(&format!("/mailbox/mine/{}", loose.receipt)).await.status, 404);

        // What the office does stands among the messages; a letter written now is proved already.
        let handler = district.staff("cggj.banli").await;
        handler.submit(case(&handler, &letter).await.form("/acceptance")).await;
        let own = visitor.open("/mailbox/account").await;
        assert!(own.texts(".letter-aside").join(" ").contains("受理"), "{}", own.words());
        let form = filled(&visitor, "登录后写的来信").await;
        let next = acknowledged(&visitor.send(form).await);
        assert!(case(&handler, &next).await.words().contains("（已验证）"));
        assert!(visitor.open("/mailbox/account").await.words().contains("登录后写的来信"));

        // Another person sees nothing of it.
        let other = district.visitor();
        let entered = sign_in(&district, &other, &gateway, "13700007777").await;
        let empty = other.open(&entered.location().unwrap()).await;
        assert!(empty.words().contains("还没有验证过这个联系方式的来信"), "{}", empty.words());
        assert_eq!(other.get(&mine).await.status, 404);

        // Signed out, it is closed; deleted, the letters stay and the journal says so.
        visitor.submit(own.form("/mailbox/account/leaving")).await;
        assert_eq!(visitor.get(&mine).await.status, 404);
        let stranger = district.visitor();
        let entered = sign_in(&district, &stranger, &gateway, "13900001234").await;
        let own = stranger.open(&entered.location().unwrap()).await;
        let form = own.form("/mailbox/account/removal");
        assert_eq!(stranger.send(form.clone()).await.status, 422);
        stranger.submit(form.set("sure", "true")).await;
        assert_eq!(stranger.get(&mine).await.status, 404);
        assert!(case(&handler, &letter).await.words().contains("账号里的来信"));
        let auditor = district.staff("shenji.guanli").await;
        let journal = auditor.open("/journal?verb=citizen_account.deleted").await.words();
        assert!(journal.contains("群众账号注销") && !journal.contains("13900001234"), "{journal}");

        // A session ends by itself.
        let entered = sign_in(&district, &stranger, &gateway, "13900001234").await;
        assert_eq!(entered.status, 303);
        assert_eq!(stranger.get(&mine).await.status, 200);
        district.advance_seconds(31 * 60).await;
        assert_eq!(stranger.get(&mine).await.status, 404);

        // On a terminal in a hall sooner: somebody else stands there next.
        stranger.get("/view/kiosk/on").await;
        sign_in(&district, &stranger, &gateway, "13900001234").await;
        assert_eq!(stranger.get(&mine).await.status, 200);
        district.advance_seconds(121).await;
        assert_eq!(stranger.get(&mine).await.status, 404);
        district.assert_no_fault();
    });
}

#[test]
fn article_28_where_no_code_can_be_sent_the_account_says_so() {
    on_both(async |district| {
        let page = district.visitor().open("/mailbox/account").await;
        assert!(page.words().contains("暂未开通"), "{}", page.words());
        let front = district.visitor().open("/mailbox").await;
        assert!(front.link("我的来信").is_none());
        let form = [("contact", "13900001234".to_owned())];
        let refused = district.visitor().post_form("/mailbox/account/codes", &form).await;
        assert_eq!(refused.status, 422, "{}", refused.words());
    });
}

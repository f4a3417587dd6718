//! Articles 28, 29: whoever writes may prove telephone or mailbox by a code; nobody learns anything
//! from asking, and nothing typed is lost on the way.

use acceptance::{Form, Hook, Page, on_both, on_both_with_gateway};

use super::letters::{DOT, acknowledged, case, filled};

/// The six digits of a message.
pub fn digits(text: &str) -> String {
    let pattern = regex::Regex::new(r"\b(\d{6})\b").unwrap();
    pattern.captures(text).unwrap_or_else(|| panic!("no code in {text}"))[1].to_owned()
}

/// The newest code that was sent to a telephone.
pub async fn last_code(gateway: &Hook, phone: &str) -> String {
    gateway.wait_for(phone).await;
    let all = gateway.all().await;
    let last = all.iter().rfind(|one| one.body.contains(phone) && one.body.contains("验证码"));
    let body: serde_json::Value = serde_json::from_str(&last.unwrap().body).unwrap();
    digits(body["data"]["content"].as_str().unwrap())
}

/// Another code than this one.
fn other_than(code: &str) -> &'static str {
    if code == "111111" { "222222" } else { "111111" }
}

fn again(page: &Page) -> Form {
    page.form("/mailbox/new")
}

#[test]
fn article_28_a_telephone_is_proved_on_the_form_and_nothing_typed_is_lost() {
    on_both_with_gateway(&[], async |district, _, gateway| {
        let visitor = district.visitor();
        let title = district.unique("桥下积水");
        let form = filled(&visitor, &title).await.file("files", "积水.png", DOT);
        let asked = visitor.send(form.set("act", "code_phone").without("agreed")).await;
        assert_eq!(asked.status, 200, "{}", asked.words());
        assert!(asked.words().contains("验证码已发送到手机 13900001234"), "{}", asked.words());
        let form = again(&asked);
        assert_eq!(form.value("title"), title);
        assert!(form.value("body").contains("凤城八路") && !form.value("kept").is_empty());
        let sent = gateway.wait_for("13900001234").await;
        let body: serde_json::Value = serde_json::from_str(&sent.body).unwrap();
        assert_eq!(sent.authorization, "Bearer of the tests");
        assert_eq!(body["sign"], "未央区政府");
        assert_eq!(body["data"]["mobile"], "13900001234");
        let code = last_code(&gateway, "13900001234").await;

        // A wrong code is said; the right one survives another mistake on the form.
        let form = form.set("code", other_than(&code)).set("agreed", "true");
        let wrong = visitor.send(form.clone()).await;
        assert_eq!(wrong.status, 422);
        assert!(wrong.words().contains("验证码不对"), "{}", wrong.words());
        let proved = visitor.send(again(&wrong).set("code", &code).without("agreed")).await;
        assert_eq!(proved.status, 422);
        assert!(proved.words().contains("已验证：13900001234"), "{}", proved.words());
        let form = again(&proved).set("agreed", "true");
        let letter = acknowledged(&visitor.send(form.clone()).await);
        let twice = acknowledged(&visitor.send(form.clone()).await);
        assert_eq!((&letter.receipt, &letter.secret), (&twice.receipt, &twice.secret));

        // The proof is of this form and this number only.
        let stolen = form.clone().set("phone", "13911112222");
        let stolen = visitor.send(stolen.set("key", "bcdfghjkmnpqrstvwxzbcdfghj")).await;
        let stolen = acknowledged(&stolen);
        let handler = district.staff("cggj.banli").await;
        let page = case(&handler, &letter).await;
        assert!(page.words().contains("139****1234（已验证）"), "{}", page.words());
        assert!(page.words().contains("积水.png"), "the file was lost on the way");
        assert!(!case(&handler, &stolen).await.words().contains("已验证"));
        assert!(!district.log().contains("13900001234") && !district.log().contains(&code));
        district.assert_no_fault();
    });
}

#[test]
fn article_29_codes_are_few_short_lived_and_bear_no_guessing() {
    on_both_with_gateway(
        &[("WEIYANG_CODES__DAILY_PER_CONTACT", "3")],
        async |district, _, gateway| {
            let visitor = district.visitor();
            let form = filled(&visitor, "限次的验证码").await;
            let ask = || visitor.send(form.clone().set("act", "code_phone"));
            let page = ask().await;
            assert_eq!(page.status, 200);
            let code = last_code(&gateway, "13900001234").await;
            let soon = ask().await;
            assert_eq!(soon.status, 422);
            assert!(soon.words().contains("一分钟后"), "{}", soon.words());
            assert_eq!(gateway.all().await.len(), 1);

            // Five guesses, and the right one comes too late.
            let typed = again(&soon);
            for _ in 0..5 {
                let guess = visitor.send(typed.clone().set("code", other_than(&code))).await;
                assert!(guess.words().contains("验证码不对"), "{}", guess.words());
            }
            let late = visitor.send(typed.clone().set("code", &code)).await;
            assert_eq!(late.status, 422);
            assert!(late.words().contains("已失效"), "{}", late.words());

            // Eleven minutes are too many as well.
            district.advance_seconds(61).await;
            assert_eq!(ask().await.status, 200);
            let code = last_code(&gateway, "13900001234").await;
            district.advance_seconds(11 * 60).await;
            let old = visitor.send(typed.clone().set("code", &code)).await;
            assert!(old.words().contains("已失效"), "{}", old.words());

            // Three a day; a telephone that takes no text messages is told so.
            assert_eq!(ask().await.status, 200);
            district.advance_seconds(61).await;
            let often = ask().await;
            assert_eq!(often.status, 422);
            assert!(often.words().contains("次数已经用完"), "{}", often.words());
            let fixed = form.clone().set("phone", "029-88001234").set("act", "code_phone");
            assert!(visitor.send(fixed).await.words().contains("11 位手机号码"));
            assert_eq!(gateway.all().await.len(), 3);
            district.assert_no_fault();
        },
    );
}

#[test]
fn article_28_where_the_office_demands_it_no_letter_comes_without_a_proved_contact() {
    on_both_with_gateway(
        &[("WEIYANG_LETTERS__CONTACT", "required")],
        async |district, mailbox, gateway| {
            let visitor = district.visitor();
            let form = filled(&visitor, "必须验证的来信").await;
            let refused = visitor.send(form.clone()).await;
            assert_eq!(refused.status, 422);
            assert!(refused.words().contains("需要验证手机或邮箱"), "{}", refused.words());

            // A gateway that is away: the letter stays, the mailbox is another way.
            gateway.answer_next(&[503]).await;
            let away = visitor.send(again(&refused).set("act", "code_phone")).await;
            assert_eq!(away.status, 422);
            assert!(away.words().contains("没有发出去"), "{}", away.words());
            let asked = visitor.send(again(&away).set("act", "code_email")).await;
            assert_eq!(asked.status, 200, "{}", asked.words());
            let mail = mailbox.wait_for("wangshu@example.cn", "验证码").await;
            let code = digits(mail.text.split("您的验证码是").nth(1).unwrap());
            acknowledged(&visitor.send(again(&asked).set("code", code)).await);
            let log = district.log();
            assert!(!log.contains("13900001234") && !log.contains("wangshu@"));
            district.assert_no_fault();
        },
    );
}

#[test]
fn article_28_without_gateway_and_mail_server_the_form_offers_no_code() {
    on_both(async |district| {
        let page = district.visitor().open("/mailbox/new").await;
        assert!(page.attributes("[name=act]", "value").is_empty(), "{}", page.words());
    });
}

//! Article 37: lockout, timeouts, passwords that age, people who have left.

use acceptance::{OWN_PASSWORD, on_both, on_both_alone, on_both_in_time, one_time_password};

#[test]
fn article_37_five_failures_lock_for_fifteen_minutes() {
    on_both_in_time(async |district| {
        let (login, colleague) = district.newcomer("mzj", &[]).await;
        let intruder = district.stranger();
        for left in [4, 3, 2, 1] {
            let answer = intruder.try_sign_in(&login, "Wrong-pass-1").await;
            assert_eq!(answer.status, 422);
            assert!(answer.words().contains(&format!("再错 {left} 次")), "{}", answer.words());
            assert!(answer.text.contains(&login), "the login must be typed again");
            assert!(!answer.text.contains("Wrong-pass-1"), "the password comes back");
        }
        let answer = intruder.try_sign_in(&login, "Wrong-pass-1").await;
        assert!(answer.words().contains("已锁定"), "{}", answer.words());
        let answer = intruder.try_sign_in(&login, OWN_PASSWORD).await;
        assert!(
            answer.words().contains("已锁定") && answer.words().contains("15 分钟"),
            "{}",
            answer.words()
        );
        // Who is in stays in.
        assert_eq!(colleague.get("/account").await.status, 200);
        district.advance_seconds(14 * 60).await;
        assert_eq!(intruder.try_sign_in(&login, OWN_PASSWORD).await.status, 422);
        district.advance_seconds(61).await;
        assert_eq!(intruder.try_sign_in(&login, OWN_PASSWORD).await.status, 303);

        // An unknown login answers the same, and is told nothing.
        let known = intruder.try_sign_in(&login, "Wrong-pass-2").await.words();
        let unknown =
            intruder.try_sign_in(&district.unique("mei.you"), "Wrong-pass-2").await.words();
        let said = |words: &str| words.split("再错").next().unwrap().to_owned();
        assert_eq!(said(&known), said(&unknown));

        // The security administrator opens a lock early.
        for _ in 0..5 {
            intruder.try_sign_in(&login, "Wrong-pass-3").await;
        }
        let security = district.security().await;
        assert!(security.open("/locks").await.words().contains(&login));
        security
            .submit(security.open("/locks").await.form(&format!("/accounts/{login}/unlock")))
            .await;
        assert_eq!(intruder.try_sign_in(&login, OWN_PASSWORD).await.status, 303);
    });
}

#[test]
fn article_37_sessions_end_when_idle_and_after_twelve_hours() {
    on_both_in_time(async |district| {
        let (login, idle) = district.newcomer("mzj", &[("editor", "mzj", "*")]).await;
        district.advance_seconds(19 * 60).await;
        assert_eq!(idle.get("/documents").await.status, 200);
        district.advance_seconds(21 * 60).await;
        let answer = idle.get("/documents").await;
        assert_eq!(answer.location().unwrap(), "/sign-in?next=/documents");

        let busy = district.stranger();
        busy.sign_in(&login, OWN_PASSWORD).await;
        let typed = busy.open("/account").await;
        let mut ended_after = 0;
        for quarter in 1..=56 {
            district.advance_seconds(15 * 60).await;
            if busy.get("/account").await.status != 200 {
                ended_after = quarter * 15;
                break;
            }
        }
        assert_eq!(ended_after, 12 * 60, "the absolute timeout");
        // An act after the end is told in plain words, and nothing is done.
        let answer = busy.send(typed.form("/sign-out")).await;
        assert_eq!(answer.status, 401);
        assert!(answer.words().contains("刚才的操作没有执行"), "{}", answer.words());
        // Signing in leads back to where one wanted to go.
        let page = busy.open("/sign-in?next=/documents").await;
        let form = page.form_with("password").set("login", &*login).set("password", OWN_PASSWORD);
        assert_eq!(busy.send(form).await.location().unwrap(), "/documents");
        let page = busy.open("/sign-in?next=https://evil.example.com/").await;
        let form = page.form_with("password").set("login", &*login).set("password", OWN_PASSWORD);
        assert_eq!(busy.send(form).await.location().unwrap(), "/", "an open redirect");
        let page = busy.open("/sign-in?next=//evil.example.com/").await;
        let form = page.form_with("password").set("login", &*login).set("password", OWN_PASSWORD);
        assert_eq!(busy.send(form).await.location().unwrap(), "/", "an open redirect");
    });
}

#[test]
fn article_37_a_one_time_password_is_changed_before_anything_else() {
    on_both(async |district| {
        let (login, password) = district.account("mzj").await;
        district.grant(&login, "editor", "mzj", "*").await;
        let newcomer = district.stranger();
        let answer = newcomer.try_sign_in(&login, &password).await;
        assert_eq!(answer.location().unwrap(), "/account/password");
        for path in ["/", "/documents", "/documents/new", "/account", "/sessions"] {
            let answer = newcomer.get(path).await;
            assert_eq!(answer.location().unwrap(), "/account/password", "{path}");
        }
        let page = newcomer.open("/account/password").await;
        assert!(page.words().contains("一次性口令"), "{}", page.words());
        let changed = newcomer.change_password(&password, OWN_PASSWORD).await;
        assert_eq!(changed.location().unwrap(), "/");
        assert_eq!(newcomer.get("/documents").await.status, 200);
        // It was good for once.
        assert_eq!(district.stranger().try_sign_in(&login, &password).await.status, 422);
    });
}

#[test]
fn article_37_passwords_keep_the_rules() {
    on_both(async |district| {
        let (login, person) = district.newcomer("mzj", &[]).await;
        let named = format!("{login}-Ab9");
        for (bad, why) in [
            ("Ab1-", "太短"),
            ("abcdefgh1234", "太单一"),
            ("alllowercase", "太单一"),
            (&*named, "包含账号"),
            ("Password-123", "太常见"),
            ("P@ssw0rd1", "太常见"),
            (OWN_PASSWORD, "最近 5 次"),
        ] {
            let answer = person.change_password(OWN_PASSWORD, bad).await;
            assert_eq!(answer.status, 422, "{bad}");
            assert!(answer.words().contains(why), "{bad}: {}", answer.words());
            assert!(!answer.text.contains(bad), "the password comes back");
        }
        let wrong = person.change_password("Wrong-current-1", "Zhongnan#8-shan").await;
        assert!(wrong.words().contains("当前口令不对"), "{}", wrong.words());
        let page = person.open("/account/password").await.form_with("new_password");
        let form =
            page.set("current_password", OWN_PASSWORD).set("new_password", "Zhongnan#8-shan");
        let answer = person.send(form.set("new_password_again", "Zhongnan#8-shu")).await;
        assert!(answer.words().contains("两次输入的新口令不一样"), "{}", answer.words());

        // Not one of the last five, then again.
        let mut current = OWN_PASSWORD.to_owned();
        for number in 1..=5 {
            if number < 5 {
                let again = person.change_password(&current, OWN_PASSWORD).await;
                assert_eq!(again.status, 422, "after {number} changes");
            }
            let next = format!("Zhongnan#{number}-shan");
            assert_eq!(person.change_password(&current, &next).await.status, 303);
            current = next;
        }
        assert_eq!(person.change_password(&current, OWN_PASSWORD).await.status, 303);
        // A change ends the other sessions.
        let (login, here) = district.newcomer("mzj", &[]).await;
        let there = district.stranger();
        there.sign_in(&login, OWN_PASSWORD).await;
        assert_eq!(here.change_password(OWN_PASSWORD, "Zhongnan#9-shan").await.status, 303);
        assert_eq!(here.get("/account").await.status, 200);
        assert_eq!(there.get("/account").await.status, 303);
    });
}

#[test]
fn article_37_passwords_age_and_must_then_be_changed() {
    on_both_alone(async |district| {
        let (login, _) = district.newcomer("mzj", &[("editor", "mzj", "*")]).await;
        district.advance_seconds(84 * 86_400).await;
        let clerk = district.stranger();
        clerk.sign_in(&login, OWN_PASSWORD).await;
        let desk = clerk.open("/").await;
        assert!(desk.words().contains("天到期"), "no reminder: {}", desk.words());
        district.advance_seconds(7 * 86_400).await;
        let clerk = district.stranger();
        let answer = clerk.try_sign_in(&login, OWN_PASSWORD).await;
        assert_eq!(answer.location().unwrap(), "/account/password");
        let page = clerk.open("/account/password").await;
        assert!(page.words().contains("90 天"), "{}", page.words());
        assert_eq!(clerk.get("/documents").await.location().unwrap(), "/account/password");
        let answer = clerk.change_password(OWN_PASSWORD, "Zhongnan#1-shan").await;
        assert_eq!(answer.location().unwrap(), "/");
        assert_eq!(clerk.get("/documents").await.status, 200);
        district.assert_no_fault();
    });
}

#[test]
fn article_37_leavers_are_out_at_once() {
    on_both(async |district| {
        let (login, leaver) = district.newcomer("mzj", &[("editor", "mzj", "*")]).await;
        assert_eq!(leaver.get("/documents").await.status, 200);
        let system = district.system().await;
        let at = format!("/accounts/{login}");
        let form = system.open(&format!("{at}/suspension")).await.form_with("reason");
        let answer = system.send(form.clone().set("reason", "")).await;
        assert_eq!(answer.status, 422);
        assert!(answer.words().contains("请填写停用原因"));
        system.submit(form.set("reason", "调离")).await;
        assert_eq!(leaver.get("/documents").await.location().unwrap(), "/sign-in?next=/documents");
        let answer = leaver.try_sign_in(&login, OWN_PASSWORD).await;
        assert_eq!(answer.status, 422);
        assert!(answer.words().contains("已停用"), "{}", answer.words());
        // Nobody may take over the login.
        let form = system.open("/accounts/new").await.form_with("login");
        let form = form.set("login", &*login).set("name", "另一人").set("unit", "mzj");
        let answer = system.send(form).await;
        assert_eq!(answer.status, 422);
        assert!(answer.words().contains("停用的账号也不能给他人再用"), "{}", answer.words());
        // Shared accounts are refused.
        for (login, name) in [("admin", "管理员"), ("bangongshi", "办公室")] {
            let form = system.open("/accounts/new").await.form_with("login");
            let answer =
                system.send(form.set("login", login).set("name", name).set("unit", "mzj")).await;
            assert_eq!(answer.status, 422, "{login} {name}");
        }
        let form = system.open(&format!("{at}/restoration")).await.form("/restoration");
        let page = system.send(form).await;
        let password = one_time_password(&page);
        assert_eq!(leaver.try_sign_in(&login, OWN_PASSWORD).await.status, 422, "the old password");
        assert_eq!(
            leaver.try_sign_in(&login, &password).await.location().unwrap(),
            "/account/password"
        );
    });
}

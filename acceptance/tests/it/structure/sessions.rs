//! Article 37: one's own sessions, dangerous acts, and the three administrators.

use acceptance::{DEMO_PASSWORD, OWN_PASSWORD, on_both, on_both_in_time, on_both_set};

#[test]
fn article_37_sessions_are_listed_and_can_be_ended() {
    on_both(async |district| {
        let (login, here) = district.newcomer("mzj", &[]).await;
        let there = district.stranger();
        there.sign_in(&login, OWN_PASSWORD).await;
        let list = here.open("/sessions").await;
        assert_eq!(list.texts("tbody tr").len(), 2, "{}", list.words());
        assert!(list.words().contains("127.0.0.1"));
        here.submit(list.form("/revocation")).await;
        assert_eq!(there.get("/account").await.status, 303);
        assert_eq!(here.get("/account").await.status, 200);
        // Somebody else's session is nobody's business.
        let other = district.stranger();
        other.sign_in(&login, OWN_PASSWORD).await;
        let action = here.open("/sessions").await.form("/revocation").action;
        let stranger = district.staff("jyj.bianji").await;
        assert_eq!(stranger.act(&action, &[]).await.status, 404);
        assert_eq!(other.get("/account").await.status, 200);
        // The security administrator sees and ends all of them.
        let security = district.security().await;
        assert!(security.open("/sessions/all").await.words().contains("登录"));
        let ended = security.act(&format!("/accounts/{login}/sessions/termination"), &[]).await;
        assert_eq!(ended.status, 303, "{}", ended.words());
        assert_eq!(other.get("/account").await.status, 303);
        assert_eq!(here.get("/account").await.status, 303);

        // Signing out ends the session itself, not only the cookie.
        let leaving = district.stranger();
        let answer = leaving.try_sign_in(&login, OWN_PASSWORD).await;
        let cookie = answer.header("set-cookie").to_owned();
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite="), "{cookie}");
        let token = cookie.split(';').next().unwrap().to_owned();
        let desk = leaving.open("/").await;
        let left = leaving.send(desk.form("/sign-out")).await;
        assert_eq!((left.status, left.header("clear-site-data")), (303, "\"cache\""));
        let replayed = district.stranger().get_with("/account", &[("cookie", &token)]).await;
        assert_eq!(replayed.status, 303, "the token still opens");
        for bad in [
            "weiyang_session=",
            "weiyang_session=x",
            "weiyang_session=%00",
            "weiyang_session=' OR 1=1 --",
        ] {
            let answer = district.stranger().get_with("/account", &[("cookie", bad)]).await;
            assert_eq!(answer.status, 303, "{bad}");
        }
    });
}

#[test]
fn article_37_over_tls_a_session_is_this_hosts_alone() {
    let proxies = [("WEIYANG_CONSOLE__TRUSTED_PROXIES", "[\"127.0.0.1/32\"]")];
    on_both_set(&proxies, async |district| {
        let form = [
            ("x-forwarded-proto", "https"),
            ("x-forwarded-for", "203.0.113.7"),
            ("sec-fetch-site", "same-origin"),
            ("content-type", "application/x-www-form-urlencoded"),
        ];
        let fields = format!("login=jyj.bianji&password={DEMO_PASSWORD}");
        let answer = district.stranger().post("/sign-in", &form, fields).await;
        assert_eq!(answer.status, 303, "{}", answer.words());
        let hsts = answer.header("strict-transport-security");
        assert_eq!(hsts, "max-age=31536000; includeSubDomains");
        let cookie = answer.header("set-cookie");
        assert!(cookie.starts_with("__Host-weiyang_session="), "{cookie}");
        assert!(cookie.contains("; Secure") && cookie.contains("; HttpOnly"), "{cookie}");
        let own = cookie.split(';').next().unwrap();
        let tossed = own.strip_prefix("__Host-").unwrap();
        let look = async |cookie: &str| {
            let head = [("x-forwarded-proto", "https"), ("cookie", cookie)];
            district.stranger().get_with("/account", &head).await.status
        };
        assert_eq!(look(own).await, 200);
        assert_eq!(look(tossed).await, 303, "another host of the domain can set this one");
    });
}

#[test]
fn article_37_dangerous_acts_ask_for_the_password_again() {
    on_both_in_time(async |district| {
        let (login, leaver) = district.newcomer("mzj", &[]).await;
        let system = district.staff("xitong.guanli").await;
        district.advance_seconds(6 * 60).await;
        let path = format!("/accounts/{login}/suspension");
        let asked = system.get(&path).await;
        assert!(asked.location().unwrap().starts_with("/reauthenticate"), "{:?}", asked.location());
        let by_hand = system.act(&path, &[("reason", "调离")]).await;
        assert!(by_hand.location().is_some_and(|to| to.starts_with("/reauthenticate")));
        assert_eq!(leaver.get("/account").await.status, 200, "done without the password");
        let page = system.open(&asked.location().unwrap()).await;
        let wrong = system.send(page.form_with("password").set("password", "Wrong-pass-1")).await;
        assert_eq!(wrong.status, 422);
        assert!(system.get(&path).await.location().is_some());
        let right = system.send(page.form_with("password").set("password", DEMO_PASSWORD)).await;
        assert_eq!(right.location().unwrap(), path);
        assert_eq!(system.get(&path).await.status, 200);
        district.advance_seconds(6 * 60).await;
        assert!(system.get(&path).await.location().is_some(), "the proof outlives five minutes");
    });
}

#[test]
fn article_37_the_three_administrators_are_separated() {
    on_both(async |district| {
        let [system, security, audit] = [
            district.system().await,
            district.security().await,
            district.staff("shenji.guanli").await,
        ];
        for (who, name) in [(&system, "system"), (&security, "security"), (&audit, "audit")] {
            for path in ["/documents", "/documents/new", "/columns", "/sites", "/search-words"] {
                let answer = who.get(path).await;
                assert_eq!(answer.status, 403, "{name} at {path}");
                assert!(answer.words().contains("权限"), "{}", answer.words());
            }
        }
        // None does another's work.
        for (who, name, paths) in [
            (&system, "system", &["/grants", "/roles", "/sessions/all", "/locks", "/journal"][..]),
            (
                &security,
                "security",
                &[
                    "/accounts",
                    "/accounts/new",
                    "/units",
                    "/api-keys",
                    "/journal",
                    "/jobs",
                    "/operations",
                ][..],
            ),
            (
                &audit,
                "audit",
                &[
                    "/accounts",
                    "/grants",
                    "/units",
                    "/sessions/all",
                    "/jobs",
                    "/operations",
                    "/api-keys",
                ][..],
            ),
        ] {
            for path in paths {
                assert_eq!(who.get(path).await.status, 403, "{name} at {path}");
            }
        }
        // None of them gets a content role, nor two offices, nor anything from themselves.
        for login in ["xitong.guanli", "anquan.guanli", "shenji.guanli"] {
            let grant = [("role", "editor"), ("unit", "*"), ("column", "*")];
            let answer = security.act(&format!("/accounts/{login}/grants"), &grant).await;
            assert_eq!(answer.status, 422, "{login}: {}", answer.words());
        }
        let answer = security
            .act(
                "/accounts/xitong.guanli/appointment",
                &[("office", "audit"), ("administrator", "audit")],
            )
            .await;
        assert!(
            (400..500).contains(&answer.status),
            "two offices: {} {}",
            answer.status,
            answer.words()
        );
        let answer = security
            .act(
                "/accounts/anquan.guanli/appointment",
                &[("office", "system"), ("administrator", "system")],
            )
            .await;
        assert!(
            (400..500).contains(&answer.status),
            "appointed himself: {} {}",
            answer.status,
            answer.words()
        );
        let answer = security
            .act(
                "/accounts/mzj.bianji/appointment",
                &[("office", "audit"), ("administrator", "audit")],
            )
            .await;
        assert!(
            (400..500).contains(&answer.status),
            "an editor in office: {} {}",
            answer.status,
            answer.words()
        );
        // The system administrator can't make himself another administrator by a password.
        for login in ["anquan.guanli", "shenji.guanli"] {
            let answer = system.act(&format!("/accounts/{login}/password-reset"), &[]).await;
            assert!((400..500).contains(&answer.status), "{login}: {}", answer.words());
        }
        let answer = system.act("/accounts/xitong.guanli/suspension", &[("reason", "自停")]).await;
        assert!((400..500).contains(&answer.status), "suspended himself");
        assert_eq!(district.staff("anquan.guanli").await.get("/grants").await.status, 200);
    });
}

#[test]
fn article_37_a_grant_and_its_end_take_effect_at_once() {
    on_both(async |district| {
        let (login, person) = district.newcomer("mzj", &[]).await;
        assert_eq!(person.get("/documents").await.status, 403);
        district.grant(&login, "editor", "mzj", "*").await;
        assert_eq!(person.get("/documents").await.status, 200);
        let security = district.security().await;
        let page = security.open(&format!("/accounts/{login}/grants")).await;
        assert!(page.words().contains("编辑"));
        let twice =
            page.form_with("role").set("role", "editor").set("unit", "mzj").set("column", "*");
        assert_eq!(security.send(twice.set("below", "true")).await.status, 422, "granted twice");
        let revocation = page.form("/revocation");
        security.submit(revocation.clone()).await;
        assert_eq!(person.get("/documents").await.status, 403);
        assert!(matches!(security.send(revocation).await.status, 404 | 409), "revoked twice");
    });
}

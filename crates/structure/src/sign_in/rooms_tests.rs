//! The console's door as a browser meets it.

use http::StatusCode;
use platform::Actor;

use super::{SecondFactorDemand, reset_password};
use crate::accounts::testing::{PASSWORD, databases};
use crate::accounts::testing_browser::{Console, between, code_of};
use crate::chapter::Needs;
use crate::rights::{Administrator, Rights, Role};
use crate::sessions::live_sessions_of;

#[tokio::test]
async fn a_one_time_password_leads_through_a_new_one_to_where_one_wanted_to_go() {
    for test in databases().await {
        let console = Console::of(&test.db).await;
        let account = console.account("liming", None).await;
        let settings = &console.app.settings.sign_in;
        let (one, _) = reset_password(&test.db, settings, Actor::System, &account).await.unwrap();
        let mut browser = console.browser();
        let page = browser.get("/account").await;
        assert_eq!(page.location, "/sign-in?next=/account");
        browser.get(&page.location).await;
        let fields = [("login", "liming"), ("password", "x"), ("next", "/account")];
        let page = browser.post("/sign-in", &fields).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.body.contains("再错 4 次") && !page.body.contains("value=\"x\""));

        let fields = [("login", "liming"), ("password", one.reveal()), ("next", "/account")];
        let page = browser.post("/sign-in", &fields).await;
        assert_eq!(page.location, "/account/password");
        assert_eq!(browser.get("/account").await.location, "/account/password");
        assert!(browser.get("/account/password").await.body.contains("一次性口令"));
        let change = |new| {
            [("current_password", one.reveal()), ("new_password", new), ("new_password_again", new)]
        };
        let page = browser.post("/account/password", &change("liming")).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.body.contains("太短") && page.body.contains("包含账号"));
        let page = browser.post("/account/password", &change("Weishui-84")).await;
        assert_eq!(page.location, "/account");
        let page = browser.get("/account").await;
        assert!(page.body.contains("口令已修改") && page.body.contains("李明"));
    }
}

#[tokio::test]
async fn an_administrator_sets_up_a_second_factor_and_is_asked_for_it() {
    for test in databases().await {
        let console = Console::of(&test.db).await;
        assert_eq!(console.app.settings.sign_in.second_factor, SecondFactorDemand::Administrators);
        console.account("syszhou", Some(Administrator::System)).await;
        let mut browser = console.browser();
        assert_eq!(browser.sign_in("syszhou", PASSWORD).await.location, "/second-factor");
        assert_eq!(browser.get("/accounts").await.location, "/second-factor");
        let (secret, codes) = browser.set_up_second_factor(&console.app).await;
        assert_eq!(codes.len(), 10);
        assert_eq!(browser.get("/accounts").await.status, StatusCode::OK);
        let page = browser.post("/sign-out", &[]).await;
        assert_eq!(page.location, "/sign-in");
        assert_eq!(browser.get("/accounts").await.location, "/sign-in?next=/accounts");

        console.app.clock().advance_seconds(60);
        let page = browser.sign_in("syszhou", PASSWORD).await;
        assert_eq!(page.location, "/sign-in/second-factor");
        // Halfway in, nothing opens: no other page, no new password, no new authenticator.
        for path in ["/accounts", "/account/password", "/second-factor"] {
            assert_eq!(browser.get(path).await.location, "/sign-in/second-factor", "{path}");
        }
        browser.get("/sign-in/second-factor").await;
        for path in ["/account/password", "/second-factor"] {
            let page = browser.post(path, &[]).await;
            assert_eq!(page.location, "/sign-in/second-factor", "{path}");
        }
        let page = browser.post("/sign-in/second-factor", &[("code", "000000")]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        let code = code_of(&console.app, &secret);
        let page = browser.post("/sign-in/second-factor", &[("code", &code)]).await;
        assert_eq!(page.location, "/");
        assert_eq!(browser.get("/accounts").await.status, StatusCode::OK);

        let mut other = console.browser();
        other.sign_in("syszhou", PASSWORD).await;
        other.get("/sign-in/second-factor").await;
        let page = other.post("/sign-in/second-factor", &[("code", &codes[0])]).await;
        assert_eq!(page.location, "/");
    }
}

#[tokio::test]
async fn a_form_without_the_sessions_token_does_nothing() {
    for test in databases().await.into_iter().take(1) {
        let console = Console::of(&test.db).await;
        console.account("liming", None).await;
        let mut browser = console.signed_in("liming").await;
        browser.get("/account").await;
        assert_eq!(browser.post_without_token("/sign-out").await.status, StatusCode::FORBIDDEN);
        assert_eq!(browser.get("/account").await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn nobody_opens_a_room_without_its_right() {
    for test in databases().await.into_iter().take(1) {
        let console = Console::of(&test.db).await;
        console.account("liming", None).await;
        let mut people = vec![(Rights::default(), console.signed_in("liming").await)];
        for kind in Administrator::ALL {
            let login = format!("the-{}", kind.word());
            console.account(&login, Some(*kind)).await;
            people.push((Rights::of_administrator(*kind), console.signed_in(&login).await));
        }
        for route in crate::chapter().console.iter().filter(|route| route.method == "GET") {
            let path = route.path.replace("{login}", "liming").replace("{code}", "mzj");
            let path = path.replace("{id}", "1").replace("{site}", "1");
            let mut stranger = console.browser();
            let page = stranger.get(&path).await;
            if route.needs != Needs::Nothing {
                assert!(page.location.starts_with("/sign-in"), "{path}: {page:?}");
            }
            let (Needs::Right(right) | Needs::Fresh(right)) = route.needs else {
                continue;
            };
            for (rights, browser) in &mut people {
                let page = browser.get(&path).await;
                let refused = page.status == StatusCode::FORBIDDEN;
                assert_eq!(refused, !rights.anywhere(right), "{path} {right:?}: {page:?}");
                assert!(!page.status.is_server_error(), "{path}: {page:?}");
            }
        }
        assert!(Role::ALL.iter().all(|role| !role.rights().is_empty()));
    }
}

#[tokio::test]
async fn who_finds_a_browser_open_puts_nobody_out_elsewhere() {
    for test in databases().await.into_iter().take(1) {
        let console = Console::of(&test.db).await;
        console.account("liming", None).await;
        let mut there = console.signed_in("liming").await;
        let mut here = console.signed_in("liming").await;
        console.app.clock().advance_seconds(6 * 60);
        let page = here.get("/sessions").await;
        let id = between(&page.body, "action=\"/sessions/", "/revocation");
        let path = format!("/sessions/{id}/revocation");
        let page = here.post(&path, &[]).await;
        assert!(page.location.starts_with("/reauthenticate"), "{page:?}");
        assert_eq!(there.get("/account").await.status, StatusCode::OK);
        let again = page.location;
        here.get(&again).await;
        let page = here.post(&again, &[("password", PASSWORD)]).await;
        assert_eq!(page.location, "/sessions");
        here.get("/sessions").await;
        assert_eq!(here.post(&path, &[]).await.location, "/sessions");
        assert_eq!(there.get("/account").await.location, "/sign-in?next=/account");
    }
}

#[tokio::test]
async fn signing_in_again_ends_the_session_that_the_browser_had() {
    for test in databases().await {
        let console = Console::of(&test.db).await;
        let account = console.account("liming", None).await;
        let mut browser = console.signed_in("liming").await;
        browser.sign_in("liming", PASSWORD).await;
        let settings = &console.app.settings.sign_in;
        let live = live_sessions_of(&test.db, settings, account.id).await.unwrap();
        assert_eq!(live.len(), 1);
        assert_eq!(browser.get("/account").await.status, StatusCode::OK);
    }
}

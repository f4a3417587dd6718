//! The registers of people as administrators meet them.

use http::StatusCode;

use super::testing::{PASSWORD, databases};
use super::testing_browser::{Browser, Console, between};
use crate::rights::Administrator;

async fn system(console: &Console) -> Browser {
    console.account("syszhou", Some(Administrator::System)).await;
    console.signed_in("syszhou").await
}

async fn security(console: &Console) -> Browser {
    console.account("seczheng", Some(Administrator::Security)).await;
    console.signed_in("seczheng").await
}

#[tokio::test]
async fn an_account_is_made_shown_changed_and_disabled() {
    for test in databases().await {
        let console = Console::of(&test.db).await;
        let mut browser = system(&console).await;
        assert_eq!(browser.get("/accounts/new").await.status, StatusCode::OK);
        let page = browser.post("/accounts", &[("login", "Admin"), ("name", "")]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.body.contains("请填写姓名") && page.body.contains("必须属于一个人"));
        let fields = [("login", "WangFang"), ("name", "王芳"), ("unit", "mzj")];
        let page = browser.post("/accounts", &fields).await;
        let password = between(&page.body, "一次性口令：", "。");
        assert!(!browser.get("/accounts/wangfang").await.body.contains(&password));
        assert!(
            browser
                .get("/accounts?q=%E7%8E%8B&unit=mzj&state=active")
                .await
                .body
                .contains("wangfang")
        );
        let mut clerk = console.browser();
        let page = clerk.sign_in("wangfang", &password).await;
        assert_eq!(page.location, "/account/password");
    }
}

#[tokio::test]
async fn a_leaver_is_disabled_after_the_password_was_given_again() {
    for test in databases().await {
        let console = Console::of(&test.db).await;
        let mut browser = system(&console).await;
        console.account("wangfang", None).await;
        let mut clerk = console.signed_in("wangfang").await;
        browser.get("/accounts/wangfang/edit").await;
        let page = browser.post("/accounts/wangfang", &[("name", "王小芳"), ("unit", "mzj")]).await;
        assert_eq!(page.location, "/accounts/wangfang");

        console.app.clock().advance_seconds(6 * 60);
        let page = browser.get("/accounts/wangfang/suspension").await;
        assert_eq!(page.location, "/reauthenticate?next=/accounts/wangfang/suspension");
        browser.get(&page.location).await;
        let page = browser.post(&page.location, &[("password", "x")]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        let action = between(&page.body, "action=\"/reauthenticate", "\"").replace("&#x2f;", "/");
        let page =
            browser.post(&format!("/reauthenticate{action}"), &[("password", PASSWORD)]).await;
        assert_eq!(page.location, "/accounts/wangfang/suspension");
        browser.get(&page.location).await;
        let page = browser.post("/accounts/wangfang/suspension", &[("reason", " ")]).await;
        assert!(page.body.contains("请填写停用原因"));
        let page = browser.post("/accounts/wangfang/suspension", &[("reason", "调离")]).await;
        assert_eq!(page.location, "/accounts/wangfang");
        assert!(browser.get("/accounts/wangfang").await.body.contains("调离"));
        assert!(clerk.get("/account/password").await.location.starts_with("/sign-in"));
        browser.get("/accounts/wangfang/restoration").await;
        let page = browser.post("/accounts/wangfang/restoration", &[]).await;
        assert!(page.body.contains("一次性口令"));
        browser.get("/accounts/wangfang/password-reset").await;
        let page = browser.post("/accounts/wangfang/password-reset", &[]).await;
        assert!(page.body.contains("一次性口令"));
        let page = browser.get("/accounts/syszhou/password-reset").await;
        assert_eq!(page.status, StatusCode::CONFLICT);
    }
}

#[tokio::test]
async fn roles_are_granted_and_take_effect_at_once() {
    for test in databases().await {
        let console = Console::of(&test.db).await;
        console.account("liming", None).await;
        let mut clerk = console.signed_in("liming").await;
        assert_eq!(clerk.get("/sites").await.status, StatusCode::FORBIDDEN);
        let mut browser = security(&console).await;
        assert_eq!(browser.get("/grants").await.status, StatusCode::OK);
        assert!(browser.get("/roles").await.body.contains("保密审查员"));
        browser.get("/accounts/liming/grants").await;
        let page = browser.post("/accounts/liming/grants", &[("role", "x")]).await;
        assert!(page.body.contains("请选择角色") && page.body.contains("请选择栏目范围"));
        let fields = [("role", "portal_office"), ("unit", "*"), ("column", "*"), ("below", "true")];
        let page = browser.post("/accounts/liming/grants", &fields).await;
        assert_eq!(page.location, "/accounts/liming/grants");
        assert_eq!(clerk.get("/sites").await.status, StatusCode::OK);
        assert!(clerk.get("/account").await.body.contains("网站主办"));

        browser.get("/accounts/liming/appointment").await;
        let page = browser.post("/accounts/liming/appointment", &[("office", "audit")]).await;
        assert!(page.body.contains("不得兼任内容岗位"));
        let page = browser.get("/accounts/liming/grants").await;
        let url = between(&page.body, "action=\"/grants/", "\"");
        let page = browser.post(&format!("/grants/{url}"), &[]).await;
        assert_eq!(page.location, "/accounts/liming/grants");
        assert_eq!(clerk.get("/sites").await.status, StatusCode::FORBIDDEN);
        browser.get("/accounts/liming/appointment").await;
        let page = browser.post("/accounts/liming/appointment", &[("office", "audit")]).await;
        assert_eq!(page.location, "/accounts/liming/grants");
        assert!(clerk.get("/account").await.location.starts_with("/sign-in"));
        let page = browser.get("/accounts/liming/grants").await;
        assert!(page.body.contains("审计管理员") && !page.body.contains("name=\"role\""));
    }
}

#[tokio::test]
async fn locks_and_sessions_are_ended_by_the_security_administrator() {
    for test in databases().await {
        let console = Console::of(&test.db).await;
        console.account("liming", None).await;
        let mut clerk = console.signed_in("liming").await;
        let mut second = console.signed_in("liming").await;
        let page = clerk.get("/sessions").await;
        let url = between(&page.body, "action=\"/sessions/", "\"");
        let page = clerk.post(&format!("/sessions/{url}"), &[]).await;
        assert_eq!(page.location, "/sessions");
        assert!(second.get("/account").await.location.starts_with("/sign-in"));

        let mut browser = security(&console).await;
        for _ in 0..5 {
            console.browser().sign_in("liming", "x").await;
        }
        assert!(browser.get("/locks").await.body.contains("liming"));
        browser.post("/accounts/liming/unlock", &[]).await;
        assert!(!browser.get("/locks").await.body.contains("liming"));
        assert_eq!(second.sign_in("liming", PASSWORD).await.location, "/");

        let page = browser.get("/sessions/all").await;
        assert!(page.body.contains("liming"));
        let page = browser.post("/accounts/liming/sessions/termination", &[]).await;
        assert_eq!(page.location, "/accounts/liming/grants");
        for browser in [&mut clerk, &mut second] {
            assert!(browser.get("/account").await.location.starts_with("/sign-in"));
        }
        // Somebody else's session is not there for a clerk.
        let mut clerk = console.signed_in("liming").await;
        let page = clerk.get("/sessions").await;
        assert_eq!(page.status, StatusCode::OK);
        let page = clerk.post("/sessions/1/revocation", &[]).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_lost_authenticator_is_reset_and_a_key_is_shown_once() {
    for test in databases().await {
        let console = Console::of(&test.db).await;
        console.account("liming", None).await;
        let mut clerk = console.signed_in("liming").await;
        clerk.set_up_second_factor(&console.app).await;
        let mut browser = security(&console).await;
        browser.get("/accounts/liming/second-factor-reset").await;
        let page = browser.post("/accounts/liming/second-factor-reset", &[]).await;
        assert_eq!(page.location, "/accounts/liming/grants");
        assert_eq!(clerk.sign_in("liming", PASSWORD).await.location, "/");

        let mut browser = system(&console).await;
        assert_eq!(browser.get("/api-keys/new").await.status, StatusCode::OK);
        let page = browser.post("/api-keys", &[("days", "0")]).await;
        assert!(page.body.contains("请填写业务系统的名称") && page.body.contains("1 到 366"));
        let fields = [
            ("name", "民政系统"),
            ("unit", "mzj"),
            ("used_for", "documents"),
            ("column", "*"),
            ("days", "30"),
        ];
        let page = browser.post("/api-keys", &fields).await;
        let key = between(&page.body, "data-copy-target=\"source\">", "<");
        assert!(key.starts_with("wy_"));
        let page = browser.get("/api-keys").await;
        assert!(page.body.contains("民政系统") && !page.body.contains(&key));
        let url = between(&page.body, "action=\"/api-keys/", "\"");
        let page = browser.post(&format!("/api-keys/{url}"), &[]).await;
        assert_eq!(page.location, "/api-keys");
        assert!(browser.get("/api-keys").await.body.contains("已作废"));
    }
}

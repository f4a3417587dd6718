//! New staff: an account made by the system administrator, granted by the security administrator,
//! with a password that only its owner knows.

use crate::browser::Browser;
use crate::district::{DEMO_PASSWORD, District};
use crate::page::Page;

/// The password that newcomers choose.
pub const OWN_PASSWORD: &str = "Qinling#7-shan";

impl Browser {
    /// Gives the password once more, as dangerous acts demand.
    pub async fn prove(&self, password: &str) {
        let page = self.open("/reauthenticate?next=/account").await;
        self.submit(page.form_with("password").set("password", password)).await;
    }

    /// Chooses a new password.
    pub async fn change_password(&self, current: &str, new: &str) -> Page {
        let page = self.open("/account/password").await;
        let form = page.form_with("new_password").set("current_password", current);
        self.send(form.set("new_password", new).set("new_password_again", new)).await
    }
}

/// The one-time password that a page shows once.
pub fn one_time_password(page: &Page) -> String {
    let said = page.texts(".flash").concat();
    let after = said.split_once("一次性口令：").map(|(_, rest)| rest);
    let after = after.unwrap_or_else(|| panic!("no one-time password: {}", page.words()));
    after.split('。').next().unwrap().to_owned()
}

impl District {
    /// The system administrator, proven.
    pub async fn system(&self) -> Browser {
        self.proven("xitong.guanli").await
    }

    /// The security administrator, proven.
    pub async fn security(&self) -> Browser {
        self.proven("anquan.guanli").await
    }

    async fn proven(&self, login: &str) -> Browser {
        let browser = self.staff(login).await;
        browser.prove(DEMO_PASSWORD).await;
        browser
    }

    /// A new account of a unit; gives its login and its one-time password.
    pub async fn account(&self, unit: &str) -> (String, String) {
        let login = self.unique("xin.ren");
        let system = self.system().await;
        let form = system.open("/accounts/new").await.form_with("login");
        let form = form.set("login", &*login).set("name", "秦新人").set("unit", unit);
        let page = system.send(form).await;
        assert_eq!(page.status, 200, "{}", page.words());
        (login, one_time_password(&page))
    }

    /// A new colleague with these roles (role, unit, column's id or `*`), signed in with a password
    /// of their own.
    pub async fn newcomer(&self, unit: &str, roles: &[(&str, &str, &str)]) -> (String, Browser) {
        let (login, password) = self.account(unit).await;
        for (role, unit, column) in roles {
            self.grant(&login, role, unit, column).await;
        }
        let browser = self.stranger();
        browser.sign_in(&login, &password).await;
        let changed = browser.change_password(&password, OWN_PASSWORD).await;
        assert!(changed.status < 400, "{}", changed.words());
        (login, browser)
    }

    /// Grants a role.
    pub async fn grant(&self, login: &str, role: &str, unit: &str, column: &str) -> Page {
        let security = self.security().await;
        let page = security.open(&format!("/accounts/{login}/grants")).await;
        let form = page.form_with("role").set("role", role).set("unit", unit).set("column", column);
        security.submit(form.set("below", "true")).await
    }
}

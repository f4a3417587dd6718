//! A browser for the tests of console rooms: cookies, forms, redirects.

use std::collections::BTreeMap;

use axum::Router;
use axum::body::{Body, to_bytes};
use http::{Request, StatusCode, header};
use platform::Actor;
use platform::db::Db;
use tower::ServiceExt;
use web::template_functions::query_encode;

use super::model::{Account, AccountForm};
use super::store::{StoredPassword, account_by_login, create_account};
use super::testing::PASSWORD;
use crate::app::{App, AppBuilder, Registers};
use crate::console_door::console_router;
use crate::pages_follower::PagesFollower;
use crate::rights::Administrator;
use crate::secret::Secret;
use crate::settings::Settings;
use crate::sign_in::{HashCost, SignInSettings, hash_password};
use crate::units::{UnitForm, UnitKind, add_unit};

/// A running console with a unit, and whoever is made in it.
pub(crate) struct Console {
    pub(crate) app: App,
    router: Router,
    _folder: tempfile::TempDir,
}

/// What a browser was answered.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) location: String,
    pub(crate) body: String,
}

impl Console {
    pub(crate) async fn of(db: &Db) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let sign_in = SignInSettings { hash_cost: HashCost::Cheap, ..SignInSettings::default() };
        let chapter = crate::chapter();
        let routes = chapter.console.clone();
        let form = UnitForm {
            code: "mzj".into(),
            name: "区民政局".into(),
            full_name: "区民政局".into(),
            short_name: String::new(),
            parent: String::new(),
            kind: UnitKind::Department,
            agency_word: String::new(),
            phone: String::new(),
            address: String::new(),
            duties: String::new(),
            position: 0,
        };
        add_unit(db, Actor::System, &form, None).await.unwrap();
        let app = AppBuilder {
            settings: Settings { sign_in, ..Settings::default() },
            db: db.clone(),
            files: files::FileStore::in_memory().unwrap(),
            search: search::Index::in_memory().unwrap(),
            secret: Secret::of_folder(folder.path()).unwrap(),
            registers: Registers::default(),
            chapter,
        }
        .build()
        .await
        .unwrap();
        app.followers.start(db, PagesFollower::new(app.clone(), 0));
        let router = console_router(&app, routes);
        Self { app, router, _folder: folder }
    }

    /// An account of the unit whose password is [`PASSWORD`].
    pub(crate) async fn account(&self, login: &str, kind: Option<Administrator>) -> Account {
        let hash = hash_password(PASSWORD, HashCost::Cheap).await.unwrap();
        let form =
            AccountForm { login: login.into(), name: "李明".into(), ..AccountForm::default() };
        let unit = self.app.tree().unit_by_code("mzj").map(|unit| unit.id);
        let password = StoredPassword { hash, must_change: false };
        let made = create_account(&self.app.db, Actor::System, &form, (unit, kind), password).await;
        made.unwrap().unwrap();
        account_by_login(&self.app.db, login).await.unwrap().unwrap()
    }

    pub(crate) fn browser(&self) -> Browser {
        Browser { router: self.router.clone(), cookies: BTreeMap::new(), csrf: String::new() }
    }

    /// A browser in which somebody has signed in, second factor and all.
    pub(crate) async fn signed_in(&self, login: &str) -> Browser {
        let mut browser = self.browser();
        let page = browser.sign_in(login, PASSWORD).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
        if page.location == "/second-factor" {
            browser.set_up_second_factor(&self.app).await;
        }
        browser
    }
}

/// A browser.
pub(crate) struct Browser {
    router: Router,
    cookies: BTreeMap<String, String>,
    csrf: String,
}

impl Browser {
    pub(crate) async fn get(&mut self, path: &str) -> Page {
        self.send(Request::get(path), Body::empty()).await
    }

    /// Sends a form with the token of the last page.
    pub(crate) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let token = self.csrf.clone();
        let all = std::iter::once(("csrf", token.as_str())).chain(fields.iter().copied());
        let pairs = all.map(|(name, value)| format!("{name}={}", query_encode(value)));
        let body = pairs.collect::<Vec<_>>().join("&");
        let head =
            Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(head, Body::from(body)).await
    }

    /// The same without the token.
    pub(crate) async fn post_without_token(&mut self, path: &str) -> Page {
        let csrf = std::mem::take(&mut self.csrf);
        let page = self.post(path, &[]).await;
        self.csrf = csrf;
        page
    }

    pub(crate) async fn sign_in(&mut self, login: &str, password: &str) -> Page {
        self.get("/sign-in").await;
        self.post("/sign-in", &[("login", login), ("password", password)]).await
    }

    /// Sets up an authenticator; gives its secret and the recovery codes.
    pub(crate) async fn set_up_second_factor(&mut self, app: &App) -> (String, Vec<String>) {
        let page = self.get("/second-factor").await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.location);
        assert!(page.body.contains("<svg"));
        let secret = between(&page.body, "<code>", "</code>");
        let code = code_of(app, &secret);
        let page = self.post("/second-factor", &[("code", &code)]).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        let codes = between(&page.body, "data-copy-target=\"source\">", "</ul>");
        let codes = codes.split("<li>").skip(1).map(|part| between(part, "", "</li>"));
        (secret, codes.collect())
    }

    async fn send(&mut self, head: http::request::Builder, body: Body) -> Page {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = head.header(header::COOKIE, cookies.join("; ")).body(body).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        for cookie in response.headers().get_all(header::SET_COOKIE) {
            let cookie = cookie.to_str().unwrap();
            assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite="), "{cookie}");
            let (name, rest) = cookie.split_once('=').unwrap();
            let value = rest.split(';').next().unwrap();
            if value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let (status, headers) = (response.status(), response.headers().clone());
        if let Some(carried) = response.extensions().get::<web::refusal::CarriedError>()
            && let web::Error::Fault(fault) = &*carried.0
        {
            panic!("{}", fault.chain());
        }
        let body = to_bytes(response.into_body(), 1 << 20).await.unwrap();
        let body = String::from_utf8(body.to_vec()).unwrap();
        assert!(!body.contains('⟦'), "a text is missing: {body}");
        assert!(!body.contains("style="), "an inline style");
        if body.contains("name=\"csrf\"") {
            self.csrf = between(&body, "name=\"csrf\" value=\"", "\"");
        }
        let location = headers.get(header::LOCATION).and_then(|value| value.to_str().ok());
        Page { status, location: location.unwrap_or_default().to_owned(), body }
    }
}

/// What an authenticator with this secret shows now.
pub(crate) fn code_of(app: &App, secret: &str) -> String {
    let secret = totp_rs::Secret::try_from_base32(secret.replace(' ', "")).unwrap();
    let totp = totp_rs::Builder::new()
        .with_algorithm(totp_rs::Algorithm::SHA1)
        .with_secret(secret)
        .with_account_name("x")
        .build()
        .unwrap();
    totp.generate(u64::try_from(app.clock().now().0 / 1_000_000).unwrap()).to_string()
}

/// The text between two marks.
pub(crate) fn between(text: &str, before: &str, after: &str) -> String {
    let (_, rest) = text.split_once(before).unwrap_or_else(|| panic!("no {before} in {text}"));
    rest.split_once(after).map(|(found, _)| found.to_owned()).unwrap()
}

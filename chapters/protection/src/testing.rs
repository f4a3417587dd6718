//! What this chapter's tests stand on: throw-away databases, a node, a browser.

use std::collections::BTreeMap;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::response::Response;
use http::{Request, StatusCode, header};
use platform::Actor;
use platform::db::testing::{TestDatabase, test_databases};
use platform::db::{Db, Schema};
use structure::accounts::{AccountForm, StoredPassword, create_account};
use structure::sign_in::{HashCost, SecondFactorDemand, SignInSettings, hash_password};
use structure::{Administrator, App, AppBuilder, Registers, Secret, Settings, console_router};
use tower::ServiceExt;

const PASSWORD: &str = "Zhongnan-7";

/// Throw-away databases with all tables that this chapter reads.
pub async fn databases() -> Vec<TestDatabase> {
    let registers = notices::schema(media::schema(structure::schema(Schema::ground())));
    let floors = documents::schema(registers);
    test_databases(&crate::schema(floors)).await.unwrap()
}

/// A node with its data folder.
pub struct Node {
    pub app: App,
    pub folder: tempfile::TempDir,
}

impl Node {
    pub async fn of(db: &Db) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let sign_in = SignInSettings {
            hash_cost: HashCost::Cheap,
            second_factor: SecondFactorDemand::Optional,
            ..SignInSettings::default()
        };
        let mut settings = Settings { sign_in, ..Settings::default() };
        settings.data.dir = folder.path().to_owned();
        let app = AppBuilder {
            settings,
            db: db.clone(),
            files: files::FileStore::in_memory().unwrap(),
            search: search::Index::in_memory().unwrap(),
            secret: Secret::of_folder(folder.path()).unwrap(),
            registers: Registers::default(),
            chapter: structure::chapter().and(crate::chapter()),
        };
        Self { app: app.build().await.unwrap(), folder }
    }

    /// A browser in which one of the three administrators has signed in.
    pub async fn administrator(&self, login: &str, kind: Administrator) -> Browser {
        let hash = hash_password(PASSWORD, HashCost::Cheap).await.unwrap();
        let form =
            AccountForm { login: login.into(), name: "程知远".into(), ..AccountForm::default() };
        let password = StoredPassword { hash, must_change: false };
        let made =
            create_account(&self.app.db, Actor::System, &form, (None, Some(kind)), password).await;
        made.unwrap().unwrap();
        let routes = structure::chapter().and(crate::chapter()).console;
        let router = console_router(&self.app, routes);
        let mut browser = Browser { router, cookies: BTreeMap::new(), csrf: String::new() };
        browser.get("/sign-in").await;
        let page = browser.post("/sign-in", &[("login", login), ("password", PASSWORD)]).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
        browser
    }
}

/// What a browser was answered.
#[derive(Debug)]
pub struct Page {
    pub status: StatusCode,
    pub location: String,
    pub body: String,
}

/// A browser: cookies, and the token of the last page.
pub struct Browser {
    router: Router,
    cookies: BTreeMap<String, String>,
    csrf: String,
}

impl Browser {
    pub async fn get(&mut self, path: &str) -> Page {
        self.send(Request::get(path), Body::empty()).await
    }

    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let token = self.csrf.clone();
        let all = std::iter::once(("csrf", token.as_str())).chain(fields.iter().copied());
        let encode = web::template_functions::query_encode;
        let pairs: Vec<_> = all.map(|(name, value)| format!("{name}={}", encode(value))).collect();
        let form = "application/x-www-form-urlencoded";
        let head = Request::post(path).header(header::CONTENT_TYPE, form);
        self.send(head, Body::from(pairs.join("&"))).await
    }

    async fn send(&mut self, head: http::request::Builder, body: Body) -> Page {
        let cookies = self.cookies.iter().map(|(name, value)| format!("{name}={value}"));
        let cookies = cookies.collect::<Vec<_>>().join("; ");
        let request = head.header(header::COOKIE, cookies).body(body).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        for cookie in response.headers().get_all(header::SET_COOKIE) {
            let (name, rest) = cookie.to_str().unwrap().split_once('=').unwrap();
            let value = rest.split(';').next().unwrap();
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        if let Some(carried) = response.extensions().get::<web::refusal::CarriedError>()
            && let web::Error::Fault(fault) = &*carried.0
        {
            panic!("{}", fault.chain());
        }
        let page = read(response).await;
        assert!(!page.body.contains('⟦'), "a text is missing: {}", page.body);
        assert!(!page.body.contains("style="), "an inline style");
        if let Some((_, rest)) = page.body.split_once("name=\"csrf\" value=\"") {
            self.csrf = rest.split('"').next().unwrap().to_owned();
        }
        page
    }
}

/// An answer, read to its end.
pub async fn read(response: Response) -> Page {
    let status = response.status();
    let location = response.headers().get(header::LOCATION);
    let location = location.map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default();
    let body = to_bytes(response.into_body(), 64 << 20).await.unwrap();
    Page { status, location, body: String::from_utf8(body.to_vec()).unwrap() }
}

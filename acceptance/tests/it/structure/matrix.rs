//! Every console route × every kind of person: the answer is what the route declares and what the
//! person's roles hold. The routes come from the program itself, the roles from the articles.

use acceptance::{Browser, District, on_both_alone};

/// Who holds what, written down here a second time, so that a slip in either place is seen.
const PEOPLE: &[(&str, &[&str])] = &[
    ("xitong.guanli", &["ManageUnits", "ManageAccounts", "ManageApiKeys", "Operate"]),
    ("anquan.guanli", &["ManageGrants", "ManageSessions"]),
    ("shenji.guanli", &["ReadJournal"]),
    (
        "menhu.zongbian",
        &[
            "ReadDocuments",
            "PublishDocuments",
            "PublishInEmergency",
            "SignEmergency",
            "ProposeColumns",
            "ManageColumns",
            "ManageSites",
            "FileStaff",
            "MaintainSearch",
            "MaintainChecks",
            "ReviewFinal",
        ],
    ),
    ("jyj.bianji", &["ReadDocuments", "WriteDocuments", "ProposeColumns", "FileStaff"]),
    ("jyj.shenhe", &["ReadDocuments", "ReviewFirst"]),
    ("qzfb.fushen", &["ReadDocuments", "ReviewFirst", "ReviewSecond"]),
    ("qzfb.zhongshen", &["ReadDocuments", "ReviewFinal"]),
    ("jyj.baomi", &["ReadDocuments", "ReviewConfidentiality"]),
    ("qzfb.fabu", &["ReadDocuments", "PublishDocuments", "PublishInEmergency"]),
    (
        "dzzwb.yunwei",
        &["ReadDocuments", "MaintainSearch", "ImportDocuments", "FileStaff", "AcknowledgeStaff"],
    ),
    ("bmj.shencha", &["DecideReferrals"]),
    (
        "qzfb.xinxiang",
        &[
            "ReadCases",
            "HandleCases",
            "SuperviseCases",
            "ReadDocuments",
            "WriteDocuments",
            "ProposeColumns",
            "FileStaff",
        ],
    ),
    ("qzfb.xinshen", &["ReadCases", "ReviewReplies", "ReadDocuments", "ReviewFirst"]),
    (
        "mzj.banli",
        &[
            "ReadCases",
            "HandleCases",
            "ReadDocuments",
            "WriteDocuments",
            "ProposeColumns",
            "FileStaff",
        ],
    ),
];

struct Route {
    method: String,
    path: String,
    needs: String,
}

impl Route {
    /// The right that it needs, if it needs one.
    fn right(&self) -> Option<&str> {
        let inner = self.needs.strip_prefix("Right(").or(self.needs.strip_prefix("Fresh("))?;
        inner.strip_suffix(')')
    }

    /// The address with names that nothing has, so that asking changes nothing.
    fn address(&self) -> String {
        let parts = self.path.split('/').map(|part| match part {
            "{id}" => "1",
            "{number}" => "1",
            "{login}" => "mei.you.ren",
            "{*path}" => "mei/you",
            part if part.starts_with('{') => "mei-you",
            part => part,
        });
        parts.collect::<Vec<_>>().join("/")
    }
}

async fn routes(district: &District) -> Vec<Route> {
    let output =
        tokio::process::Command::new(acceptance::binary()).arg("routes").output().await.unwrap();
    let all: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    assert!(!district.console.is_empty());
    all.as_array()
        .unwrap()
        .iter()
        .filter(|route| route["listener"] == "console")
        .map(|route| Route {
            method: text(&route["method"]),
            path: text(&route["path"]),
            needs: text(&route["needs"]),
        })
        .collect()
}

async fn ask(browser: &Browser, route: &Route, token: &str) -> acceptance::Page {
    if route.method == "GET" {
        return browser.get(&route.address()).await;
    }
    let form = ("content-type", "application/x-www-form-urlencoded");
    let own = ("sec-fetch-site", "same-origin");
    let accept = ("accept", "text/html");
    browser.post(&route.address(), &[form, own, accept], format!("csrf={token}")).await
}

#[test]
fn article_37_every_route_answers_by_the_right_it_declares() {
    on_both_alone(async |district| {
        let routes = routes(&district).await;
        assert!(routes.len() > 90, "{}", routes.len());
        let mut wrong = Vec::new();
        for (login, rights) in PEOPLE {
            let browser = district.staff(login).await;
            let token = browser.open("/account").await.form("/sign-out").value("csrf").to_owned();
            for route in routes.iter().filter(|route| route.path != "/sign-out") {
                let page = ask(&browser, route, &token).await;
                let may = route.right().is_none_or(|right| rights.contains(&right));
                let what = format!(
                    "{login} {} {} ({}): {}",
                    route.method, route.path, route.needs, page.status
                );
                let good = match page.status {
                    403 => !may,
                    500.. => false,
                    _ => may,
                };
                if !good {
                    wrong.push(what);
                } else if !may && !page.words().contains("权限") {
                    wrong.push(format!("{what} without saying why: {}", page.words()));
                } else if page.status >= 400 && english(&page.words()) {
                    wrong.push(format!("{what} in English: {}", page.words()));
                }
            }
        }
        assert!(
            wrong.is_empty(),
            "{} of {} × {}: {wrong:#?}",
            wrong.len(),
            routes.len(),
            PEOPLE.len()
        );
        district.assert_no_fault();
    });
}

/// Words that no person at a console should have to read.
pub fn english(words: &str) -> bool {
    let signs = [
        "rror",
        "nvalid",
        "ailed",
        "issing",
        "orbidden",
        "ot found",
        "xpected",
        "nknown",
        "deserialize",
    ];
    signs.iter().any(|sign| words.contains(sign))
}

#[test]
fn article_37_without_a_session_every_route_leads_to_the_door() {
    on_both_alone(async |district| {
        let routes = routes(&district).await;
        let stranger = district.stranger();
        let mut wrong = Vec::new();
        for route in &routes {
            let page = ask(&stranger, route, "x").await;
            let good = match (&*route.needs, &*route.method) {
                ("Nothing", "GET") => page.status == 200,
                ("Nothing", _) => page.status == 422,
                (_, "GET") => page.location().is_some_and(|to| to.starts_with("/sign-in")),
                _ => page.status == 401 && page.words().contains("退出登录"),
            };
            if !good {
                wrong.push(format!("{} {}: {}", route.method, route.path, page.status));
            }
        }
        // Half inside: only what lets one in entirely.
        let (login, password) = district.account("mzj").await;
        let half = district.stranger();
        half.try_sign_in(&login, &password).await;
        for route in
            routes.iter().filter(|route| !matches!(&*route.needs, "Nothing" | "HalfSession"))
        {
            let page = ask(&half, route, "x").await;
            if page.location().as_deref() != Some("/account/password") {
                wrong.push(format!("half inside {} {}: {}", route.method, route.path, page.status));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
        district.assert_no_fault();
    });
}

#[test]
fn article_37_no_other_site_can_make_a_browser_act() {
    on_both_alone(async |district| {
        let routes = routes(&district).await;
        let mut wrong = Vec::new();
        for (login, _) in PEOPLE.iter().take(5) {
            let browser = district.staff(login).await;
            let token = browser.open("/account").await.form("/sign-out").value("csrf").to_owned();
            for route in routes.iter().filter(|route| route.method == "POST") {
                let form = ("content-type", "application/x-www-form-urlencoded");
                let body = format!("csrf={token}&reason=x&login=x&password=x");
                for headers in [
                    vec![form, ("origin", "https://example.com")],
                    vec![form, ("sec-fetch-site", "cross-site")],
                    vec![form, ("sec-fetch-site", "same-site")],
                    vec![form, ("referer", "http://example.com/console")],
                    vec![form, ("origin", "null")],
                    vec![form],
                ] {
                    let page = browser.post(&route.address(), &headers, body.clone()).await;
                    if page.status != 403 {
                        wrong.push(format!(
                            "{login} {} with {headers:?}: {}",
                            route.path, page.status
                        ));
                    }
                }
            }
            assert_eq!(
                browser.get("/account").await.status,
                200,
                "{login} was signed out from elsewhere"
            );
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    });
}

//! A browser without scripts: cookies, links, forms. It doesn't follow redirects unless told, so a
//! test sees each answer.

use crate::page::{Form, Page};

/// One person's browser.
#[derive(Clone)]
pub struct Browser {
    client: reqwest::Client,
    pub base: String,
    /// Whether it reckons when it is asked to, as the portal's script does.
    reckons: bool,
}

impl Browser {
    pub fn new(base: &str) -> Self {
        Self { client: builder().build().unwrap(), base: base.to_owned(), reckons: true }
    }

    /// Somebody behind a proxy that the portal trusts. What takes longer is given up.
    pub fn behind_proxy(base: &str, address: &str, patience: std::time::Duration) -> Self {
        let mut headers = reqwest::header::HeaderMap::new();
        headers.insert("x-forwarded-for", address.parse().unwrap());
        let client = builder().default_headers(headers).timeout(patience).build().unwrap();
        Self { client, base: base.to_owned(), reckons: true }
    }

    /// A browser that believes one more authority.
    pub fn believing(base: &str, root: &reqwest::Certificate) -> Self {
        let client = builder().tls_certs_only([root.clone()]).tls_info(true).build().unwrap();
        Self { client, base: base.to_owned(), reckons: true }
    }

    /// Somebody who answers no challenge by a script.
    #[must_use]
    pub fn without_reckoning(mut self) -> Self {
        self.reckons = false;
        self
    }

    fn url(&self, path: &str) -> String {
        if path.starts_with("http://") || path.starts_with("https://") {
            path.to_owned()
        } else {
            format!("{}{path}", self.base)
        }
    }

    /// One GET, no redirect followed.
    pub async fn get(&self, path: &str) -> Page {
        self.try_get(path).await.unwrap()
    }

    /// The same while the portal may be away.
    pub async fn try_get(&self, path: &str) -> reqwest::Result<Page> {
        let request = self.client.get(self.url(path)).header("accept", "text/html");
        Page::read(path, request.send().await?).await
    }

    /// One GET with headers.
    pub async fn get_with(&self, path: &str, headers: &[(&'static str, &str)]) -> Page {
        let mut request = self.client.get(self.url(path));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        Page::of(path, request.send().await.unwrap()).await
    }

    /// One HEAD.
    pub async fn head(&self, path: &str) -> Page {
        Page::of(path, self.client.head(self.url(path)).send().await.unwrap()).await
    }

    /// GET, following redirects on the same host; must end with 200.
    pub async fn open(&self, path: &str) -> Page {
        self.follow(self.get(path).await).await
    }

    async fn follow(&self, mut page: Page) -> Page {
        for _ in 0..8 {
            let Some(location) = page.location() else { break };
            page = self.get(&location).await;
        }
        assert_eq!(page.status, 200, "{}: {}", page.path, page.words());
        page
    }

    /// A hand-made POST, as an intruder would send it: no token, no fetch metadata.
    pub async fn post_form(&self, path: &str, fields: &[(&str, String)]) -> Page {
        let answer = self.client.post(self.url(path)).form(fields).send().await;
        Page::of(path, answer.unwrap()).await
    }

    /// A POST of anything, with headers.
    pub async fn post(
        &self,
        path: &str,
        headers: &[(&'static str, &str)],
        body: impl Into<reqwest::Body>,
    ) -> Page {
        let mut request = self.client.post(self.url(path)).body(body);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        Page::of(path, request.send().await.unwrap()).await
    }

    /// Sends a form as a browser does, with everything it holds. No redirect followed.
    pub async fn send(&self, form: Form) -> Page {
        self.try_send(form).await.unwrap()
    }

    /// The same while the portal may be away.
    pub async fn try_send(&self, form: Form) -> reqwest::Result<Page> {
        if !self.reckons {
            return self.send_once(form).await;
        }
        let page = self.send_once(form.reckoned()).await?;
        match page.only_asks_to_reckon() {
            Some(form) => self.send_once(form.reckoned()).await,
            None => Ok(page),
        }
    }

    async fn send_once(&self, form: Form) -> reqwest::Result<Page> {
        let url = self.url(&form.action);
        let request = if form.method == "GET" {
            self.client.get(url).query(&form.values)
        } else if form.multipart {
            let mut body = reqwest::multipart::Form::new();
            for (name, value) in form.values {
                body = body.text(name, value);
            }
            for (name, file, bytes) in form.files {
                let part = reqwest::multipart::Part::bytes(bytes).file_name(file);
                body = body.part(name, part);
            }
            self.client.post(url).multipart(body)
        } else {
            self.client.post(url).form(&form.values)
        };
        let request = request.header("accept", "text/html").header("sec-fetch-site", "same-origin");
        Page::read(&form.action, request.send().await?).await
    }

    /// Sends a form and follows to the page it leads to, which must be 200.
    pub async fn submit(&self, form: Form) -> Page {
        let answer = self.send(form).await;
        assert!(answer.status < 400, "{}: {} {}", answer.path, answer.status, answer.words());
        self.follow(answer).await
    }

    /// Sends login and password; the answer as it comes.
    pub async fn try_sign_in(&self, login: &str, password: &str) -> Page {
        let page = self.open("/sign-in").await;
        self.send(page.form_with("password").set("login", login).set("password", password)).await
    }

    /// Signs in on the console; ends on the desk.
    pub async fn sign_in(&self, login: &str, password: &str) -> Page {
        let page = self.open("/sign-in").await;
        let form = page.form_with("password").set("login", login).set("password", password);
        let desk = self.submit(form).await;
        assert!(!desk.text.contains("name=\"password\""), "sign-in failed: {}", desk.words());
        desk
    }
}

fn builder() -> reqwest::ClientBuilder {
    reqwest::Client::builder()
        .cookie_store(true)
        .redirect(reqwest::redirect::Policy::none())
        .no_gzip()
}

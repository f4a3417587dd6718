//! An answer as a test reads it: status, headers, text, forms and links.

use scraper::{ElementRef, Html, Selector};

/// An answer.
#[derive(Clone, Debug)]
pub struct Page {
    pub path: String,
    pub status: u16,
    pub headers: reqwest::header::HeaderMap,
    pub bytes: bytes::Bytes,
    pub text: String,
}

/// A form filled in.
#[derive(Clone, Debug)]
pub struct Form {
    pub action: String,
    pub method: String,
    pub multipart: bool,
    pub values: Vec<(String, String)>,
    pub files: Vec<(String, String, Vec<u8>)>,
}

fn selector(css: &str) -> Selector {
    Selector::parse(css).unwrap()
}

impl Page {
    pub(crate) async fn of(path: &str, answer: reqwest::Response) -> Self {
        Self::read(path, answer).await.unwrap()
    }

    /// The whole answer, unless it breaks off.
    pub(crate) async fn read(path: &str, answer: reqwest::Response) -> reqwest::Result<Self> {
        let status = answer.status().as_u16();
        let headers = answer.headers().clone();
        let bytes = answer.bytes().await?;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Ok(Self { path: path.to_owned(), status, headers, bytes, text })
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// Where a redirect leads.
    pub fn location(&self) -> Option<String> {
        (300..400).contains(&self.status).then(|| self.header("location").to_owned())
    }

    /// What a person reads, in one line.
    pub fn words(&self) -> String {
        let html = Html::parse_document(&self.text);
        let words: Vec<&str> = html.root_element().text().flat_map(str::split_whitespace).collect();
        words.join(" ")
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("not JSON: {}", self.text))
    }

    /// Texts of the elements that a CSS selector finds.
    pub fn texts(&self, css: &str) -> Vec<String> {
        let html = Html::parse_document(&self.text);
        let one = |element: ElementRef<'_>| {
            element.text().flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
        };
        html.select(&selector(css)).map(one).collect()
    }

    /// An attribute of every element that a CSS selector finds.
    pub fn attributes(&self, css: &str, name: &str) -> Vec<String> {
        let html = Html::parse_document(&self.text);
        html.select(&selector(css)).filter_map(|e| e.attr(name)).map(str::to_owned).collect()
    }

    /// The content of a `<meta name>`.
    pub fn meta(&self, name: &str) -> Option<String> {
        self.attributes(&format!("meta[name=\"{name}\"]"), "content").into_iter().next()
    }

    /// The address of the first link with this text.
    pub fn link(&self, text: &str) -> Option<String> {
        let html = Html::parse_document(&self.text);
        let anchors = selector("a[href]");
        let mut links = html.select(&anchors);
        let found = links.find(|a| a.text().collect::<String>().trim().contains(text))?;
        found.attr("href").map(str::to_owned)
    }

    /// The value of the choice with this explanation below it: a column in a list of columns.
    pub fn choice(&self, name: &str, hint: &str) -> String {
        let html = Html::parse_document(&self.text);
        let (choices, hints) = (selector(".choice"), selector(".choice__hint"));
        let input = selector(&format!("input[name=\"{name}\"]"));
        let said = |choice: &ElementRef<'_>| {
            choice.select(&hints).any(|one| one.text().collect::<String>().trim() == hint)
        };
        let found = html.select(&choices).find(said);
        let field = found.and_then(|choice| choice.select(&input).next());
        let value = field.and_then(|field| field.attr("value"));
        value.unwrap_or_else(|| panic!("{hint} is not offered: {}", self.words())).to_owned()
    }

    /// The value of the option with this label in a select.
    pub fn option(&self, name: &str, label: &str) -> String {
        let html = Html::parse_document(&self.text);
        let options = selector(&format!("select[name=\"{name}\"] option"));
        let found =
            html.select(&options).find(|one| one.text().collect::<String>().trim() == label);
        let value = found.and_then(|option| option.attr("value"));
        value.unwrap_or_else(|| panic!("{label} is not offered: {}", self.words())).to_owned()
    }

    /// The form that came back only because its sender has sent much.
    pub(crate) fn only_asks_to_reckon(&self) -> Option<Form> {
        let asks = self.status == 422 && self.text.contains("id=\"problem-challenge\"");
        asks.then(|| self.form_with("challenge"))
    }

    /// The form whose action ends with this.
    pub fn form(&self, action_end: &str) -> Form {
        self.find_form(|form| form.action.ends_with(action_end))
            .unwrap_or_else(|| panic!("no form {action_end} on {}: {}", self.path, self.words()))
    }

    /// The form that has this field.
    pub fn form_with(&self, field: &str) -> Form {
        let html = Html::parse_document(&self.text);
        let css = selector(&format!("[name=\"{field}\"]"));
        html.select(&selector("form"))
            .find(|form| form.select(&css).next().is_some())
            .map(|form| read_form(form, &self.path))
            .unwrap_or_else(|| panic!("no form with {field} on {}: {}", self.path, self.words()))
    }

    pub fn has_form(&self, action_end: &str) -> bool {
        self.find_form(|form| form.action.ends_with(action_end)).is_some()
    }

    /// The first form of this kind.
    pub fn form_where(&self, fits: impl Fn(&Form) -> bool) -> Form {
        let found = self.find_form(fits);
        found.unwrap_or_else(|| panic!("no such form on {}: {}", self.path, self.words()))
    }

    fn find_form(&self, fits: impl Fn(&Form) -> bool) -> Option<Form> {
        let html = Html::parse_document(&self.text);
        html.select(&selector("form")).map(|form| read_form(form, &self.path)).find(fits)
    }
}

fn read_form(form: ElementRef<'_>, page: &str) -> Form {
    let page = page.split('?').next().unwrap();
    let mut values = Vec::new();
    for field in form.select(&selector("input[name], textarea[name], select[name]")) {
        let name = field.attr("name").unwrap().to_owned();
        match (field.value().name(), field.attr("type").unwrap_or("text")) {
            ("input", "file" | "submit" | "button") => {}
            ("input", "checkbox" | "radio") => {
                if field.attr("checked").is_some() {
                    values.push((name, field.attr("value").unwrap_or("on").to_owned()));
                }
            }
            ("input", _) => values.push((name, field.attr("value").unwrap_or("").to_owned())),
            ("textarea", _) => values.push((name, field.text().collect())),
            _ => {
                let chosen = field.select(&selector("option[selected]")).next();
                let chosen = chosen.or_else(|| field.select(&selector("option")).next());
                let value = chosen.and_then(|option| option.attr("value")).unwrap_or("");
                values.push((name, value.to_owned()));
            }
        }
    }
    Form {
        action: form.attr("action").filter(|a| !a.is_empty()).unwrap_or(page).to_owned(),
        method: form.attr("method").unwrap_or("get").to_uppercase(),
        multipart: form.attr("enctype") == Some("multipart/form-data"),
        values,
        files: Vec::new(),
    }
}

impl Form {
    /// Does what the portal's script does: finds the number that its challenge asks for.
    #[must_use]
    pub fn reckoned(self) -> Self {
        use sha2::{Digest, Sha256};
        let ticket = self.value("challenge").to_owned();
        let bits = ticket.split('.').next().and_then(|bits| bits.parse().ok()).unwrap_or(0);
        if ticket.is_empty() || !self.value("work").is_empty() || !self.value("sum").is_empty() {
            return self;
        }
        let zeros = |work: &u64| -> u32 {
            let digest = Sha256::digest(format!("{ticket}:{work}"));
            u32::from_be_bytes(digest[..4].try_into().unwrap()).leading_zeros()
        };
        let work = (0_u64..).find(|work| zeros(work) >= bits).unwrap();
        self.set("work", work.to_string())
    }

    /// What stands in a field.
    pub fn value(&self, name: &str) -> &str {
        self.values.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// Adds a value beside those that a field already has: one more ticked box.
    #[must_use]
    pub fn tick(mut self, name: &str, value: impl Into<String>) -> Self {
        self.values.push((name.to_owned(), value.into()));
        self
    }

    /// Fills a field in, whatever stood there.
    #[must_use]
    pub fn set(mut self, name: &str, value: impl Into<String>) -> Self {
        self.values.retain(|(known, _)| known != name);
        self.values.push((name.to_owned(), value.into()));
        self
    }

    /// Unticks a box.
    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.values.retain(|(known, _)| known != name);
        self
    }

    /// Chooses a file.
    #[must_use]
    pub fn file(mut self, name: &str, file: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.files.push((name.to_owned(), file.to_owned(), bytes.into()));
        self
    }
}

//! Asking the public side: totals of searches, addresses of articles.

use acceptance::{Browser, Page};
use serde_json::Value;
use url::form_urlencoded::byte_serialize;

use crate::trouble::{Doing, Outcome};

/// The address of a search by the API.
pub fn api_search(words: &str, page_size: usize) -> String {
    format!("/api/v1/search?q={}&page=1&page_size={page_size}", encoded(words))
}

/// The address of a search page.
pub fn page_search(words: &str) -> String {
    format!("/search?q={}", encoded(words))
}

fn encoded(words: &str) -> String {
    byte_serialize(words.as_bytes()).collect()
}

/// How many hits a search counts: by the API, or by its page where a portal has no API.
pub async fn total(visitor: &Browser, words: &str) -> Outcome<u64> {
    let address = api_search(words, 1);
    let mut answer = visitor.get(&address).await;
    if answer.status == 404 {
        answer = visitor.get(&page_search(words)).await;
    }
    hits(&answer).doing(format!("find the total of {address} in an answer {}", answer.status))
}

/// The total that an answer gives, be it JSON or a page.
pub fn hits(answer: &Page) -> Option<u64> {
    if answer.header("content-type").contains("json") {
        return find_total(&serde_json::from_str(&answer.text).ok()?);
    }
    let said = answer.texts(".search-count").concat();
    let digits: String = said.chars().filter(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// The field `total`, wherever the answer has it.
fn find_total(body: &Value) -> Option<u64> {
    let fields = body.as_object()?;
    let own = fields.get("total").and_then(Value::as_u64);
    own.or_else(|| fields.values().find_map(find_total))
}

/// The address of the first article on a column's page.
pub async fn first_article(visitor: &Browser, column: &str) -> Outcome<String> {
    let page = visitor.open(&format!("/{column}")).await;
    let start = format!("/{column}/");
    let mut links = page.attributes("main a[href]", "href").into_iter();
    let found = links.find(|href| href.starts_with(&start) && !href.contains(['?', '#', '.']));
    found.doing(format!("find an article on /{column}"))
}

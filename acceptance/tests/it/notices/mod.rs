//! People are told what concerns them: in the console, by mail, by webhook.

mod console;
mod mail;
mod webhooks;

use acceptance::{Browser, Page};

/// Somebody's notices about this title: what each is called, newest first.
pub async fn told(browser: &Browser, title: &str) -> Vec<String> {
    let page = browser.open("/notices?shelf=all").await;
    about(&page, title)
}

/// The same on a page at hand.
pub fn about(page: &Page, title: &str) -> Vec<String> {
    let titles = page.texts(".notices__link");
    let badges = page.texts(".notices__badge");
    let both = titles.iter().zip(badges);
    both.filter(|(one, _)| one.contains(title)).map(|(_, badge)| badge).collect()
}

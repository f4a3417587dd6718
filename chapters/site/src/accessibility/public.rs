//! `GET /accessibility`.

use serde_json::json;
use structure::frame::{Frame, Place};
use structure::visitor::Visitor;
use web::Answer;

/// The keys, in the order of the list; each has its words in `accessibility-key-…`.
const KEYS: [(&str, &str); 7] = [
    ("?", "list"),
    ("/", "search"),
    ("1", "home"),
    ("M", "mailbox"),
    ("R", "read"),
    ("+", "larger"),
    ("-", "smaller"),
];

/// The page.
pub(crate) async fn show(visitor: Visitor) -> Answer {
    visitor
        .page("", async |visitor| {
            let keys: Vec<_> = KEYS
                .iter()
                .map(|(key, does)| {
                    let words = visitor.app.messages.t(&format!("accessibility-key-{does}"), &[]);
                    json!({ "key": key, "words": words })
                })
                .collect();
            let name = Some(visitor.app.messages.t("accessibility-title", &[]));
            let place = Place { name, path: "accessibility".to_owned(), ..Place::default() };
            let content = json!({ "keys": keys });
            Ok(Frame::of(&visitor, place)?.render(
                &visitor,
                "accessibility.html",
                content,
                vec![],
            )?)
        })
        .await
}

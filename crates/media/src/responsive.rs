//! A public text's pictures in the size and format that each visitor's browser wants, its films with
//! their captions.

use std::collections::HashMap;
use std::sync::LazyLock;

use platform::{Db, Fault};
use regex::{Captures, Regex};

use crate::ids::ItemId;
use crate::items::{Item, Rendition, store};
use crate::uses::codes;

/// How wide a picture is shown at most: the column of an article.
const SIZES: &str = "(max-width: 60rem) 100vw, 50rem";

static PICTURE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"<img src="/media/([23456789bcdfghjkmnpqrstvwxz]{10})/file"([^>]*)>"#).ok()
});

/// The text with every picture of the library in its sizes, and the items it names: the page that
/// shows it carries their tags.
pub async fn responsive(db: &Db, clean_html: &str) -> Result<(String, Vec<ItemId>), Fault> {
    let codes = codes(clean_html);
    if codes.is_empty() {
        return Ok((clean_html.to_owned(), Vec::new()));
    }
    let items = store::public_by_codes(db, &codes).await?;
    let mut made = HashMap::new();
    for item in &items {
        if let Some(version) = store::version_of(db, item).await? {
            made.insert(item.code.as_str(), (item, store::renditions(db, version.id).await?));
        }
    }
    let ids = items.iter().map(|item| item.id).collect();
    let write = |found: &Captures<'_>| {
        let (whole, [code, rest]) = found.extract();
        let picture = made.get(code).and_then(|(item, made)| picture(item, made, rest));
        picture.unwrap_or_else(|| whole.to_owned())
    };
    let html = match PICTURE.as_ref() {
        Some(pattern) => pattern.replace_all(clean_html, write).into_owned(),
        None => clean_html.to_owned(),
    };
    Ok((html, ids))
}

/// One picture: WebP for whoever knows it, JPEG or PNG for the rest.
fn picture(item: &Item, made: &[Rendition], rest: &str) -> Option<String> {
    let scaled = |webp: bool| {
        made.iter().filter(move |one| {
            one.name.starts_with(|c: char| c.is_ascii_digit())
                && (one.media_type == "image/webp") == webp
        })
    };
    let set = |webp: bool| -> String {
        let each = scaled(webp).map(|one| format!("{} {}w", item.file_url(&one.name), one.width));
        each.collect::<Vec<_>>().join(", ")
    };
    let usual = scaled(false).rfind(|one| one.width <= 960).or(scaled(false).next())?;
    // The editor's own size wins.
    let size = if rest.contains(" width=") || rest.contains(" height=") {
        String::new()
    } else {
        format!(" width=\"{}\" height=\"{}\"", usual.width, usual.height)
    };
    Some(format!(
        "<picture><source type=\"image/webp\" srcset=\"{}\" sizes=\"{SIZES}\">\
         <img src=\"{}\" srcset=\"{}\" sizes=\"{SIZES}\"{rest}{size} loading=\"lazy\"></picture>",
        set(true),
        item.file_url(&usual.name),
        set(false),
    ))
}

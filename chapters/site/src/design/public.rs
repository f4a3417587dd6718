//! The page.

use platform::FaultContext;
use serde_json::{Map, Value, json};
use structure::frame::{Frame, Place};
use structure::visitor::Visitor;
use web::{Answer, Error, Rendered};

/// What is shown: its name in the template, the sample it comes from, and where it stands there.
const PARTS: &[(&str, &str, &str)] = &[
    ("banners", "home", "/banners"),
    ("services", "home", "/services/links"),
    ("headlines", "home", "/bands/0/blocks/0"),
    ("blocks", "home", "/bands/1/blocks"),
    ("topics", "home", "/bands/2/blocks/0/links"),
    ("items", "columns.show", "/items"),
    ("pager", "columns.show", "/pager"),
    ("policies", "columns.policies", "/items"),
    ("pictures", "columns.pictures", "/items"),
    ("attachments", "documents.show", "/document/attachments"),
    ("form", "mailbox.new.errors", "/form"),
];

/// `GET /design`
pub async fn show(visitor: Visitor) -> Answer {
    visitor.page("", async |visitor| render(&visitor)).await
}

fn render(visitor: &Visitor) -> Result<Rendered, Error> {
    let theme = &visitor.site()?.theme;
    let picture = visitor.app.assets.url(theme, "hero.webp");
    let mut shown = Map::new();
    for (name, sample, at) in PARTS {
        let path = format!("samples/{sample}.json");
        let text = visitor.app.themes.file(theme, &path).doing("find a sample of the theme")?;
        let sample: Value = serde_json::from_str(&text).doing("read a sample of the theme")?;
        let part = sample.pointer(&format!("/context{at}")).cloned();
        let mut part = part.doing("find a part of a sample")?;
        still(&mut part, picture.as_deref().unwrap_or_default());
        shown.insert((*name).to_owned(), part);
    }
    let name = Some(visitor.app.messages.t("design-title", &[]));
    let place = Place { name, path: "design".to_owned(), ..Place::default() };
    let content = json!({ "shown": shown });
    Ok(Frame::of(visitor, place)?.render(visitor, "design.html", content, vec![])?)
}

/// Samples lead nowhere and bring no pictures: links stay on the page, pictures are the theme's own.
fn still(value: &mut Value, picture: &str) {
    match value {
        Value::Array(all) => all.iter_mut().for_each(|one| still(one, picture)),
        Value::Object(fields) => {
            for (name, field) in fields.iter_mut() {
                match field {
                    Value::String(url)
                        if name == "url" || name.ends_with("_url") || name == "link" =>
                    {
                        if !url.is_empty() {
                            "#content".clone_into(url);
                        }
                    }
                    Value::Object(fields) if name == "picture" => {
                        fields.insert("url".to_owned(), picture.into());
                    }
                    other => still(other, picture),
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::still;

    #[test]
    fn samples_lead_nowhere() {
        let mut part = json!([{ "url": "/s", "link": "", "new_url": "/n", "name": "甲",
            "picture": { "url": "/p.jpg", "alt": "" } }]);
        still(&mut part, "/hero.webp");
        assert_eq!(
            part,
            json!([{ "url": "#content", "link": "", "new_url": "#content",
            "name": "甲", "picture": { "url": "/hero.webp", "alt": "" } }])
        );
    }
}

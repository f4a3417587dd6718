//! Trying a theme: every template compiles, and every page renders from its samples.

use platform::{Fault, FaultContext};
use serde::Deserialize;
use serde_json::Value;

use crate::themes::Themes;

/// A sample of a page: `samples/**.json` of a theme. It names its template and its values, or its
/// file is named for the template (`samples/desk/show.html.empty.json`) and holds the values.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Sample {
    Named { template: String, context: Value },
    Values(Value),
}

/// What was tried.
#[derive(Debug, Default)]
pub struct ThemeCheck {
    /// Pages that rendered: the sample's path and the page.
    pub pages: Vec<(String, String)>,
    /// What failed.
    pub faults: Vec<Fault>,
}

impl Themes {
    /// Tries a theme (or `console`) with its samples.
    pub fn check(&self, theme: &str) -> ThemeCheck {
        let mut check = ThemeCheck::default();
        for path in self.files(theme) {
            let extension = path.rsplit('.').next().unwrap_or_default();
            match (extension, path.starts_with("samples/")) {
                ("html", _) => check.faults.extend(self.compile(theme, &path).err()),
                ("json", true) => match self.render_sample(theme, &path) {
                    Ok(page) => check.pages.push((path, page)),
                    Err(fault) => check.faults.push(fault),
                },
                _ => {}
            }
        }
        check
    }

    fn render_sample(&self, theme: &str, path: &str) -> Result<String, Fault> {
        let text = self.file(theme, path).doing(format!("read sample {path}"))?;
        let sample = serde_json::from_str(&text).doing(format!("understand sample {path}"))?;
        let page = match sample {
            Sample::Named { template, context } => self.render_strictly(theme, &template, &context),
            Sample::Values(values) => {
                let template =
                    named_template(path).doing(format!("name the template of {path}"))?;
                self.render_strictly(theme, &template, &values)
            }
        };
        page.map_err(|fault| Fault::caused(format!("try sample {path}"), fault))
    }
}

/// `desk/show.html` of `samples/desk/show.html.empty.json`.
fn named_template(path: &str) -> Option<String> {
    let (stem, _) = path.strip_prefix("samples/")?.split_once(".html")?;
    Some(format!("{stem}.html"))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::assets::Assets;
    use crate::messages::Messages;

    #[test]
    fn samples_are_rendered_and_broken_templates_are_named() {
        let dir = tempfile::tempdir().unwrap();
        let files = [
            ("river/good.html", "<p>{{ name }}</p>"),
            ("river/broken.html", "{% if %}"),
            ("river/samples/good.html.other.json", r#"{"name":"乙"}"#),
            ("river/samples/good.json", r#"{"template":"good.html","context":{"name":"甲"}}"#),
            ("river/samples/bad.json", r#"{"template":"good.html","context":{}}"#),
        ];
        for (name, text) in files {
            let path = dir.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        let assets = Arc::new(Assets::load(Some(dir.path())));
        let messages = Arc::new(Messages::own());
        let themes = Themes::new(messages, assets, Some(dir.path().to_owned()));
        let check = themes.check("river");
        assert!(check.pages.contains(&("samples/good.json".into(), "<p>甲</p>".into())));
        assert!(check.pages.contains(&("samples/good.html.other.json".into(), "<p>乙</p>".into())));
        let faults: Vec<String> = check.faults.iter().map(Fault::chain).collect();
        assert!(faults.iter().any(|fault| fault.contains("broken.html")), "{faults:?}");
        assert!(faults.iter().any(|fault| fault.contains("bad.json")), "{faults:?}");
    }
}

//! Trying a theme: every template compiles, and every page renders from its samples.

use serde::Deserialize;

use crate::themes::Themes;
use platform::{Fault, FaultContext};

/// A sample of a page: `samples/**.json` of a theme.
#[derive(Debug, Deserialize)]
struct Sample {
    template: String,
    context: serde_json::Value,
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
        let text = self
            .file(theme, path)
            .doing(format!("read sample {path}"))?;
        let sample: Sample =
            serde_json::from_str(&text).doing(format!("understand sample {path}"))?;
        let page = self.render_template(theme, &sample.template, &sample.context);
        page.map_err(|fault| Fault::caused(format!("try sample {path}"), fault))
    }
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
            (
                "river/samples/good.json",
                r#"{"template":"good.html","context":{"name":"甲"}}"#,
            ),
            (
                "river/samples/bad.json",
                r#"{"template":"good.html","context":{}}"#,
            ),
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
        assert!(
            check
                .pages
                .contains(&("samples/good.json".into(), "<p>甲</p>".into()))
        );
        let faults: Vec<String> = check.faults.iter().map(Fault::chain).collect();
        assert!(
            faults.iter().any(|fault| fault.contains("broken.html")),
            "{faults:?}"
        );
        assert!(
            faults.iter().any(|fault| fault.contains("bad.json")),
            "{faults:?}"
        );
    }
}

//! `weiyang themes check DIR`: everything that is wrong with a theme, said to its maker, and its pages
//! in every view for looking at.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use platform::{Fault, FaultContext};
use web::assets::Assets;
use web::theme_check::View;
use web::{Messages, Themes, theme_folder};

use crate::cli::CheckTheme;
use crate::commands::say;

/// Looks the folder over, renders every sample in every view, writes the pages if asked.
pub fn check(args: &CheckTheme) -> Result<ExitCode, Fault> {
    let folder = args.dir.canonicalize().doing(format!("find {}", args.dir.display()))?;
    let parent = folder.parent().doing("find the folder above the theme")?;
    let name = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
    let assets = Arc::new(Assets::load(Some(parent)));
    let messages = Arc::new(Messages::embedded()?);
    let themes = Themes::new(messages, assets.clone(), Some(parent.to_owned()));
    if !web::is_theme_name(&name) {
        say(&format!("{name}: a theme's folder is named with letters, digits, - and _"));
        return Ok(ExitCode::FAILURE);
    }
    let mut flaws: Vec<String> =
        theme_folder::flaws(&folder, |path| themes.default_has(path)).iter().map(ToString::to_string).collect();
    let mut pages = Vec::new();
    for view in View::ALL {
        let check = themes.check_in(&name, view);
        flaws.extend(check.faults.iter().map(|fault| format!("{}: {}", view.word(), fault.chain())));
        pages.extend(check.pages.into_iter().map(|(sample, page)| (page_name(&sample, view), page)));
    }
    if let Some(out) = &args.out {
        write(out, &name, &assets, &pages)?;
    }
    flaws.sort();
    flaws.dedup();
    for flaw in &flaws {
        say(flaw);
    }
    say(&format!("{name}: {} pages rendered in {} views, {} flaws", pages.len(), View::ALL.len(), flaws.len()));
    Ok(if flaws.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// `home.elder.html` of `samples/home.json`.
fn page_name(sample: &str, view: View) -> String {
    let stem = sample.trim_start_matches("samples/").trim_end_matches(".json").replace('/', ".");
    format!("{stem}.{}.html", view.word())
}

/// The pages with their styles and pictures beside them, so that a browser opens them as files.
fn write(out: &Path, theme: &str, assets: &Assets, pages: &[(String, String)]) -> Result<(), Fault> {
    let doing = || format!("write below {}", out.display());
    std::fs::create_dir_all(out.join("assets")).doing(doing())?;
    for (url, bytes) in assets.written(theme) {
        let file = out.join(url.trim_start_matches('/'));
        if let Some(above) = file.parent() {
            std::fs::create_dir_all(above).doing(doing())?;
        }
        // Styles name pictures by address; beside each other they are found by name.
        let style = url.rsplit_once('.').is_some_and(|(_, kind)| kind == "css");
        let bytes = match std::str::from_utf8(&bytes) {
            Ok(text) if style => text.replace("url(/assets/", "url(").into_bytes(),
            _ => bytes.to_vec(),
        };
        std::fs::write(file, bytes).doing(doing())?;
    }
    let mut index = String::from("<!DOCTYPE html><meta charset=\"utf-8\"><title>pages</title><ul>\n");
    for (name, page) in pages {
        let page = page.replace("\"/assets/", "\"assets/");
        std::fs::write(out.join(name), page).doing(doing())?;
        index.push_str(&format!("<li><a href=\"{name}\">{name}</a></li>\n"));
    }
    std::fs::write(out.join("index.html"), index + "</ul>\n").doing(doing())
}

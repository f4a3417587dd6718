//! `weiyang themes check DIR`: everything that is wrong with a theme, said to its maker with file and line.

mod contrast;

use std::process::ExitCode;
use std::sync::Arc;

use platform::{Fault, FaultContext};
use web::assets::Assets;
use web::themes::is_theme_name;
use web::{Messages, Themes, theme_folder};

use crate::cli::CheckTheme;
use crate::commands::say;

/// Looks the folder over, renders every sample with it, measures its colours.
pub fn check(args: &CheckTheme) -> Result<ExitCode, Fault> {
    let folder = args.dir.canonicalize().doing(format!("find {}", args.dir.display()))?;
    let parent = folder.parent().doing("find the folder above the theme")?;
    let name = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
    if !is_theme_name(&name) {
        say(&format!("{name}: a theme's folder is named with letters, digits, - and _"));
        return Ok(ExitCode::FAILURE);
    }
    let assets = Arc::new(Assets::load(Some(parent)));
    let messages = Arc::new(Messages::embedded()?);
    let themes = Themes::new(messages, assets.clone(), Some(parent.to_owned()));
    let found = theme_folder::flaws(&folder, |path| themes.default_has(path));
    let mut flaws: Vec<String> = found.iter().map(ToString::to_string).collect();
    let check = themes.check(&name);
    flaws.extend(check.faults.iter().map(Fault::chain));
    flaws.extend(contrast::flaws(&assets, &name));
    flaws.sort();
    flaws.dedup();
    for flaw in &flaws {
        say(flaw);
    }
    say(&format!("{name}: {} pages rendered, {} flaws", check.pages.len(), flaws.len()));
    Ok(if flaws.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

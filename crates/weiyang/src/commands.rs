//! What each command does.

use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;

use platform::{Fault, FaultContext};
use serde_json::json;
use web::assets::{Assets, CONSOLE, DEFAULT};
use web::{Messages, Themes};

use crate::cli::{Audit, Command, Import, Place, ThemeWork};
use crate::listeners::serve;
use crate::start::{chapters, open, open_for_commands, settings};
use crate::{backups, demo, import, import_letters, inspect, log, mirror, suggestions, themes};

/// Runs a command.
pub async fn run(command: Command) -> Result<ExitCode, Fault> {
    match command {
        Command::Serve(place) => {
            let settings = settings(&place)?;
            let _log = log::start(&settings.log);
            let app = open(settings).await?;
            demo::first_administrators(&app).await?;
            serve(app, |public, console| {
                say(&format!("visitors  {public}/\nstaff     {console}/"));
            })
            .await?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Demo(place) => demo::run(&place).await,
        Command::Import(Import::Documents(args)) => {
            let settings = settings(&args.place)?;
            let _log = log::start(&settings.log);
            import::run(settings, &args).await
        }
        Command::Import(Import::Letters(args)) => {
            let settings = settings(&args.place)?;
            let _log = log::start(&settings.log);
            import_letters::run(settings, &args).await
        }
        Command::Audit(Audit::Verify(place)) => audit(&place).await,
        Command::Inspect(args) => inspect::run(&args).await,
        Command::Suggestions(place) => suggestions::run(&place).await,
        Command::Backup(args) => backups::backup(&args).await,
        Command::Verify(args) => backups::verify(&args).await,
        Command::Restore(args) => backups::restore(&args).await,
        Command::BackupKey { file } => {
            protection::backups::draw_key(&file)?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Mirror(args) => mirror::run(&args).await,
        Command::Themes(ThemeWork::Check(args)) => themes::check(&args),
        Command::Routes => routes(),
        Command::Selfcheck(place) => selfcheck(&place),
        Command::Openapi => {
            say(&site::openapi(&crate::start::api_parts())?);
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// Prints to the standard output; a closed pipe is nobody's fault.
pub fn say(text: &str) {
    let _ = writeln!(std::io::stdout().lock(), "{text}");
}

async fn audit(place: &Place) -> Result<ExitCode, Fault> {
    let settings = settings(place)?;
    let _log = log::start(&settings.log);
    let anchor = protection::last_anchor(&settings.data.dir);
    let (app, _) = open_for_commands(settings).await?;
    let outcome = protection::verify_live(&app.db, anchor).await?;
    say(&serde_json::to_string_pretty(&outcome).doing("print the verification")?);
    Ok(if outcome.findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Also for operators, after a theme or a version has changed.
fn selfcheck(place: &Place) -> Result<ExitCode, Fault> {
    let settings = settings(place)?;
    let _log = log::start(&settings.log);
    let messages = Arc::new(Messages::embedded()?);
    let themes_dir = settings.data.themes;
    let assets = Arc::new(Assets::load(themes_dir.as_deref()));
    let themes = Themes::new(messages, assets, themes_dir);
    let mut broken = 0;
    for theme in [DEFAULT, CONSOLE] {
        let check = themes.check(theme);
        say(&format!(
            "{theme}: {} samples rendered, {} faults",
            check.pages.len(),
            check.faults.len()
        ));
        for fault in &check.faults {
            say(&format!("  {}", fault.chain()));
        }
        broken += check.faults.len();
    }
    Ok(if broken == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn routes() -> Result<ExitCode, Fault> {
    let chapter = chapters();
    let console = chapter.console.iter().map(|route| {
        json!({
            "listener": "console", "method": route.method, "path": route.path,
            "needs": format!("{:?}", route.needs),
        })
    });
    let public = chapter.public.iter().map(|route| {
        json!({ "listener": "public", "method": route.method, "path": route.path, "needs": "Nothing" })
    });
    let all: Vec<_> = console.chain(public).collect();
    say(&serde_json::to_string_pretty(&all).doing("print the routes")?);
    Ok(ExitCode::SUCCESS)
}

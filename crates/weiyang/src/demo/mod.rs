//! The demo: an invented district with units, columns, accounts and documents, made at the first start
//! of a folder and continued at the next.

mod accounts;
mod data;
mod documents;
mod governance;
mod letters;
mod media;
mod reply_templates;
mod reports;
mod structure;
mod work;

use std::process::ExitCode;

use ::structure::App;
use platform::Fault;

use crate::cli::Place;
use crate::commands::say;
use crate::listeners::serve;
use crate::log;
use crate::start::{open, settings};

pub use accounts::first_administrators;

/// The password of every demo account.
pub const PASSWORD: &str = "Weiyang-2026";

/// `weiyang demo`
pub async fn run(place: &Place) -> Result<ExitCode, Fault> {
    let mut settings = settings(place)?;
    let _log = log::start(&settings.log);
    if settings.public.base_url.is_none() && !settings.public.address.ends_with(":0") {
        let scheme = if settings.public.tls.is_some() { "https" } else { "http" };
        settings.public.base_url = Some(format!("{scheme}://{}", settings.public.address));
    }
    // The password is printed below for everybody to see; a slow hash would protect nothing.
    settings.sign_in.hash_cost = ::structure::sign_in::HashCost::Cheap;
    // A visitor to the demo has no authenticator at hand; every account may still set one up.
    settings.sign_in.second_factor = ::structure::sign_in::SecondFactorDemand::Optional;
    let app = open(settings).await?;
    if app.tree().units().is_empty() {
        say("未央：正在建立演示区（单位、栏目、账号、稿件）……");
        // What is under way has been so for days, and letters have come for weeks.
        let mut ahead = letters::HOURS * 3_600;
        app.clock().advance_seconds(-ahead);
        structure::load(&app.db).await?;
        app.reload_tree().await?;
        accounts::load(&app).await?;
        let mut letters = letters::Letters::read(&app).await?;
        letters.until(&app, &mut ahead, work::HOURS * 3_600).await?;
        governance::load(&app).await?;
        documents::load(&app).await?;
        media::load(&app).await?;
        reply_templates::load(&app).await?;
        work::load(&app, letters).await?;
        reports::load(&app).await?;
    }
    let listed = accounts::listed()?;
    serve(app, move |public, console| {
        say(&format!(
            "\n  未央演示区已就绪\n\n  公众网站  {public}/\n  管理台    {console}/\n\n  演示账号（口令均为 {PASSWORD}）\n{listed}\n  按 Ctrl+C 停止；再次运行会接着用同一份数据。"
        ));
    })
    .await?;
    Ok(ExitCode::SUCCESS)
}

/// The structure as it is now.
fn tree(app: &App) -> std::sync::Arc<::structure::Tree> {
    app.tree()
}

//! `weiyang suggestions`: how good the suggestions are on the letters that are here (article 32).

use std::process::ExitCode;

use cases::likeness::{Share, measured};
use platform::Fault;

use crate::cli::Place;
use crate::commands::say;
use crate::start::{open_for_commands, settings};

/// Runs the command.
pub async fn run(place: &Place) -> Result<ExitCode, Fault> {
    let (app, _) = open_for_commands(settings(place)?).await?;
    let quality = measured(&app, interaction::LETTERS.code).await?;
    say(&format!("{} letters", quality.cases));
    for (what, share) in [
        ("own answer among ten, answers alone indexed", quality.own_answer),
        ("the same, asked in the words of offices too", quality.in_office_words),
        ("own answer among ten, letters and answers indexed", quality.own_case),
        ("the same while only the title is typed", quality.by_title),
        ("sent again with changes, the first one stands first", quality.again),
    ] {
        say(&line(what, share));
    }
    Ok(ExitCode::SUCCESS)
}

fn line(what: &str, share: Share) -> String {
    format!("{what}: {} of {}, {:.1} %", share.found, share.asked, share.percent())
}

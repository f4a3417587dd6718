//! The log: text for a person, JSON for a collector, never personal data.

mod priorities;

use std::io::IsTerminal;

use structure::{LogFormat, LogSettings};
use tracing_appender::non_blocking::{NonBlockingBuilder, WorkerGuard};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::format;
use tracing_subscriber::fmt::format::JsonFields;

use priorities::{Prioritised, journal_listens};

/// Says why the program ends: not as a line of the log, which may not have been started, but as grave for the
/// journal.
pub fn last_words(why: &str) {
    let mark = if journal_listens() { "<3>" } else { "" };
    eprintln!("{mark}weiyang: {why}");
}

/// Starts the log on stderr. Lines are written by a thread of their own, so that no answer waits
/// for a disk; none is left out. What is still waiting is written when the guard is dropped.
pub fn start(settings: &LogSettings) -> WorkerGuard {
    let asked = EnvFilter::try_new(&settings.level);
    let broken = asked.as_ref().err().map(ToString::to_string);
    let filter = asked.unwrap_or_else(|_| EnvFilter::new("info"));
    let (writer, guard) = NonBlockingBuilder::default().lossy(false).finish(std::io::stderr());
    // Colours are for a person who looks on; in a file they are rubbish.
    let colours = std::io::stderr().is_terminal();
    let log =
        tracing_subscriber::fmt().with_env_filter(filter).with_ansi(colours).with_writer(writer);
    let for_journal = journal_listens();
    // A second start (in tests) finds a log already there.
    let _ = match settings.format {
        LogFormat::Text => {
            log.event_format(Prioritised { lines: format(), for_journal }).try_init()
        }
        LogFormat::Json => log
            .fmt_fields(JsonFields::new())
            .event_format(Prioritised { lines: format().json(), for_journal })
            .try_init(),
    };
    if let Some(cause) = broken {
        tracing::warn!(cause, "[log] level can't be read: info it is");
    }
    guard
}

//! What systemd's journal is told of a line: a number in angle brackets before it, as in sd-daemon(3).
//! `journalctl -p warning` then shows what somebody should read.

use std::fmt;

use tracing::{Event, Level, Subscriber};
use tracing_subscriber::fmt::format::Writer;
use tracing_subscriber::fmt::{FmtContext, FormatEvent, FormatFields};
use tracing_subscriber::registry::LookupSpan;

/// Lines as another format writes them, with their priority before them where the journal listens.
pub(super) struct Prioritised<F> {
    pub lines: F,
    pub for_journal: bool,
}

impl<S, N, F> FormatEvent<S, N> for Prioritised<F>
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    N: for<'a> FormatFields<'a> + 'static,
    F: FormatEvent<S, N>,
{
    fn format_event(
        &self,
        ctx: &FmtContext<'_, S, N>,
        mut writer: Writer<'_>,
        event: &Event<'_>,
    ) -> fmt::Result {
        if self.for_journal {
            write!(writer, "<{}>", priority(*event.metadata().level()))?;
        }
        self.lines.format_event(ctx, writer, event)
    }
}

/// The level as syslog counts.
fn priority(level: Level) -> u8 {
    match level {
        Level::ERROR => 3,
        Level::WARN => 4,
        Level::INFO => 6,
        Level::DEBUG | Level::TRACE => 7,
    }
}

/// Whether stderr leads to the journal: systemd names the stream's device and inode, and a program that was
/// started by another one inherits the name, but not the stream.
#[expect(clippy::disallowed_methods, reason = "systemd tells it in no other way")]
pub(super) fn journal_listens() -> bool {
    let named = std::env::var("JOURNAL_STREAM");
    let own = rustix::fs::fstat(std::io::stderr());
    matches!((named, own), (Ok(named), Ok(own)) if named == format!("{}:{}", own.st_dev, own.st_ino))
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::sync::{Arc, Mutex};

    use super::*;

    #[derive(Clone, Default)]
    struct Paper(Arc<Mutex<Vec<u8>>>);

    impl Write for Paper {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    fn written(for_journal: bool) -> String {
        let paper = Paper::default();
        let own = paper.clone();
        let lines = tracing_subscriber::fmt::format().with_ansi(false).without_time();
        let log = tracing_subscriber::fmt()
            .event_format(Prioritised { lines, for_journal })
            .with_writer(move || own.clone())
            .finish();
        tracing::subscriber::with_default(log, || {
            tracing::error!("one");
            tracing::warn!("two");
            tracing::info!("three");
        });
        String::from_utf8(paper.0.lock().unwrap().clone()).unwrap()
    }

    #[test]
    fn the_journal_hears_how_grave_a_line_is_and_nobody_else_does() {
        let lines = written(true);
        let begins: Vec<&str> = lines.lines().filter_map(|line| line.get(..3)).collect();
        assert_eq!(begins, ["<3>", "<4>", "<6>"], "{lines}");
        assert!(!written(false).contains('<'));
    }
}

//! The log: text for a person, JSON for a collector, never personal data.

use structure::{LogFormat, LogSettings};
use tracing_subscriber::EnvFilter;

/// Starts the log on stderr.
pub fn start(settings: &LogSettings) {
    let filter = EnvFilter::try_new(&settings.level).unwrap_or_else(|_| EnvFilter::new("info"));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // A second start (in tests) finds a log already there.
    let _ = match settings.format {
        LogFormat::Text => log.try_init(),
        LogFormat::Json => log.json().try_init(),
    };
}

//! All settings of the program, a section per concern; unknown keys are refused.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use chrono::{Months, NaiveDate};
use files::FileSettings;
use platform::Time;
use platform::db::DatabaseSettings;
use serde::Deserialize;

use crate::listener_settings::ListenerSettings;
use crate::notice_settings::{
    ChallengeSettings, CodeSettings, LetterSettings, MailSettings, SmsSettings, WebhookSettings,
};
use crate::sign_in::SignInSettings;
use crate::watch_settings::{AlertSettings, AvailabilitySettings};

/// The whole settings file.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Where database, files, index and keys lie when nothing else is said.
    pub data: DataSettings,
    /// What visitors reach.
    pub public: ListenerSettings,
    /// What staff reach.
    pub console: ListenerSettings,
    /// The database.
    pub database: DatabaseSettings,
    /// Attachments and pictures.
    pub files: Option<FileSettings>,
    /// How staff sign in.
    pub sign_in: SignInSettings,
    /// The page cache.
    pub cache: CacheSettings,
    /// What may be uploaded.
    pub uploads: UploadSettings,
    /// What is typed and not saved yet.
    pub writing: WritingSettings,
    /// Share cards.
    pub cards: CardSettings,
    /// Links that lead out of the portal.
    pub links: LinkSettings,
    /// The portal's inspection of itself.
    pub inspection: InspectionSettings,
    /// The mail server that notices leave by, if there is one.
    pub mail: Option<MailSettings>,
    /// The address that notices are posted to, if there is one.
    pub webhook: Option<WebhookSettings>,
    /// The gateway that text messages leave by, if there is one.
    pub sms: Option<SmsSettings>,
    /// Codes that prove a telephone or a mailbox.
    pub codes: CodeSettings,
    /// What is asked of whoever sends much.
    pub challenges: ChallengeSettings,
    /// Letters to the government.
    pub letters: LetterSettings,
    /// What follows from ratings.
    pub ratings: RatingSettings,
    /// How long it is kept who sent what.
    pub retention: RetentionSettings,
    /// When somebody is told that the portal is not well.
    pub alerts: AlertSettings,
    /// How the portal asks itself whether it can be reached.
    pub availability: AvailabilitySettings,
    /// The log.
    pub log: LogSettings,
    /// How a node takes its leave.
    pub stopping: StoppingSettings,
}

/// Section `[data]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DataSettings {
    /// The data folder.
    pub dir: PathBuf,
    /// Folder with themes that override the built-in one, if any.
    pub themes: Option<PathBuf>,
}

impl Default for DataSettings {
    fn default() -> Self {
        Self { dir: PathBuf::from("data"), themes: None }
    }
}

/// Section `[cache]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CacheSettings {
    /// Megabytes of pages kept in memory.
    pub megabytes: usize,
    /// Whether pages are compressed when they are kept; a proxy in front may do it instead.
    pub compress: bool,
}

impl Default for CacheSettings {
    fn default() -> Self {
        Self { megabytes: 256, compress: true }
    }
}

/// Section `[uploads]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct UploadSettings {
    /// Megabytes of one request.
    pub megabytes: usize,
    /// The virus scanner that is asked, if any: `unix:/run/clamav/clamd.ctl`, `tcp:127.0.0.1:3310`.
    pub clamd: Option<String>,
}

impl Default for UploadSettings {
    fn default() -> Self {
        Self { megabytes: 50, clamd: None }
    }
}

/// Section `[writing]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct WritingSettings {
    /// Days after which what was typed and never saved is forgotten.
    pub autosave_days: i64,
}

impl Default for WritingSettings {
    fn default() -> Self {
        Self { autosave_days: 90 }
    }
}

/// Section `[cards]` (article 44).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CardSettings {
    /// The font file that the titles of share cards are drawn in; without it there are no cards.
    pub font: PathBuf,
}

impl Default for CardSettings {
    fn default() -> Self {
        // Where Debian's fonts-noto-cjk puts it.
        Self { font: PathBuf::from("/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc") }
    }
}

/// Section `[links]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LinkSettings {
    /// Hosts that links lead to without a word, each with everything below it.
    pub trusted_hosts: Vec<String>,
}

impl Default for LinkSettings {
    fn default() -> Self {
        Self { trusted_hosts: vec!["gov.cn".to_owned()] }
    }
}

/// Section `[ratings]` (article 29; norm 好差评).
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RatingSettings {
    /// Working days within which somebody asks whoever is not content 回访; 0: nobody must.
    pub follow_up_days: u32,
}

impl Default for RatingSettings {
    fn default() -> Self {
        Self { follow_up_days: 1 }
    }
}

/// Section `[retention]` (article 28; the law on personal information, article 19).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RetentionSettings {
    /// Years from the end of a case until it is forgotten who sent it.
    pub years: u32,
    /// Other years for single kinds of cases, by their word.
    pub kinds: BTreeMap<String, u32>,
}

impl Default for RetentionSettings {
    fn default() -> Self {
        Self { years: 10, kinds: BTreeMap::new() }
    }
}

impl RetentionSettings {
    fn months(&self, kind: &str) -> Months {
        Months::new(self.kinds.get(kind).unwrap_or(&self.years).saturating_mul(12))
    }

    /// When a case that ended at a moment is forgotten.
    pub fn ends(&self, kind: &str, ended: Time) -> Time {
        let day = ended.day();
        Time::from_day(day.checked_add_months(self.months(kind)).unwrap_or(NaiveDate::MAX))
    }

    /// Cases that ended before this are forgotten now.
    pub fn ends_before(&self, kind: &str, now: Time) -> Time {
        let day = now.day();
        Time::from_day(day.checked_sub_months(self.months(kind)).unwrap_or(NaiveDate::MIN))
    }
}

/// Section `[inspection]` (article 38).
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct InspectionSettings {
    /// Whether the whole site is walked each night; if not, only when somebody asks for it.
    pub nightly: bool,
}

impl Default for InspectionSettings {
    fn default() -> Self {
        Self { nightly: true }
    }
}

/// Section `[stopping]`.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct StoppingSettings {
    /// Seconds for which a node that was told to stop says no on `/readyz` and answers everybody still:
    /// as long as a balancer needs to notice.
    pub linger_seconds: u32,
}

impl StoppingSettings {
    /// The same as a span.
    pub fn linger(self) -> Duration {
        Duration::from_secs(self.linger_seconds.into())
    }
}

/// Section `[log]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LogSettings {
    /// `info`, `debug`, or per module as `tracing` understands it.
    pub level: String,
    /// `text` or `json`.
    pub format: LogFormat,
}

impl Default for LogSettings {
    fn default() -> Self {
        Self { level: "info".to_owned(), format: LogFormat::Text }
    }
}

/// How a log line looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogFormat {
    /// For a person at a terminal.
    #[default]
    Text,
    /// For a log collector.
    Json,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_example_may_be_taken() {
        let example = include_str!("../../../weiyang.example.toml");
        let is_setting = |line: &str| {
            let name = line.trim_start_matches(|c: char| c.is_ascii_lowercase() || c == '_');
            line.starts_with('[') || (name.len() < line.len() && name.starts_with(" = "))
        };
        let lines: Vec<&str> = example
            .lines()
            .map(|line| line.strip_prefix("# ").filter(|rest| is_setting(rest)).unwrap_or(line))
            .collect();
        let taken = lines.join("\n");
        let file = tempfile::NamedTempFile::new().unwrap();
        for (text, tls) in [(example, false), (&*taken, true)] {
            std::fs::write(file.path(), text).unwrap();
            let settings: Settings = platform::settings::read(Some(file.path())).unwrap();
            assert_eq!(settings.public.tls.is_some(), tls);
            assert!(settings.public.hsts_subdomains);
        }
    }

    #[test]
    fn years_are_counted_by_the_calendar_and_kinds_may_have_their_own() {
        let at = |text: &str| Time::parse_local(text).unwrap();
        let kinds = BTreeMap::from([("correction-reports".to_owned(), 3)]);
        let kept = RetentionSettings { years: 10, kinds };
        // A leap day ends on the last day of its month.
        assert_eq!(kept.ends("letters", at("2028-02-29T15:00")).date(), "2038-02-28");
        assert_eq!(kept.ends("correction-reports", at("2026-11-29T15:00")).date(), "2029-11-29");
        let before = kept.ends_before("letters", at("2036-11-29T03:30"));
        assert_eq!(before, at("2026-11-29T00:00"));
        assert!(kept.ends("letters", at("2026-11-28T23:59")) < at("2036-11-29T03:30"));
    }
}

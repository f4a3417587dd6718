//! What facts mean: a state for each part with a sentence, and what is alarming. Pure, so that the
//! screen, the alerts and the tests can't come to different verdicts.

mod outside;
mod security;
mod within;

use structure::{AlertSettings, AvailabilitySettings};
use web::Message;

use super::facts::Facts;

/// What the judgement goes by.
#[derive(Clone, Copy, Debug)]
pub struct Bounds<'a> {
    /// Section `[alerts]`.
    pub alerts: &'a AlertSettings,
    /// Section `[availability]`.
    pub availability: &'a AvailabilitySettings,
    /// Whether mail, text messages or posts leave the house at all.
    pub sends: bool,
}

/// A part of the portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// Nodes.
    Nodes,
    /// How the sites open from outside.
    Availability,
    /// Followers of the journal.
    Followers,
    /// The queue.
    Jobs,
    /// What waits for its way out.
    Messages,
    /// The database.
    Database,
    /// The store of files.
    Files,
    /// Room on disks.
    Disks,
    /// The nodes' clocks.
    Clock,
    /// Faults.
    Errors,
    /// Slow pages.
    Slow,
    /// Pages in memory.
    Cache,
    /// The search index.
    Index,
    /// Certificates.
    Certificates,
    /// The last backup.
    Backup,
    /// The last verification of the journal.
    Verification,
    /// The static mirror.
    Mirror,
    /// Lockouts, refusals, tampering.
    Security,
}

impl Part {
    /// As messages name it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Nodes => "nodes",
            Self::Availability => "availability",
            Self::Followers => "followers",
            Self::Jobs => "jobs",
            Self::Messages => "messages",
            Self::Database => "database",
            Self::Files => "files",
            Self::Disks => "disks",
            Self::Clock => "clock",
            Self::Errors => "errors",
            Self::Slow => "slow",
            Self::Cache => "cache",
            Self::Index => "index",
            Self::Certificates => "certificates",
            Self::Backup => "backup",
            Self::Verification => "verification",
            Self::Mirror => "mirror",
            Self::Security => "security",
        }
    }
}

/// How a part is; a later one is worse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// All is well.
    Good,
    /// Nothing is known of it.
    Unknown,
    /// Somebody should look.
    Attention,
    /// Something is broken.
    Bad,
}

impl Level {
    /// As messages name it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Unknown => "unknown",
            Self::Attention => "attention",
            Self::Bad => "bad",
        }
    }

    /// The tone of its badge.
    pub fn tone(self) -> Option<&'static str> {
        match self {
            Self::Good => Some("good"),
            Self::Unknown => None,
            Self::Attention => Some("warn"),
            Self::Bad => Some("danger"),
        }
    }
}

/// A part, how it is, and what that means.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The part.
    pub part: Part,
    /// How it is.
    pub level: Level,
    /// Its figures.
    pub value: Message,
    /// What they mean and what to do.
    pub meaning: Message,
    /// What somebody must be told of.
    pub alarms: Vec<Alarm>,
}

/// Something that somebody must be told of.
#[derive(Clone, Debug)]
pub struct Alarm {
    /// By which rule.
    pub rule: Rule,
    /// Of what: the same rule may hold for several nodes, sites, disks.
    pub subject: String,
    /// In words.
    pub said: Message,
}

/// The rules of alerts; their names say it, their texts are in `alerts.ftl`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rule {
    NodeGone,
    FollowerBehind,
    JobFailed,
    JobsLate,
    MessagesStuck,
    DatabaseSlow,
    FilesAway,
    DiskFull,
    ClockAstray,
    Errors,
    SlowPages,
    Certificate,
    Backup,
    Verification,
    Tampering,
    MirrorAltered,
    MirrorGone,
    SiteDown,
    Availability,
    Lockouts,
    SignInFailures,
    Refusals,
}

impl Rule {
    /// All rules.
    pub const ALL: [Self; 22] = [
        Self::NodeGone,
        Self::FollowerBehind,
        Self::JobFailed,
        Self::JobsLate,
        Self::MessagesStuck,
        Self::DatabaseSlow,
        Self::FilesAway,
        Self::DiskFull,
        Self::ClockAstray,
        Self::Errors,
        Self::SlowPages,
        Self::Certificate,
        Self::Backup,
        Self::Verification,
        Self::Tampering,
        Self::MirrorAltered,
        Self::MirrorGone,
        Self::SiteDown,
        Self::Availability,
        Self::Lockouts,
        Self::SignInFailures,
        Self::Refusals,
    ];

    /// As stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::NodeGone => "node_gone",
            Self::FollowerBehind => "follower_behind",
            Self::JobFailed => "job_failed",
            Self::JobsLate => "jobs_late",
            Self::MessagesStuck => "messages_stuck",
            Self::DatabaseSlow => "database_slow",
            Self::FilesAway => "files_away",
            Self::DiskFull => "disk_full",
            Self::ClockAstray => "clock_astray",
            Self::Errors => "errors",
            Self::SlowPages => "slow_pages",
            Self::Certificate => "certificate",
            Self::Backup => "backup",
            Self::Verification => "verification",
            Self::Tampering => "tampering",
            Self::MirrorAltered => "mirror_altered",
            Self::MirrorGone => "mirror_gone",
            Self::SiteDown => "site_down",
            Self::Availability => "availability",
            Self::Lockouts => "lockouts",
            Self::SignInFailures => "sign_in_failures",
            Self::Refusals => "refusals",
        }
    }

    /// From its word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.word() == word)
    }

    /// Message key of its name.
    pub fn key(self) -> String {
        format!("alert-rule-{}", self.word().replace('_', "-"))
    }

    /// Whether it concerns whoever looks after security, beside the operators.
    pub fn is_security(self) -> bool {
        matches!(
            self,
            Self::Tampering
                | Self::MirrorAltered
                | Self::Lockouts
                | Self::SignInFailures
                | Self::Refusals
        )
    }

    /// Whether those in the house have been told already, by whoever found it.
    pub fn is_told_elsewhere(self) -> bool {
        self == Self::MirrorAltered
    }

    fn of(self, subject: impl Into<String>, said: Message) -> Alarm {
        Alarm { rule: self, subject: subject.into(), said }
    }
}

/// The verdict on every part, in the order of the screen.
pub fn judge(facts: &Facts, bounds: Bounds<'_>) -> Vec<Reading> {
    vec![
        within::nodes(facts, bounds),
        outside::availability(facts, bounds),
        within::followers(facts, bounds),
        within::jobs(facts, bounds),
        within::messages(facts, bounds),
        within::database(facts, bounds),
        within::files(facts, bounds),
        within::disks(facts, bounds),
        within::clock(facts, bounds),
        within::errors(facts, bounds),
        within::slow(facts, bounds),
        within::cache(facts),
        within::index(facts),
        outside::certificates(facts, bounds),
        outside::backup(facts, bounds),
        security::verification(facts, bounds),
        outside::mirror(facts, bounds),
        security::events(facts, bounds),
    ]
}

impl Reading {
    /// A part with its figures; `case` names the sentence: `watch-PART-CASE`.
    fn of(part: Part, level: Level, value: Message, case: &str) -> Self {
        let meaning = Message::new(format!("watch-{}-{case}", part.word()));
        Self { part, level, value, meaning, alarms: Vec::new() }
    }

    fn alarming(mut self, alarms: Vec<Alarm>) -> Self {
        self.alarms = alarms;
        self
    }
}

/// The figures of a part, to be filled in.
fn value(part: Part) -> Message {
    Message::new(format!("watch-{}-value", part.word()))
}

/// What an alarm says, to be filled in.
fn said(rule: Rule) -> Message {
    Message::new(format!("alert-said-{}", rule.word().replace('_', "-")))
}

#[cfg(test)]
mod tests;

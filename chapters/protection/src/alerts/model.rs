//! What becomes of an alert: pure, the moment is handed in.

use std::collections::HashMap;

use platform::Time;
use serde::Deserialize;

use crate::watch::{Alarm, Rule};

platform::id_types! {
    /// An alert.
    AlertId,
}

/// An alert.
#[derive(Clone, Debug, Deserialize)]
pub struct Alert {
    /// Its id.
    pub id: AlertId,
    /// The word of its rule; a rule of another version is still shown.
    pub rule: String,
    /// Of what.
    pub subject: String,
    /// In words, as it was raised.
    pub said: String,
    /// Since when.
    pub raised_at: Time,
    /// When it was told the last time.
    pub told_at: Time,
    /// How often it was told.
    pub tellings: i64,
    /// When it was over.
    pub ended_at: Option<Time>,
    /// Who took it up.
    pub acknowledged_by: Option<i64>,
    /// When.
    pub acknowledged_at: Option<Time>,
    /// What they said.
    pub remark: Option<String>,
}

impl Alert {
    /// The key under which it can be open only once.
    pub fn key(&self) -> String {
        format!("{}:{}", self.rule, self.subject)
    }

    /// Whether it concerns whoever looks after security.
    pub fn is_security(&self) -> bool {
        Rule::parse(&self.rule).is_some_and(Rule::is_security)
    }

    /// Whether somebody must be told now: of a new one, and again while nobody has taken it up.
    pub fn must_be_told(&self, now: Time, remind_hours: i64) -> bool {
        let again = remind_hours > 0
            && self.acknowledged_at.is_none()
            && now.apart(self.told_at) >= remind_hours * 3_600;
        self.tellings == 0 || again
    }
}

impl Alarm {
    /// The key of its alert.
    pub fn key(&self) -> String {
        format!("{}:{}", self.rule.word(), self.subject)
    }
}

/// Since when open alerts have had nothing alarming. Kept in memory: a node that takes over waits once
/// more, which does no harm.
#[derive(Debug, Default)]
pub struct Calm(HashMap<String, Time>);

impl Calm {
    /// The open alerts that are over: nothing alarming for so many seconds, so that what comes and goes
    /// is one alert and not many.
    pub fn over<'a>(
        &mut self,
        open: &'a [Alert],
        alarms: &[Alarm],
        now: Time,
        seconds: i64,
    ) -> Vec<&'a Alert> {
        let alarming: Vec<String> = alarms.iter().map(Alarm::key).collect();
        let calm = |alert: &&Alert| !alarming.contains(&alert.key());
        let quiet: Vec<&Alert> = open.iter().filter(calm).collect();
        self.0.retain(|key, _| quiet.iter().any(|alert| alert.key() == *key));
        quiet
            .into_iter()
            .filter(|alert| {
                let since = *self.0.entry(alert.key()).or_insert(now);
                now.apart(since) >= seconds
            })
            .collect()
    }
}

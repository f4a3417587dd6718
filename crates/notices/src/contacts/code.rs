//! A code: when it is good, and when no other is sent.

use platform::Time;
use serde::Deserialize;
use structure::CodeSettings;
use subtle::ConstantTimeEq;
use thiserror::Error;

/// A code on its way.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct SentCode {
    /// What the typed one is compared with.
    pub code_digest: String,
    /// When it was asked for.
    pub asked_at: Time,
    /// Wrong codes so far.
    pub tries: i64,
    /// What it was used for; empty: for nothing yet.
    pub used_for: String,
}

/// What was sent to a contact, or asked for from a network address.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct SentCount {
    /// The day that is counted.
    pub day: String,
    /// Codes on that day.
    pub sent: i64,
    /// When the last was asked for.
    pub last_at: Time,
}

/// Why a code is not sent or not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum CodeRefusal {
    /// One was sent less than a minute ago.
    #[error("asked again too soon")]
    TooSoon,
    /// There were too many on this day.
    #[error("asked too often today")]
    TooOften,
    /// Neither gateway nor mail server took it.
    #[error("it could not be sent")]
    NotSent,
    /// There is none, it is too old, was used, or too many wrong ones were typed.
    #[error("no such code is good any more")]
    Spent,
    /// It is another.
    #[error("the code is wrong")]
    Wrong,
}

impl CodeRefusal {
    /// Message key.
    pub fn key(self) -> &'static str {
        match self {
            Self::TooSoon => "contact-code-too-soon",
            Self::TooOften => "contact-code-too-often",
            Self::NotSent => "contact-code-not-sent",
            Self::Spent => "contact-code-spent",
            Self::Wrong => "contact-code-wrong",
        }
    }
}

impl SentCode {
    /// Whether what was typed is it. Whoever sends the same form again may show the same code again.
    pub(super) fn check(
        &self,
        settings: &CodeSettings,
        (digest, used_for): (&str, &str),
        now: Time,
    ) -> Result<(), CodeRefusal> {
        let old = now.apart(self.asked_at) > settings.minutes * 60;
        let used = !self.used_for.is_empty() && self.used_for != used_for;
        if old || used || self.tries >= settings.tries {
            return Err(CodeRefusal::Spent);
        }
        if bool::from(digest.as_bytes().ct_eq(self.code_digest.as_bytes())) {
            return Ok(());
        }
        Err(CodeRefusal::Wrong)
    }
}

impl SentCount {
    /// The count after one more. `pause` is 0 for a network address, from which many may ask.
    pub(super) fn another(
        &self,
        (most, pause): (i64, i64),
        now: Time,
    ) -> Result<Self, CodeRefusal> {
        let today = now.date();
        let sent = if self.day == today { self.sent } else { 0 };
        if now.apart(self.last_at) < pause {
            return Err(CodeRefusal::TooSoon);
        }
        if sent >= most {
            return Err(CodeRefusal::TooOften);
        }
        Ok(Self { day: today, sent: sent + 1, last_at: now })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(tries: i64, used_for: &str) -> SentCode {
        SentCode {
            code_digest: "right".to_owned(),
            asked_at: Time(0),
            tries,
            used_for: used_for.to_owned(),
        }
    }

    #[test]
    fn a_code_is_good_for_ten_minutes_five_tries_and_one_use() {
        let settings = CodeSettings::default();
        let end = Time(0).plus_seconds(600);
        let check = |code: SentCode, digest, at| code.check(&settings, (digest, "this form"), at);
        assert_eq!(check(code(4, ""), "right", end), Ok(()));
        assert_eq!(check(code(4, ""), "wrong", end), Err(CodeRefusal::Wrong));
        assert_eq!(check(code(5, ""), "right", end), Err(CodeRefusal::Spent));
        assert_eq!(check(code(0, ""), "right", end.plus_seconds(1)), Err(CodeRefusal::Spent));
        assert_eq!(check(code(0, "this form"), "right", end), Ok(()));
        assert_eq!(check(code(0, "another"), "right", end), Err(CodeRefusal::Spent));
    }

    #[test]
    fn one_a_minute_and_so_many_a_day() {
        let at = |text: &str| Time::parse_local(text).unwrap();
        let mut count = SentCount { day: String::new(), sent: 0, last_at: Time(0) };
        let mut now = at("2026-11-28T09:00");
        for _ in 0..3 {
            count = count.another((3, 60), now).unwrap();
            let soon = now.plus_seconds(59);
            assert_eq!(count.another((3, 60), soon).unwrap_err(), CodeRefusal::TooSoon);
            now = now.plus_seconds(60);
        }
        assert_eq!(count.another((3, 60), now).unwrap_err(), CodeRefusal::TooOften);
        assert_eq!(count.another((3, 60), at("2026-11-29T00:00")).unwrap().sent, 1);
    }
}

//! Settings of what leaves the house: mail, text messages, webhook.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Deserialize;

use crate::sign_in::within;

/// Section `[mail]`.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailSettings {
    /// The mail server's name.
    pub host: String,
    /// Its port; absent: the usual one of the kind of connection.
    pub port: Option<u16>,
    /// How the connection is protected.
    #[serde(default)]
    pub security: MailSecurity,
    /// Name to sign in with, if the server asks.
    pub user: Option<String>,
    /// Password to it; better set by `WEIYANG_MAIL__PASSWORD`.
    pub password: Option<String>,
    /// The sender: `未央区政府门户 <noreply@weiyang.gov.cn>`.
    pub from: String,
    /// A certificate authority of the house, as PEM, beside the usual ones.
    pub authority: Option<PathBuf>,
}

/// How the connection to the mail server is protected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailSecurity {
    /// TLS from the first byte, port 465.
    Tls,
    /// Begins in the clear and refuses to go on without TLS, port 587.
    #[default]
    Starttls,
    /// None: for a relay on the same machine, port 25. No password is sent over it.
    Plain,
}

impl MailSecurity {
    /// The usual port.
    pub fn port(self) -> u16 {
        match self {
            Self::Tls => 465,
            Self::Starttls => 587,
            Self::Plain => 25,
        }
    }

    /// As spelled in the settings.
    pub fn word(self) -> &'static str {
        match self {
            Self::Tls => "tls",
            Self::Starttls => "starttls",
            Self::Plain => "plain",
        }
    }
}

impl std::fmt::Debug for MailSettings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "MailSettings({}, {:?})", self.host, self.security)
    }
}

/// Section `[webhook]`. Only this address is ever asked; nobody can set one in the console.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WebhookSettings {
    /// `https://`, or `http://` to the same machine.
    pub url: String,
    /// What posts are signed with; better set by `WEIYANG_WEBHOOK__SECRET`.
    pub secret: String,
}

impl std::fmt::Debug for WebhookSettings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "WebhookSettings({})", self.url)
    }
}

/// Section `[sms]`: a gateway for text messages that takes JSON over HTTP. Whose it is doesn't matter:
/// the names of its fields stand here.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SmsSettings {
    /// `https://`, or `http://` to the same machine.
    pub url: String,
    /// The field that carries the number; dots lead deeper: `data.mobile`.
    #[serde(default = "phone_field")]
    pub phone_field: String,
    /// The field that carries the text.
    #[serde(default = "text_field")]
    pub text_field: String,
    /// Headers that go along, with the gateway's key among them.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// Fields that are always the same: the signature, the template.
    #[serde(default)]
    pub fields: BTreeMap<String, String>,
    /// The answer's field that says whether it was taken, for gateways that always answer 200.
    pub answer_field: Option<String>,
    /// What stands there when it was.
    pub answer_value: Option<String>,
}

fn phone_field() -> String {
    "phone".to_owned()
}

fn text_field() -> String {
    "text".to_owned()
}

impl std::fmt::Debug for SmsSettings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SmsSettings({})", self.url)
    }
}

/// Section `[codes]`: how often somebody outside is sent a code.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CodeSettings {
    /// Minutes for which a code is good.
    #[serde(deserialize_with = "within::<1, 10, _>")]
    pub minutes: i64,
    /// Wrong codes after which a new one must be asked for.
    #[serde(deserialize_with = "within::<1, 10, _>")]
    pub tries: i64,
    /// Seconds before another goes to the same telephone or mailbox.
    #[serde(deserialize_with = "within::<30, 3600, _>")]
    pub pause_seconds: i64,
    /// Codes for one telephone or mailbox in a day.
    pub daily_per_contact: i64,
    /// Codes for one household, school or office in a day: all who come from one network address.
    pub daily_per_address: i64,
}

impl Default for CodeSettings {
    fn default() -> Self {
        Self {
            minutes: 10,
            tries: 5,
            pause_seconds: 60,
            daily_per_contact: 10,
            daily_per_address: 100,
        }
    }
}

/// Section `[challenges]`: what is asked of whoever sends much: some reckoning by their machine, or a
/// small sum by themselves.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ChallengeSettings {
    /// Letters and reports from one network address within an hour before the first is asked.
    pub after: usize,
    /// Bits that must be zero: 13 take a telephone less than a second. One more for each `after` more.
    pub bits: u32,
    /// Never more bits than this.
    pub most_bits: u32,
    /// Minutes for which one is good.
    pub minutes: i64,
}

impl Default for ChallengeSettings {
    fn default() -> Self {
        Self { after: 3, bits: 13, most_bits: 18, minutes: 60 }
    }
}

/// Section `[letters]`: what is asked of whoever writes.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LetterSettings {
    /// Whether a telephone or mailbox must be proved by a code. Where none can be sent, none is asked.
    pub contact: ContactDemand,
}

/// Whether a contact must be proved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactDemand {
    /// Whoever likes to.
    #[default]
    Optional,
    /// No letter without.
    Required,
}

#[cfg(test)]
mod tests {
    use super::CodeSettings;

    #[test]
    fn a_code_is_never_good_for_long_nor_for_many_guesses() {
        let read = |text: &str| serde_json::from_str::<CodeSettings>(text);
        assert_eq!(read("{}").unwrap().minutes, 10);
        assert_eq!(read(r#"{"minutes": 5, "tries": 3}"#).unwrap().tries, 3);
        for text in [r#"{"minutes": 11}"#, r#"{"tries": 100}"#, r#"{"pause_seconds": 0}"#] {
            assert!(read(text).is_err(), "{text} was accepted");
        }
    }
}

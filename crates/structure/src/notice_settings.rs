//! Settings of what leaves the house: mail and webhook.

use std::path::PathBuf;

use serde::Deserialize;

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

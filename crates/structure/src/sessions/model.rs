//! What a session is, and when it has ended.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use platform::Time;
use serde::{Deserialize, Serialize};
use sm3::{Digest, Sm3};

use crate::ids::{AccountId, SessionId};
use crate::sign_in::SignInSettings;

/// A session of an account, without the token that proves it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// Whose.
    pub account_id: AccountId,
    /// What its forms carry, so that no other site can send them.
    pub csrf: String,
    /// When the password was given.
    pub created_at: Time,
    /// When it was last used, to the minute.
    pub seen_at: Time,
    /// When it ends however busy it is.
    pub expires_at: Time,
    /// From where.
    pub address: String,
    /// What the browser calls itself.
    pub agent: String,
    /// The second factor was given too.
    pub second_factor_done: bool,
    /// When the password was last given.
    pub reauthenticated_at: Option<Time>,
    /// When it was ended, if it was.
    pub revoked_at: Option<Time>,
}

/// How often a session's use is noted at most.
const NOTED_EVERY_SECONDS: i64 = 60;

impl Session {
    /// Whether it still holds: not ended, not too long idle, not too old.
    pub fn is_live(&self, settings: &SignInSettings, now: Time) -> bool {
        self.revoked_at.is_none()
            && now < self.expires_at
            && now.apart(self.seen_at) < settings.idle_minutes * 60
    }

    /// Whether it is time to note that it is in use.
    pub fn is_due_to_be_noted(&self, now: Time) -> bool {
        now.apart(self.seen_at) >= NOTED_EVERY_SECONDS
    }
}

/// Whether the password was given so recently that a dangerous act is open.
pub fn is_fresh(session: &Session, settings: &SignInSettings, now: Time) -> bool {
    session
        .reauthenticated_at
        .is_some_and(|at| now.apart(at) < settings.reauthentication_minutes * 60)
}

/// What the browser keeps. Only its hash is stored.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// 32 random bytes.
    pub fn draw() -> Self {
        Self(URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>()))
    }

    /// A token as the cookie gives it.
    pub fn given(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// For the cookie.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// For the database. The token has 256 random bits, so a plain hash is enough.
    pub fn hash(&self) -> String {
        hex::encode(Sm3::digest(self.0.as_bytes()))
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(…)")
    }
}

/// A browser's name for people: `Chrome · Windows`. Order matters: each pretends to be those below.
pub fn device_name(agent: &str) -> String {
    let browsers = [
        ("MicroMessenger", "微信"),
        ("360SE", "360"),
        ("QIHU", "360"),
        ("Edg", "Edge"),
        ("Firefox", "Firefox"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ];
    let systems = [
        ("HarmonyOS", "HarmonyOS"),
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("Kylin", "麒麟"),
        ("UOS", "统信 UOS"),
        ("Linux", "Linux"),
    ];
    let named = |names: &[(&str, &'static str)]| {
        names.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name)
    };
    match (named(&browsers), named(&systems)) {
        (Some(browser), Some(system)) => format!("{browser} · {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => agent.chars().take(40).collect(),
    }
}

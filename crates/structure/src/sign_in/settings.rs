//! Section `[sign_in]` of the settings. Defaults are those of the norm; a value that would undercut
//! it is refused when the settings are read.

use serde::{Deserialize, Deserializer, de};

/// How staff sign in.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SignInSettings {
    /// Rules for passwords.
    pub password: PasswordSettings,
    /// When failures lock.
    pub lock: LockSettings,
    /// Minutes without a request after which a session ends: 15 to 30.
    #[serde(deserialize_with = "within::<15, 30, _>")]
    pub idle_minutes: i64,
    /// Hours after which a session ends however busy it is.
    #[serde(deserialize_with = "within::<1, 24, _>")]
    pub session_hours: i64,
    /// Minutes for which a password given again opens dangerous acts.
    #[serde(deserialize_with = "within::<1, 15, _>")]
    pub reauthentication_minutes: i64,
    /// Who must use a second factor.
    pub second_factor: SecondFactorDemand,
    /// What hashing a password costs.
    pub hash_cost: HashCost,
    /// Days without a sign-in after which an account counts as dormant.
    #[serde(deserialize_with = "within::<1, 365, _>")]
    pub dormant_days: i64,
}

impl Default for SignInSettings {
    fn default() -> Self {
        Self {
            password: PasswordSettings::default(),
            lock: LockSettings::default(),
            idle_minutes: 20,
            session_hours: 12,
            reauthentication_minutes: 5,
            second_factor: SecondFactorDemand::default(),
            hash_cost: HashCost::default(),
            dormant_days: 90,
        }
    }
}

/// Rules for passwords.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PasswordSettings {
    /// Fewest characters.
    #[serde(deserialize_with = "within::<8, 64, _>")]
    pub min_length: i64,
    /// How many of the four classes: lower case, upper case, digits, everything else.
    #[serde(deserialize_with = "within::<3, 4, _>")]
    pub classes: i64,
    /// Days after which it must be changed.
    #[serde(deserialize_with = "within::<1, 90, _>")]
    pub max_age_days: i64,
    /// Days before that in which the console reminds.
    #[serde(deserialize_with = "within::<0, 30, _>")]
    pub remind_days: i64,
    /// How many earlier passwords may not come back, the present one among them.
    #[serde(deserialize_with = "within::<5, 24, _>")]
    pub history: i64,
    /// Days within which a password drawn for one sign-in must be used.
    #[serde(deserialize_with = "within::<1, 30, _>")]
    pub one_time_days: i64,
    /// Words that no password may contain: what the house, its place and its systems are called.
    pub words: Vec<String>,
}

impl Default for PasswordSettings {
    fn default() -> Self {
        Self {
            min_length: 8,
            classes: 3,
            max_age_days: 90,
            remind_days: 7,
            history: 5,
            one_time_days: 7,
            words: vec!["weiyang".to_owned()],
        }
    }
}

/// When failures lock.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LockSettings {
    /// Failures of one login that lock it.
    #[serde(deserialize_with = "within::<1, 5, _>")]
    pub failures: i64,
    /// Minutes that a lock lasts, and after which single failures are forgotten.
    #[serde(deserialize_with = "within::<15, 1440, _>")]
    pub minutes: i64,
    /// Failures from one address that shut it out. A whole office may share an address.
    #[serde(deserialize_with = "within::<5, 10000, _>")]
    pub address_failures: i64,
}

impl Default for LockSettings {
    fn default() -> Self {
        Self { failures: 5, minutes: 15, address_failures: 50 }
    }
}

/// Who must use a second factor. Everybody may.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SecondFactorDemand {
    /// Nobody must.
    Optional,
    /// The three administrators must.
    #[default]
    Administrators,
    /// Everybody must.
    Everyone,
}

/// What hashing a password costs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HashCost {
    /// 19 MiB, two passes: what OWASP recommends for argon2id.
    #[default]
    Full,
    /// Nearly nothing: for demonstrations and tests only.
    Cheap,
}

/// A number within bounds: a value outside is refused when the settings are read.
pub(crate) fn within<'de, const MIN: i64, const MAX: i64, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<i64, D::Error> {
    let value = i64::deserialize(deserializer)?;
    if (MIN..=MAX).contains(&value) {
        Ok(value)
    } else {
        Err(de::Error::custom(format!("{value} is not between {MIN} and {MAX}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<SignInSettings, serde_json::Error> {
        serde_json::from_str(text)
    }

    #[test]
    fn defaults_are_those_of_the_norm() {
        let settings = read("{}").unwrap();
        assert_eq!(settings.password.min_length, 8);
        assert_eq!((settings.password.max_age_days, settings.password.history), (90, 5));
        assert_eq!((settings.lock.failures, settings.lock.minutes), (5, 15));
        assert_eq!((settings.idle_minutes, settings.reauthentication_minutes), (20, 5));
    }

    #[test]
    fn the_norm_cannot_be_undercut() {
        for text in [
            r#"{"idle_minutes": 31}"#,
            r#"{"idle_minutes": 14}"#,
            r#"{"password": {"min_length": 7}}"#,
            r#"{"password": {"max_age_days": 91}}"#,
            r#"{"password": {"history": 4}}"#,
            r#"{"lock": {"failures": 6}}"#,
            r#"{"lock": {"minutes": 10}}"#,
            r#"{"unknown": 1}"#,
        ] {
            assert!(read(text).is_err(), "{text} was accepted");
        }
    }
}

//! Rules for passwords, as values: pure, everything is handed in.

use std::collections::HashSet;
use std::sync::LazyLock;

use platform::Time;
use platform::ids::random_code;
use thiserror::Error;
use zxcvbn::{Score, zxcvbn};

use super::settings::PasswordSettings;

/// The longest password: more would only cost hashing.
const MAX_LENGTH: usize = 128;

/// The commonest passwords and stems, in lower case.
static COMMON: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("common_passwords.txt").lines();
    lines.map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
});

/// Why a password is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PasswordRefusal {
    /// Too few characters.
    #[error("the password is too short")]
    TooShort,
    /// Too many characters.
    #[error("the password is too long")]
    TooLong,
    /// Too few of the four classes.
    #[error("the password has too few classes of characters")]
    TooFewClasses,
    /// The login stands in it.
    #[error("the password contains the login")]
    ContainsLogin,
    /// Everybody tries it.
    #[error("the password is one of the commonest")]
    TooCommon,
    /// It is the present one or one of the last.
    #[error("the password was used before")]
    UsedBefore,
    /// The two entries differ.
    #[error("the repetition differs")]
    RepeatedDifferently,
    /// The present password is not right.
    #[error("the current password is wrong")]
    CurrentWrong,
    /// The present password was wrong too often.
    #[error("the login is locked")]
    Locked,
}

/// Everything that the rules have against a password, all at once.
pub fn password_problems(
    settings: &PasswordSettings,
    login: &str,
    password: &str,
) -> Vec<PasswordRefusal> {
    let length = password.chars().count();
    let least = usize::try_from(settings.min_length).unwrap_or(usize::MAX);
    let classes = i64::try_from(classes(password)).unwrap_or(0);
    let lower = password.to_lowercase();
    let named = !login.is_empty() && lower.contains(&login.to_lowercase());
    let of_the_house = |word: &String| !word.is_empty() && lower.contains(&word.to_lowercase());
    let common = is_common(&lower) || settings.words.iter().any(of_the_house);
    let mut problems: Vec<PasswordRefusal> = [
        (length < least, PasswordRefusal::TooShort),
        (length > MAX_LENGTH, PasswordRefusal::TooLong),
        (classes < settings.classes, PasswordRefusal::TooFewClasses),
        (named, PasswordRefusal::ContainsLogin),
        (common, PasswordRefusal::TooCommon),
    ]
    .into_iter()
    .filter_map(|(wrong, refusal)| wrong.then_some(refusal))
    .collect();
    if problems.is_empty() && is_guessed_soon(password) {
        problems.push(PasswordRefusal::TooCommon);
    }
    problems
}

/// Whether less than a million guesses find it. The library knows the thirty thousand commonest of ten
/// million passwords that leaked, in any dress, and words, names, dates and rows of keys.
fn is_guessed_soon(password: &str) -> bool {
    zxcvbn(password, &[]).score() < Score::Two
}

/// How many of the four classes occur: lower case, upper case, digits, everything else.
fn classes(password: &str) -> usize {
    let class = |character: char| match character {
        c if c.is_ascii_lowercase() => 0,
        c if c.is_ascii_uppercase() => 1,
        c if c.is_ascii_digit() => 2,
        _ => 3,
    };
    password.chars().map(class).collect::<HashSet<_>>().len()
}

/// Whether it is one of the commonest: itself, or a common word with digits and marks behind it,
/// also when letters are dressed up as digits and marks.
fn is_common(lower: &str) -> bool {
    let stem = lower.trim_end_matches(|c: char| !c.is_ascii_lowercase());
    let plain: String = stem.chars().map(undress).collect();
    let whole: String = lower.chars().map(undress).collect();
    [lower, stem, &plain, &whole].iter().any(|form| COMMON.contains(form))
}

fn undress(character: char) -> char {
    match character {
        '@' | '4' => 'a',
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '$' | '5' => 's',
        '7' => 't',
        other => other,
    }
}

/// Whether a password set then must be changed now.
pub fn password_expired(settings: &PasswordSettings, set_at: Time, now: Time) -> bool {
    now >= set_at.plus_days(settings.max_age_days)
}

/// Whether a password drawn then for one sign-in is worth nothing any more.
pub fn one_time_over(settings: &PasswordSettings, set_at: Time, now: Time) -> bool {
    now >= set_at.plus_days(settings.one_time_days)
}

/// Days left, once it is time to remind.
pub fn password_age_warning_days(
    settings: &PasswordSettings,
    set_at: Time,
    now: Time,
) -> Option<i64> {
    let left = set_at.plus_days(settings.max_age_days).seconds_since(now).div_euclid(86_400);
    (0..=settings.remind_days).contains(&left).then_some(left)
}

/// A password drawn for somebody, to be changed at the first sign-in. Shown once.
#[derive(Clone, PartialEq, Eq)]
pub struct OneTimePassword(String);

impl OneTimePassword {
    /// Draws one that keeps every rule and can be read out over the telephone.
    pub fn draw() -> Self {
        let letter = char::from(rand::random_range(b'P'..=b'Z'));
        let (head, middle) = (random_code(3), random_code(4));
        let digits = rand::random_range(100..1000);
        Self(format!("{letter}{head}-{middle}-{digits}"))
    }

    /// The password itself.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for OneTimePassword {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("OneTimePassword(…)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn problems(password: &str) -> Vec<PasswordRefusal> {
        password_problems(&PasswordSettings::default(), "liming", password)
    }

    #[test]
    fn every_rule_refuses_and_all_reasons_come_at_once() {
        use PasswordRefusal as R;
        assert_eq!(problems("Zhongnan-7"), vec![]);
        assert_eq!(problems("ab1"), vec![R::TooShort, R::TooFewClasses]);
        assert_eq!(problems("abcdefgh1"), vec![R::TooFewClasses]);
        assert_eq!(problems("My-LiMing-77"), vec![R::ContainsLogin]);
        assert_eq!(problems(&"长Aa1".repeat(40)), vec![R::TooLong]);
        for common in
            ["P@ssw0rd", "Admin@123", "Password2026!", "1qaz@WSX", "Aa123456", "Abc123456"]
        {
            assert_eq!(problems(common), vec![R::TooCommon], "{common}");
        }
    }

    #[test]
    fn what_leaked_before_and_what_the_house_is_called_is_refused() {
        let common = vec![PasswordRefusal::TooCommon];
        for leaked in ["Charlie1!", "Mustang.1", "Liverpool1", "Pokemon12", "1Qazxsw2", "Trustno1."]
        {
            assert_eq!(problems(leaked), common, "{leaked}");
        }
        assert_eq!(problems("Xin-Weiyang-84"), common);
        let settings =
            PasswordSettings { words: vec!["Chanba".to_owned()], ..PasswordSettings::default() };
        assert_eq!(password_problems(&settings, "liming", "Zai-chanba-84"), common);
        assert_eq!(password_problems(&settings, "liming", "Zai-Weishui-84"), vec![]);
    }

    #[test]
    fn a_password_as_long_as_a_sentence_is_taken() {
        let sentence = "Wei he zhi shui tian shang lai, 2026 nian de di yi chang xue zai ye li";
        assert!(sentence.len() > 64);
        assert_eq!(problems(sentence), vec![]);
    }

    #[test]
    fn chinese_characters_are_counted_as_characters() {
        assert!(problems("未央宫Aa1").contains(&PasswordRefusal::TooShort));
        assert_eq!(problems("未央宫前殿Aa1"), vec![]);
    }

    #[test]
    fn a_password_ages() {
        let settings = PasswordSettings::default();
        let set = Time(1_795_000_000_000_000);
        assert!(!password_expired(&settings, set, set.plus_days(89)));
        assert!(password_expired(&settings, set, set.plus_days(90)));
        assert_eq!(password_age_warning_days(&settings, set, set.plus_days(82)), None);
        assert_eq!(password_age_warning_days(&settings, set, set.plus_days(84)), Some(6));
        assert_eq!(password_age_warning_days(&settings, set, set.plus_days(91)), None);
    }

    #[test]
    fn one_time_passwords_keep_the_rules() {
        for _ in 0..500 {
            let one = OneTimePassword::draw();
            assert!(!problems(one.reveal()).contains(&PasswordRefusal::TooFewClasses));
            assert!(!problems(one.reveal()).contains(&PasswordRefusal::TooShort));
        }
    }

    proptest! {
        #[test]
        fn an_accepted_password_keeps_every_rule(password in "\\PC{0,20}", login in "[a-z]{3,8}") {
            if password_problems(&PasswordSettings::default(), &login, &password).is_empty() {
                prop_assert!(password.chars().count() >= 8);
                prop_assert!(classes(&password) >= 3);
                prop_assert!(!password.to_lowercase().contains(&login));
            }
        }

        #[test]
        fn a_login_is_found_in_any_case(login in "[a-z]{3,8}", head in "[A-Z]{2}[0-9]{2}") {
            let password = format!("{head}{}-9", login.to_uppercase());
            let found = password_problems(&PasswordSettings::default(), &login, &password);
            prop_assert!(found.contains(&PasswordRefusal::ContainsLogin));
        }
    }
}

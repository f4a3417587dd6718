//! Checking forms: all errors at once, and nothing that was typed is lost.

use std::fmt::Display;
use std::ops::RangeInclusive;

use chrono::NaiveDate;
use platform::Time;
use platform::clock::parse_day;
use serde::Serialize;

use crate::form_data::FormData;
use crate::messages::{Arg, Message, Messages};
use crate::refusal::{FieldError, Refusal};

/// A form that goes back to the person: everything typed and every error.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FormState {
    /// Everything typed.
    pub values: FormData,
    /// Everything wrong.
    pub errors: Vec<FieldError>,
}

/// A form state in the words of the page: `form["values"].title`, `form.errors` with `field` and
/// `text`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ShownForm {
    /// Everything typed; a list where a field has several values.
    pub values: FormData,
    /// Everything wrong, in the order of the fields.
    pub errors: Vec<ShownError>,
}

/// An error in the words of the page.
#[derive(Clone, Debug, Serialize)]
pub struct ShownError {
    /// The field; empty when the error belongs to the whole form.
    pub field: String,
    /// What is wrong.
    pub text: String,
}

impl FormState {
    /// A form as it is first shown, with the values that it begins with.
    pub fn of(values: FormData) -> Self {
        Self { values, errors: Vec::new() }
    }

    /// The same form without a secret field, which is never sent back.
    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.values.remove(name);
        self
    }

    /// The same form with the errors that a rule found later. A refusal without field errors
    /// becomes an error of the whole form.
    #[must_use]
    pub fn refused(mut self, refusal: &Refusal) -> Self {
        if refusal.fields.is_empty() {
            self.errors.push(FieldError::new("", refusal.what.clone()));
        }
        self.errors.extend(refusal.fields.iter().cloned());
        self
    }

    /// Whether there is nothing wrong.
    pub fn is_good(&self) -> bool {
        self.errors.is_empty()
    }

    /// The form in the words of the page.
    pub fn shown(self, messages: &Messages) -> ShownForm {
        let errors = self.errors.into_iter().map(|error| ShownError {
            text: messages.text(&error.message),
            field: error.field.into_owned(),
        });
        ShownForm { errors: errors.collect(), values: self.values }
    }
}

impl From<FormState> for Refusal {
    /// For programs, which want the errors and not the form.
    fn from(form: FormState) -> Self {
        Self::unprocessable(form.errors)
    }
}

/// Checks the fields of a form one after the other and collects what is wrong.
#[derive(Debug)]
pub struct FormCheck<'a> {
    data: &'a FormData,
    errors: Vec<FieldError>,
}

impl<'a> FormCheck<'a> {
    /// Begins to check.
    pub fn new(data: &'a FormData) -> Self {
        Self { data, errors: Vec::new() }
    }

    /// Begins to check a field. `label` is the message key of its label, which the errors name.
    pub fn field<'c>(&'c mut self, name: &'static str, label: &'static str) -> FieldCheck<'c, 'a> {
        let value = self.data.get(name).trim();
        let mut check = FieldCheck { check: self, name, label, value, wrong: false };
        let shown = |c: char| !c.is_control() || matches!(c, '\n' | '\r' | '\t');
        if !value.chars().all(shown) {
            check.refuse("web-field-control");
        }
        check
    }

    /// Adds an error that no single rule of a field can find.
    pub fn refuse(&mut self, field: &'static str, message: impl Into<Message>) {
        self.errors.push(FieldError::new(field, message));
    }

    /// Whether something is wrong so far.
    pub fn failed(&self) -> bool {
        !self.errors.is_empty()
    }

    /// The form's meaning, built from the checked fields, or the form with all its errors.
    /// `build` gives none when a field is missing; that is only asked when nothing is wrong.
    pub fn finish<T>(mut self, build: impl FnOnce() -> Option<T>) -> Result<T, FormState> {
        if !self.failed() {
            match build() {
                Some(value) => return Ok(value),
                None => self.refuse("", "web-bad-request"),
            }
        }
        Err(FormState { values: self.data.clone(), errors: self.errors })
    }
}

/// Checks one field. Only its first error is kept. An empty field passes every rule but `required`.
#[derive(Debug)]
pub struct FieldCheck<'c, 'a> {
    check: &'c mut FormCheck<'a>,
    name: &'static str,
    label: &'static str,
    value: &'a str,
    wrong: bool,
}

impl<'a> FieldCheck<'_, 'a> {
    fn refuse(&mut self, key: &'static str) {
        self.refuse_with(Message::new(key));
    }

    fn refuse_with(&mut self, message: Message) {
        if !self.wrong {
            self.wrong = true;
            let message = message.with("label", Arg::Key(self.label.into()));
            self.check.errors.push(FieldError::new(self.name, message));
        }
    }

    /// It must be filled in.
    #[must_use]
    pub fn required(mut self) -> Self {
        if self.value.is_empty() {
            self.refuse("web-field-required");
        }
        self
    }

    /// One of the offered options must be chosen.
    #[must_use]
    pub fn chosen(mut self) -> Self {
        if self.value.is_empty() {
            self.refuse("web-field-choose");
        }
        self
    }

    /// At most so many characters.
    #[must_use]
    pub fn max(mut self, max: usize) -> Self {
        let count = self.value.chars().count();
        if count > max {
            let message = Message::new("web-field-too-long");
            self.refuse_with(message.with("max", max).with("count", count));
        }
        self
    }

    /// At least so many characters.
    #[must_use]
    pub fn min(mut self, min: usize) -> Self {
        if !self.value.is_empty() && self.value.chars().count() < min {
            self.refuse_with(Message::new("web-field-too-short").with("min", min));
        }
        self
    }

    /// A rule of the caller's own, with the message for its breach.
    #[must_use]
    pub fn must(mut self, rule: impl FnOnce(&str) -> bool, message: impl Into<Message>) -> Self {
        if !self.value.is_empty() && !rule(self.value) {
            self.refuse_with(message.into());
        }
        self
    }

    /// The text, trimmed; empty when absent.
    pub fn text(self) -> String {
        self.value.to_owned()
    }

    /// The text; none when empty.
    pub fn optional(self) -> Option<String> {
        Some(self.value).filter(|value| !value.is_empty()).map(ToOwned::to_owned)
    }

    /// The value as `parse` reads it; `message` when it cannot.
    pub fn parse<T>(
        mut self,
        parse: impl FnOnce(&'a str) -> Option<T>,
        message: impl Into<Message>,
    ) -> Option<T> {
        if self.value.is_empty() {
            return None;
        }
        let parsed = parse(self.value);
        if parsed.is_none() {
            self.refuse_with(message.into());
        }
        parsed
    }

    /// One of an enum's values.
    pub fn option<T>(self, parse: impl FnOnce(&'a str) -> Option<T>) -> Option<T> {
        self.parse(parse, "web-field-option")
    }

    /// A whole number in a range.
    pub fn number(mut self, range: RangeInclusive<i64>) -> Option<i64> {
        if self.value.is_empty() {
            return None;
        }
        let Ok(number) = self.value.parse::<i64>() else {
            self.refuse("web-field-number");
            return None;
        };
        if range.contains(&number) {
            return Some(number);
        }
        let (min, max) = (*range.start(), *range.end());
        self.refuse_with(Message::new("web-field-range").with("min", min).with("max", max));
        None
    }

    /// A day, `2026-11-23`.
    pub fn day(self) -> Option<NaiveDate> {
        self.parse(parse_day, "web-field-date")
    }

    /// A wall-clock date and time, `2026-11-23T16:05`.
    pub fn time(self) -> Option<Time> {
        self.parse(Time::parse_local, "web-field-time")
    }

    /// An address: absolute over HTTP, or a path of this site.
    #[must_use]
    pub fn address(self) -> Self {
        self.must(is_address, "web-field-address")
    }

    /// An e-mail address, roughly.
    #[must_use]
    pub fn email(self) -> Self {
        self.must(is_email, "web-field-email")
    }

    /// A telephone number of the mainland, mobile or fixed, roughly.
    #[must_use]
    pub fn phone(self) -> Self {
        self.must(is_phone, "web-field-phone")
    }

    /// Whether a box was ticked.
    pub fn ticked(self) -> bool {
        !matches!(self.value, "" | "0" | "false" | "off")
    }

    /// All values of boxes with the same name, each read by `parse`.
    pub fn many<T>(mut self, parse: impl Fn(&'a str) -> Option<T>) -> Vec<T> {
        let data = self.check.data;
        let mut values = Vec::new();
        for value in data.all(self.name).filter(|value| !value.is_empty()) {
            match parse(value) {
                Some(value) => values.push(value),
                None => self.refuse("web-field-option"),
            }
        }
        values
    }
}

fn is_address(text: &str) -> bool {
    let no_space = !text.chars().any(char::is_whitespace);
    let own = text.starts_with('/') && !text.starts_with("//") && !text.starts_with("/\\");
    let foreign = ["http://", "https://"].iter().any(|scheme| {
        text.strip_prefix(scheme).is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'))
    });
    no_space && (own || foreign)
}

fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.rsplit_once('@') else {
        return false;
    };
    let good = |c: char| !c.is_whitespace() && !c.is_control() && !"<>()[],;:\"".contains(c);
    !name.is_empty()
        && name.chars().all(good)
        && host.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '.')
        && host.contains('.')
        && !host.starts_with('.')
        && !host.ends_with('.')
}

fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    (7..=13).contains(&digits)
        && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | ' ' | '+' | '(' | ')'))
}

/// The values that a form begins with: `form_values([("title", title), …])`.
pub fn form_values<N: Into<String>, V: Display>(
    values: impl IntoIterator<Item = (N, V)>,
) -> FormData {
    values.into_iter().map(|(name, value)| (name, value.to_string())).collect()
}

#[cfg(test)]
mod tests;

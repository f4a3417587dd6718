//! Interface texts: Fluent bundles from `locales/zh-Hans/**.ftl`, one key defined once.

use std::borrow::Cow;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use platform::{Fault, FaultContext};
use rust_embed::RustEmbed;
use serde::Serialize;
use unic_langid::LanguageIdentifier;

/// The message files, read from disk in a debug build and embedded in a release.
#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../locales/zh-Hans/"]
#[allow_missing = true]
struct Files;

/// A value put into a message.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Arg {
    /// Words.
    Text(Cow<'static, str>),
    /// A whole number, written without grouping marks.
    Number(i64),
    /// A number with a fraction, written as it is.
    Fraction(f64),
    /// The text of another key (the label of a field).
    Key(Cow<'static, str>),
}

macro_rules! arg_from {
    ($($from:ty => |$value:ident| $arg:expr),+ $(,)?) => {$(
        impl From<$from> for Arg {
            fn from($value: $from) -> Self {
                $arg
            }
        }
    )+};
}

arg_from! {
    &'static str => |value| Self::Text(Cow::Borrowed(value)),
    String => |value| Self::Text(Cow::Owned(value)),
    &String => |value| Self::Text(Cow::Owned(value.clone())),
    i64 => |value| Self::Number(value),
    i32 => |value| Self::Number(value.into()),
    u32 => |value| Self::Number(value.into()),
    u64 => |value| Self::Number(i64::try_from(value).unwrap_or(i64::MAX)),
    usize => |value| Self::Number(i64::try_from(value).unwrap_or(i64::MAX)),
    f64 => |value| Self::Fraction(value),
}

/// A message that the edge translates: its key and the values put into it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Message {
    /// The key in the message files; `key.attribute` names an attribute.
    pub key: Cow<'static, str>,
    /// Named values.
    pub args: Vec<(Cow<'static, str>, Arg)>,
}

impl Message {
    /// A message without values.
    pub fn new(key: impl Into<Cow<'static, str>>) -> Self {
        Self { key: key.into(), args: Vec::new() }
    }

    /// The same message with one more value.
    #[must_use]
    pub fn with(mut self, name: impl Into<Cow<'static, str>>, value: impl Into<Arg>) -> Self {
        self.args.push((name.into(), value.into()));
        self
    }
}

impl From<&'static str> for Message {
    fn from(key: &'static str) -> Self {
        Self::new(key)
    }
}

impl From<String> for Message {
    fn from(key: String) -> Self {
        Self::new(key)
    }
}

/// All texts of one language. Shared between threads.
pub struct Messages {
    bundle: FluentBundle<FluentResource>,
}

impl Messages {
    /// The texts that came with the program. Fails when a file does not parse or defines a key twice.
    pub fn embedded() -> Result<Self, Fault> {
        let mut sources = Vec::new();
        for path in Files::iter().filter(|path| path.ends_with(".ftl")) {
            let file = Files::get(&path)
                .ok_or_else(|| Fault::new(format!("message file {path} vanished")))?;
            let text = String::from_utf8(file.data.into_owned())
                .map_err(|error| Fault::caused(format!("read message file {path}"), error))?;
            sources.push((path.into_owned(), text));
        }
        sources.sort();
        Self::from_sources(sources)
    }

    /// Texts from named sources, for tests and tools.
    pub fn from_sources(
        sources: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, Fault> {
        let language: LanguageIdentifier = "zh-Hans".parse().doing("name our language")?;
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        // Isolation marks would end up in page titles, addresses and exports.
        bundle.set_use_isolating(false);
        for (name, text) in sources {
            let resource = FluentResource::try_new(text).map_err(|(_, errors)| {
                Fault::new(format!("message file {name} does not parse: {errors:?}"))
            })?;
            bundle.add_resource(resource).map_err(|errors| {
                Fault::new(format!("message file {name} defines keys again: {errors:?}"))
            })?;
        }
        Ok(Self { bundle })
    }

    /// The texts of this crate alone, so that its tests do not hang on other people's files.
    #[cfg(test)]
    pub(crate) fn own() -> Self {
        let file = Files::get("web.ftl").unwrap();
        let text = String::from_utf8(file.data.into_owned()).unwrap();
        Self::from_sources([("web.ftl".to_owned(), text)]).unwrap()
    }

    /// The text of a key. A missing key is shown as `⟦key⟧`, so that it is seen, and logged.
    pub fn t(&self, key: &str, args: &[(&str, Arg)]) -> String {
        let mut fluent = FluentArgs::with_capacity(args.len());
        for (name, value) in args {
            fluent.set(*name, self.value(value));
        }
        self.format(key, &fluent)
    }

    /// The text of a message.
    pub fn text(&self, message: &Message) -> String {
        let mut fluent = FluentArgs::with_capacity(message.args.len());
        for (name, value) in &message.args {
            fluent.set(name.as_ref(), self.value(value));
        }
        self.format(&message.key, &fluent)
    }

    /// Whether a key exists.
    pub fn has(&self, key: &str) -> bool {
        let (name, attribute) = split(key);
        self.bundle.get_message(name).is_some_and(|message| match attribute {
            Some(attribute) => message.get_attribute(attribute).is_some(),
            None => message.value().is_some(),
        })
    }

    fn value<'a>(&self, arg: &'a Arg) -> FluentValue<'a> {
        match arg {
            Arg::Text(text) => FluentValue::String(Cow::Borrowed(text)),
            Arg::Number(number) => FluentValue::from(*number),
            Arg::Fraction(number) => FluentValue::Number(FluentNumber::from(*number)),
            Arg::Key(key) => FluentValue::String(Cow::Owned(self.t(key, &[]))),
        }
    }

    fn format(&self, key: &str, args: &FluentArgs<'_>) -> String {
        let (name, attribute) = split(key);
        let pattern = self.bundle.get_message(name).and_then(|message| match attribute {
            Some(attribute) => message.get_attribute(attribute).map(|found| found.value()),
            None => message.value(),
        });
        let Some(pattern) = pattern else {
            tracing::warn!(key, "message missing");
            return format!("⟦{key}⟧");
        };
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(args), &mut errors).into_owned();
        if !errors.is_empty() {
            tracing::warn!(key, ?errors, "message lacks a value");
        }
        text
    }
}

/// `key.attribute` as its two parts.
fn split(key: &str) -> (&str, Option<&str>) {
    key.split_once('.').map_or((key, None), |(name, attribute)| (name, Some(attribute)))
}

impl std::fmt::Debug for Messages {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Messages")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(text: &str) -> Messages {
        Messages::from_sources([("test.ftl".to_owned(), text.to_owned())]).unwrap()
    }

    #[test]
    fn numbers_are_not_grouped_and_nothing_is_isolated() {
        let messages = messages("count = 共 { $n } 条，{ $who }");
        let text = messages.t("count", &[("n", 1_234_567.into()), ("who", "民政局".into())]);
        assert_eq!(text, "共 1234567 条，民政局");
    }

    #[test]
    fn a_missing_key_is_visible() {
        assert_eq!(messages("a = 甲").t("b", &[]), "⟦b⟧");
    }

    #[test]
    fn attributes_are_reached_by_a_dot() {
        let messages = messages("field = 标题\n    .hint = 不超过一百字");
        assert_eq!(messages.t("field.hint", &[]), "不超过一百字");
        assert!(!messages.has("field.other"));
    }

    #[test]
    fn a_key_defined_twice_is_refused() {
        let two = [("a.ftl", "k = 一"), ("b.ftl", "k = 二")]
            .map(|(name, text)| (name.to_owned(), text.to_owned()));
        assert!(Messages::from_sources(two).is_err());
    }

    #[test]
    fn all_message_files_parse_and_no_key_is_defined_twice() {
        let messages = Messages::embedded().unwrap();
        assert!(messages.has("web-not-found"));
    }
}

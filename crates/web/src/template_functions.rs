//! What templates may call: messages, asset addresses, times, sizes and addresses of lists.

use std::sync::Arc;

use minijinja::value::{Kwargs, Value, ValueKind};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, State, escape_formatter};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use platform::Time;

use crate::assets::Assets;
use crate::messages::{Arg, Messages};
use crate::qr::qr_svg;

/// Everything but the unreserved characters of RFC 3986.
const QUERY: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// Makes the functions and filters known to an environment.
pub(crate) fn install(
    environment: &mut Environment<'static>,
    messages: Arc<Messages>,
    assets: Arc<Assets>,
    namespace: &str,
) {
    environment.add_function("t", move |key: &str, kwargs: Kwargs| {
        let args = message_args(&kwargs)?;
        let args: Vec<(&str, Arg)> =
            args.iter().map(|(name, arg)| (name.as_str(), arg.clone())).collect();
        Ok::<_, Error>(messages.t(key, &args))
    });
    let (own, all) = (namespace.to_owned(), assets.clone());
    environment.add_function("asset_if", move |name: &str| {
        all.url(&own, name).map(|url| Value::from_safe_string(url.to_string()))
    });
    let namespace = namespace.to_owned();
    environment.add_function("asset", move |name: &str| {
        assets.url(&namespace, name).map(|url| Value::from_safe_string(url.to_string())).ok_or_else(
            || Error::new(ErrorKind::InvalidOperation, format!("there is no asset {name}")),
        )
    });
    environment.add_function("url_with", url_with);
    environment.add_function("qr", |address: &str, label: &str| {
        qr_svg(address, label).map_or(Value::from(()), Value::from_safe_string)
    });
    environment.add_filter("date", |micros: i64| Time(micros).date());
    environment.add_filter("minute", |micros: i64| Time(micros).minute());
    environment.add_filter("second", |micros: i64| Time(micros).second());
    environment.add_filter("rfc3339", |micros: i64| Time(micros).rfc3339());
    environment.add_filter("filesize", filesize);
    environment.add_filter("query", |text: &str| query_encode(text));
}

/// Writes a value into a page. Unlike the library's own way a slash stays a slash, so that addresses
/// are not five times as long, and none is nothing.
pub(crate) fn write_value(
    out: &mut Output<'_>,
    state: &mut State<'_, '_>,
    value: &Value,
) -> Result<(), Error> {
    if value.is_none() {
        return Ok(());
    }
    match value.as_str() {
        Some(text) if !value.is_safe() && matches!(state.auto_escape(), AutoEscape::Html) => {
            write_escaped(out, text).map_err(Error::from)
        }
        _ => escape_formatter(out, state, value),
    }
}

/// Text as it stands in HTML, within quotes too.
pub(crate) fn escape_html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // Writing into a string cannot fail.
    let _ = write_escaped(&mut out, text);
    out
}

fn write_escaped(out: &mut impl std::fmt::Write, text: &str) -> std::fmt::Result {
    let mut rest = text;
    while let Some((before, found, after)) = next_special(rest) {
        out.write_str(before)?;
        out.write_str(match found {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            _ => "&#39;",
        })?;
        rest = after;
    }
    out.write_str(rest)
}

fn next_special(text: &str) -> Option<(&str, char, &str)> {
    let (at, found) =
        text.char_indices().find(|(_, c)| matches!(c, '&' | '<' | '>' | '"' | '\''))?;
    let (before, after) = text.split_at_checked(at)?;
    Some((before, found, after.strip_prefix(found)?))
}

fn message_args(kwargs: &Kwargs) -> Result<Vec<(String, Arg)>, Error> {
    let names: Vec<String> = kwargs.args().map(ToOwned::to_owned).collect();
    let mut args = Vec::with_capacity(names.len());
    for name in names {
        let value: Value = kwargs.get(&name)?;
        args.push((name, message_arg(&value)?));
    }
    Ok(args)
}

fn message_arg(value: &Value) -> Result<Arg, Error> {
    match value.kind() {
        ValueKind::Number => match i64::try_from(value.clone()) {
            Ok(number) => Ok(Arg::Number(number)),
            Err(_) => f64::try_from(value.clone()).map(Arg::Fraction),
        },
        ValueKind::Undefined => {
            Err(Error::new(ErrorKind::UndefinedError, "a value of a message is undefined"))
        }
        _ => Ok(Arg::Text(value.to_string().into())),
    }
}

/// An address with some query parameters set; a value of none removes the parameter.
fn url_with(url: &str, kwargs: Kwargs) -> Result<String, Error> {
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    let mut pairs: Vec<(String, String)> = query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    let names: Vec<String> = kwargs.args().map(ToOwned::to_owned).collect();
    for name in names {
        let value: Value = kwargs.get(&name)?;
        let keep = !value.is_none() && !value.is_undefined();
        let encoded = if keep { query_encode(&value.to_string()) } else { String::new() };
        match pairs.iter().position(|(own, _)| *own == name) {
            Some(at) if keep => {
                if let Some(pair) = pairs.get_mut(at) {
                    pair.1 = encoded;
                }
            }
            Some(_) => pairs.retain(|(own, _)| *own != name),
            None if keep => pairs.push((name, encoded)),
            None => {}
        }
    }
    let query: Vec<String> =
        pairs.into_iter().map(|(name, value)| format!("{name}={value}")).collect();
    Ok(if query.is_empty() { path.to_owned() } else { format!("{path}?{}", query.join("&")) })
}

/// Text as one value of a query.
pub fn query_encode(text: &str) -> String {
    utf8_percent_encode(text, QUERY).to_string()
}

/// A size in bytes as people read it.
#[expect(clippy::cast_precision_loss, reason = "one digit after the point is shown")]
pub fn filesize(bytes: i64) -> String {
    let size = bytes.max(0) as f64;
    let (value, unit) = match bytes {
        ..1024 => return format!("{bytes} B"),
        1024..1_048_576 => (size / 1024.0, "KB"),
        1_048_576..1_073_741_824 => (size / 1_048_576.0, "MB"),
        _ => (size / 1_073_741_824.0, "GB"),
    };
    if value < 10.0 { format!("{value:.1} {unit}") } else { format!("{value:.0} {unit}") }
}

//! The only three types that are stored: integer, text, bytes. The same on both databases, so a
//! row's digest is too.

use sm3::{Digest, Sm3};

use crate::clock::Time;

/// One stored value or a typed absence (PostgreSQL wants to know the type of a NULL).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A whole number: ids, times, counts, cents, booleans as 0 and 1.
    Int(i64),
    /// Text, including JSON.
    Text(String),
    /// Bytes: hashes, encrypted fields.
    Bytes(Vec<u8>),
    /// Nothing, where a value of the kind could stand.
    Null(Kind),
}

/// The type of a stored value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `BIGINT`.
    Int,
    /// `TEXT`.
    Text,
    /// `BYTEA`.
    Bytes,
}

/// What can be stored, and as which kind.
pub trait Stored: Into<Value> {
    /// The column type it goes into.
    const KIND: Kind;
}

macro_rules! stored {
    ($($type:ty, $kind:ident, |$value:ident| $into:expr;)+) => {$(
        impl From<$type> for Value {
            fn from($value: $type) -> Self {
                Self::$kind($into)
            }
        }
        impl Stored for $type {
            const KIND: Kind = Kind::$kind;
        }
    )+};
}

stored! {
    i64, Int, |value| value;
    i32, Int, |value| i64::from(value);
    u32, Int, |value| i64::from(value);
    bool, Int, |value| i64::from(value);
    Time, Int, |value| value.0;
    String, Text, |value| value;
    &str, Text, |value| value.to_owned();
    &String, Text, |value| value.clone();
    Vec<u8>, Bytes, |value| value;
    serde_json::Value, Text, |value| value.to_string();
}

impl<T: Stored> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null(T::KIND), Into::into)
    }
}

/// A list of ids as the JSON text that `@in($n)` unpacks.
pub fn id_list(ids: impl IntoIterator<Item = i64>) -> Value {
    Value::Text(serde_json::Value::from_iter(ids).to_string())
}

/// Reads a JSON column into a field of type [`serde_json::Value`]; lists, maps and structs need no
/// help. For `#[serde(deserialize_with)]`.
pub fn json_text<'de, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<serde_json::Value, D::Error> {
    use serde::Deserialize as _;
    let text = String::deserialize(deserializer)?;
    serde_json::from_str(&text).map_err(serde::de::Error::custom)
}

/// Parameters of a statement: `params![id, "text", time]`.
#[macro_export]
macro_rules! params {
    ($($value:expr),* $(,)?) => { vec![$($crate::db::Value::from($value)),*] };
}

/// Named fields of a row to write: `fields!["title" => title, "at" => now]`.
#[macro_export]
macro_rules! fields {
    ($($name:literal => $value:expr),* $(,)?) => { vec![$(($name, $crate::db::Value::from($value))),*] };
}

/// Digest of a row's content: SM3 over its fields in the order of their names. An absent field and
/// a NULL are the same, so a row has its digest before the database has filled in the rest.
pub fn row_digest<'a>(fields: impl IntoIterator<Item = (&'a str, &'a Value)>) -> String {
    let mut sorted: Vec<_> =
        fields.into_iter().filter(|(_, value)| !matches!(value, Value::Null(_))).collect();
    sorted.sort_unstable_by_key(|(name, _)| *name);
    let mut hash = Sm3::new();
    for (name, value) in sorted {
        let (tag, bytes): (&[u8], std::borrow::Cow<'_, [u8]>) = match value {
            Value::Int(number) => (b"i", number.to_be_bytes().to_vec().into()),
            Value::Text(text) => (b"t", text.as_bytes().into()),
            Value::Bytes(bytes) => (b"b", bytes.as_slice().into()),
            Value::Null(_) => continue,
        };
        hash.update((name.len() as u64).to_be_bytes());
        hash.update(name.as_bytes());
        hash.update(tag);
        hash.update((bytes.len() as u64).to_be_bytes());
        hash.update(&bytes);
    }
    hex::encode(hash.finalize())
}

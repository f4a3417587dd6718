//! What was typed into a form, as pairs of name and text.

use std::collections::BTreeMap;

use percent_encoding::percent_decode;
use serde::{Serialize, Serializer};

/// The fields of a form in the order in which they were sent. Text is UTF-8, always.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormData {
    pairs: Vec<(String, String)>,
}

/// The text is not UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotUtf8;

impl FormData {
    /// Reads `application/x-www-form-urlencoded`.
    pub fn parse(encoded: &[u8]) -> Result<Self, NotUtf8> {
        let pairs = encoded
            .split(|byte| *byte == b'&')
            .filter(|pair| !pair.is_empty())
            .map(|pair| {
                let mut halves = pair.splitn(2, |byte| *byte == b'=');
                let name = decode(halves.next().unwrap_or_default())?;
                let value = decode(halves.next().unwrap_or_default())?;
                Ok((name, value))
            })
            .collect::<Result<_, NotUtf8>>()?;
        Ok(Self { pairs })
    }

    /// The first value of a field as it was typed; empty when absent.
    pub fn get(&self, name: &str) -> &str {
        let found = self.pairs.iter().find(|(own, _)| own == name);
        found.map(|(_, value)| value.as_str()).unwrap_or_default()
    }

    /// All values of a field.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.pairs.iter().filter(move |(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// Whether the field was sent at all; an empty box is not.
    pub fn has(&self, name: &str) -> bool {
        self.pairs.iter().any(|(own, _)| own == name)
    }

    /// Every pair.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Adds a value.
    pub fn push(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.pairs.push((name.into(), value.into()));
    }

    /// Removes a field: passwords are never sent back.
    pub fn remove(&mut self, name: &str) {
        self.pairs.retain(|(own, _)| own != name);
    }
}

impl<N: Into<String>, V: Into<String>> FromIterator<(N, V)> for FormData {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(pairs: I) -> Self {
        let pairs = pairs.into_iter().map(|(name, value)| (name.into(), value.into())).collect();
        Self { pairs }
    }
}

/// One value as text, several as a list.
#[derive(Serialize)]
#[serde(untagged)]
enum Shown<'a> {
    One(&'a str),
    Many(Vec<&'a str>),
}

impl Serialize for FormData {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields: BTreeMap<&str, Shown<'_>> = BTreeMap::new();
        for (name, value) in self.pairs() {
            match fields.get_mut(name) {
                None => {
                    fields.insert(name, Shown::One(value));
                }
                Some(Shown::Many(values)) => values.push(value),
                Some(one) => {
                    let Shown::One(first) = *one else { continue };
                    *one = Shown::Many(vec![first, value]);
                }
            }
        }
        serializer.collect_map(fields)
    }
}

fn decode(text: &[u8]) -> Result<String, NotUtf8> {
    let spaced: Vec<u8> =
        text.iter().map(|byte| if *byte == b'+' { b' ' } else { *byte }).collect();
    let decoded = percent_decode(&spaced).decode_utf8();
    decoded.map(std::borrow::Cow::into_owned).ok().ok_or(NotUtf8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn pairs_are_decoded_and_kept_in_order() {
        let data = FormData::parse("a=1+2&b=%E6%94%BF&a=%2B&empty=&flag".as_bytes()).unwrap();
        assert_eq!(data.all("a").collect::<Vec<_>>(), ["1 2", "+"]);
        assert_eq!(data.get("b"), "政");
        assert!(data.has("empty") && data.has("flag") && !data.has("c"));
        let shown = serde_json::to_value(&data).unwrap();
        assert_eq!(shown["a"], serde_json::json!(["1 2", "+"]));
        assert_eq!(shown["b"], "政");
    }

    #[test]
    fn other_encodings_are_refused() {
        // 政 in GB 18030.
        assert_eq!(FormData::parse(b"a=%D5%FE"), Err(NotUtf8));
    }

    proptest! {
        #[test]
        fn any_text_comes_back(text in "\\PC{0,40}") {
            let encoded = format!("a={}", crate::template_functions::query_encode(&text));
            let data = FormData::parse(encoded.as_bytes()).unwrap();
            prop_assert_eq!(data.get("a"), text);
        }
    }
}

//! Text made safe inside HTML.

/// Text as it stands between tags or in a double-quoted attribute.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    escape_into(&mut out, text);
    out
}

/// Appends escaped text to what is already written.
pub fn escape_into(out: &mut String, text: &str) {
    for part in text.split_inclusive(['&', '<', '>', '"']) {
        let mut chars = part.chars();
        let name = match chars.next_back() {
            Some('&') => "&amp;",
            Some('<') => "&lt;",
            Some('>') => "&gt;",
            Some('"') => "&quot;",
            _ => {
                out.push_str(part);
                continue;
            }
        };
        out.push_str(chars.as_str());
        out.push_str(name);
    }
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn the_four_characters_that_matter_are_named() {
        assert_eq!(escape(r#"a<b> & "c""#), "a&lt;b&gt; &amp; &quot;c&quot;");
        assert_eq!(escape("未央区"), "未央区");
    }
}

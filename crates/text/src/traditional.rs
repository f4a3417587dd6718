//! Simplified into traditional characters, word by word: 头发 becomes 頭髮 and 发展 becomes 發展.

use std::sync::OnceLock;

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;

static DICTIONARY: OnceLock<Option<OpenCC>> = OnceLock::new();

/// The text in traditional characters; markup and addresses, which are ASCII, stay as they are. A
/// program without its built-in dictionary gives the text as it came.
pub fn traditional(text: &str) -> String {
    let dictionary =
        DICTIONARY.get_or_init(|| OpenCC::from_config(BuiltinConfig::S2t).ok()).as_ref();
    dictionary.map_or_else(|| text.to_owned(), |dictionary| dictionary.convert(text))
}

#[cfg(test)]
mod tests {
    use super::traditional;

    #[test]
    fn words_decide_and_markup_stays() {
        let page = "<a href=\"/zwgk/%E5%8F%91\" class=\"row\">发展与头发，干部与干净</a>";
        let said = traditional(page);
        assert!(said.contains("發展與頭髮") && said.contains("幹部與乾淨"), "{said}");
        assert!(said.starts_with("<a href=\"/zwgk/%E5%8F%91\" class=\"row\">"), "{said}");
    }
}

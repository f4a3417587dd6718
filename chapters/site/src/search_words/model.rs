//! Reading what was typed into the word lists.

/// Groups of synonyms: a line each, words separated by `=`, commas or spaces. Lines with fewer than
/// two words say nothing and are left out.
pub fn read_synonyms(text: &str) -> Vec<Vec<String>> {
    text.lines().map(read_words).filter(|group| group.len() > 1).collect()
}

/// Words separated by lines, `=`, commas or spaces, each once.
pub fn read_words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in
        text.split(['=', '＝', ',', '，', '、', ';', '；', ' ', '\u{3000}', '\n', '\r', '\t'])
    {
        let word = word.trim();
        let fits = !word.is_empty() && word.chars().count() <= 40;
        if fits && !words.iter().any(|known| known == word) {
            words.push(word.to_owned());
        }
    }
    words
}

//! Dictionary words: the shared segmenter, loaded once, and the tokenizer for ranking.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use jieba_rs::Jieba;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::fold::fold;
use crate::units::is_han;

static SEGMENTER: OnceLock<(Jieba, Duration)> = OnceLock::new();

fn loaded() -> &'static (Jieba, Duration) {
    SEGMENTER.get_or_init(|| {
        let started = Instant::now();
        let segmenter = Jieba::new();
        (segmenter, started.elapsed())
    })
}

fn segmenter() -> &'static Jieba {
    &loaded().0
}

/// Loads the dictionaries now instead of at the first search.
pub fn warm_up() {
    loaded();
    fold("");
}

/// How long the dictionary took to load; loads it when that has not happened yet.
pub fn dictionary_load_time() -> Duration {
    loaded().1
}

/// True for a word of at least two Han characters.
fn is_word(word: &str) -> bool {
    word.chars().nth(1).is_some() && word.chars().all(is_han)
}

/// The dictionary words of a folded text, every word and the words inside it.
pub(crate) fn words_of(folded: &str) -> Vec<&str> {
    let tokens = segmenter().cut_for_search(folded, false);
    tokens.into_iter().map(|token| token.word).filter(|word| is_word(word)).collect()
}

/// The text cut into pieces that follow one another, words not in the dictionary guessed.
pub(crate) fn cut(folded: &str) -> Vec<&str> {
    segmenter().cut(folded, true).into_iter().map(|token| token.word).collect()
}

/// The pieces of a folded text that follow one another, and which of them say what it is about:
/// nouns, verbs and the like, not the words between them.
pub(crate) fn cut_meaning(folded: &str) -> Vec<(&str, bool)> {
    let tags = segmenter().tag(folded, true).into_iter();
    tags.map(|tag| (tag.word, is_word(tag.word) && tag.tag.starts_with(MEANING))).collect()
}

/// The first letters of the word classes that carry meaning.
const MEANING: [char; 8] = ['n', 'v', 'a', 'j', 'l', 'i', 'b', 's'];

/// Cuts a text into its dictionary words, in search mode.
#[derive(Clone, Default)]
pub(crate) struct WordTokenizer;

/// The words of one text, as character ranges of its folded form.
pub(crate) struct WordStream {
    folded: String,
    ranges: std::vec::IntoIter<(usize, usize, usize)>,
    token: Token,
}

impl Tokenizer for WordTokenizer {
    type TokenStream<'a> = WordStream;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordStream {
        let folded = fold(text);
        let ranges: Vec<_> = segmenter()
            .cut_for_search(&folded, false)
            .into_iter()
            .filter(|token| is_word(token.word))
            .map(|token| (token.byte_start, token.byte_end, token.start))
            .collect();
        WordStream { folded, ranges: ranges.into_iter(), token: Token::default() }
    }
}

impl TokenStream for WordStream {
    fn advance(&mut self) -> bool {
        let Some((from, to, position)) = self.ranges.next() else {
            return false;
        };
        self.token.position = position;
        self.token.text.clear();
        self.token.text.push_str(self.folded.get(from..to).unwrap_or_default());
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

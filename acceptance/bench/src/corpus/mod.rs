//! The invented documents: articles as an old system would hand them over.

mod article;
mod dates;
mod dressing;
pub mod letters;
mod phrases;
pub mod statutes;
mod titles;

use std::io::{BufWriter, Write};
use std::path::Path;

use rand::rngs::StdRng;
use rand::seq::{IndexedRandom, SliceRandom};
use rand::{RngExt, SeedableRng};

pub use article::Article;

use crate::trouble::{Doing, Outcome};

/// Of this many documents …
const OF: usize = 70_000;
/// … so many share their title with another: the proportion of a real district's old system.
const SHARED: usize = 15_556;
/// A broken line comes after so many good ones.
const BROKEN_EVERY: usize = 9_000;

/// Lines no importer can take.
const BROKEN: [&str; 5] = [
    "{\"id\": \"broken-1\", \"title\": \"缺一半的一行",
    "[]",
    "{\"title\": \"没有编号的一行\", \"body_html\": \"<p>正文</p>\"}",
    "{\"id\": \"broken-4\", \"title\": {\"text\": \"类型不对\"}}",
    "导出程序异常终止",
];

/// All documents, the same for the same seed.
pub struct Corpus {
    /// The documents, in the order of their lines.
    pub articles: Vec<Article>,
    /// What they were drawn from.
    pub seed: u64,
}

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// Lines that can be imported.
    pub good: usize,
    /// Lines that cannot.
    pub broken: usize,
    /// Bytes.
    pub bytes: u64,
}

impl Corpus {
    /// Draws so many documents, with texts of the statutes in `file`.
    pub fn draw(count: usize, seed: u64, file: &Path) -> Outcome<Self> {
        let pieces = statutes::pieces(file)?;
        let mut rng = StdRng::seed_from_u64(seed);
        let titles = titles::draw(&mut rng, count, count * SHARED / OF);
        let articles = titles
            .into_iter()
            .enumerate()
            .map(|(number, title)| Article::draw(&mut rng, number, title, &pieces))
            .collect();
        Ok(Self { articles, seed })
    }

    /// Writes the first `count` documents as JSON Lines, with a few broken lines among them.
    pub fn write(&self, count: usize, path: &Path) -> Outcome<Written> {
        let articles = self.articles.get(..count).unwrap_or(&self.articles);
        write(articles.iter(), path)
    }

    /// How many of the first `count` documents have this word in what can be read of them.
    pub fn count(&self, count: usize, word: &str) -> usize {
        self.articles.iter().take(count).filter(|article| article.says(word)).count()
    }

    /// Distinct strings of `chars` Chinese characters, cut from texts and titles.
    pub fn cuttings(&self, count: usize, chars: impl Fn(&mut StdRng) -> usize) -> Vec<String> {
        let mut rng = StdRng::seed_from_u64(self.seed ^ 0x5eed);
        let mut seen = std::collections::HashSet::new();
        let mut cuttings = Vec::new();
        for _ in 0..count * 50 {
            if cuttings.len() == count {
                break;
            }
            let wanted = chars(&mut rng);
            let cutting = self.articles.choose(&mut rng).and_then(|one| one.cut(&mut rng, wanted));
            if let Some(cutting) = cutting
                && seen.insert(cutting.clone())
            {
                cuttings.push(cutting);
            }
        }
        cuttings.shuffle(&mut rng);
        cuttings
    }
}

/// Writes documents as JSON Lines, with a few broken lines among them.
pub fn write<'a>(articles: impl Iterator<Item = &'a Article>, path: &Path) -> Outcome<Written> {
    let doing = || format!("write {}", path.display());
    let mut file = BufWriter::new(std::fs::File::create(path).doing(doing())?);
    let mut written = Written { good: 0, broken: 0, bytes: 0 };
    for article in articles {
        if written.good % BROKEN_EVERY == 200 {
            let line = BROKEN.get(written.broken % BROKEN.len()).copied().unwrap_or_default();
            writeln!(file, "{line}").doing(doing())?;
            written.broken += 1;
        }
        writeln!(file, "{}", article.line()).doing(doing())?;
        written.good += 1;
    }
    file.flush().doing(doing())?;
    written.bytes = std::fs::metadata(path).doing(doing())?.len();
    Ok(written)
}

/// One of a list of words.
fn pick(rng: &mut StdRng, words: &[&'static str]) -> &'static str {
    words.choose(rng).copied().unwrap_or_default()
}

/// True once in so many times.
fn once_in(rng: &mut StdRng, times: u32) -> bool {
    rng.random_ratio(1, times)
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    fn corpus(count: usize) -> Corpus {
        Corpus::draw(count, 7, Path::new("/nowhere")).unwrap()
    }

    #[test]
    fn the_same_seed_gives_the_same_lines() {
        let (one, two) = (corpus(300), corpus(300));
        assert!(one.articles.iter().zip(&two.articles).all(|(a, b)| a.line() == b.line()));
    }

    #[test]
    fn as_many_titles_are_shared_as_in_the_old_system() {
        let corpus = corpus(7_000);
        let mut titles: HashMap<&str, usize> = HashMap::new();
        for article in &corpus.articles {
            *titles.entry(&article.title).or_default() += 1;
        }
        let shared: usize = titles.values().filter(|count| **count > 1).sum();
        assert_eq!(shared, 7_000 * SHARED / OF);
    }

    #[test]
    fn every_cutting_is_found_where_it_was_cut() {
        let corpus = corpus(200);
        for word in corpus.cuttings(100, |_| 2) {
            assert_eq!(word.chars().count(), 2);
            assert!(corpus.count(200, &word) > 0, "{word}");
        }
    }

    #[test]
    fn broken_lines_are_few_and_counted() {
        let dir = tempfile::tempdir().unwrap();
        let written = corpus(1_000).write(1_000, &dir.path().join("x")).unwrap();
        assert_eq!((written.good, written.broken), (1_000, 1));
    }
}

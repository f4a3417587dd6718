//! One invented article.

use rand::RngExt;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use serde_json::json;

use super::phrases::{AUTHORS, TOPICS, UNITS, sentence};
use super::{dates, dressing, once_in, pick};

/// An article as the old system would export it, and what can be read of it.
pub struct Article {
    /// The old system's number.
    pub id: String,
    /// The title.
    pub title: String,
    paragraphs: Vec<String>,
    body_html: String,
    published_at: String,
    source: &'static str,
    author: &'static str,
    tags: Vec<&'static str>,
}

impl Article {
    /// Draws one; most hold a piece of a statute among their own sentences.
    pub fn draw(rng: &mut StdRng, number: usize, title: String, pieces: &[Vec<String>]) -> Self {
        let mut paragraphs = vec![own_paragraph(rng)];
        if rng.random_ratio(3, 5)
            && let Some(piece) = pieces.choose(rng)
        {
            paragraphs.extend(piece.iter().cloned());
        }
        for _ in 0..rng.random_range(1..4) {
            paragraphs.push(own_paragraph(rng));
        }
        let tags = (0..rng.random_range(0..4)).map(|_| pick(rng, TOPICS)).collect();
        Self {
            id: format!("old-{number:06}"),
            body_html: dressing::dress(rng, &paragraphs),
            published_at: dates::draw(rng),
            source: pick(rng, UNITS),
            author: if once_in(rng, 3) { "" } else { pick(rng, AUTHORS) },
            tags,
            title,
            paragraphs,
        }
    }

    /// The line of the export. Tags come as a list or as one text, as old systems do.
    pub fn line(&self) -> String {
        let tags =
            if self.tags.len() == 2 { json!(self.tags.join("；")) } else { json!(self.tags) };
        json!({
            "id": self.id, "title": self.title, "body_html": self.body_html,
            "published_at": self.published_at, "source": self.source, "author": self.author,
            "tags": tags,
        })
        .to_string()
    }

    /// Its text as the old system keeps it.
    pub fn body(&self) -> &str {
        &self.body_html
    }

    /// Whether title, tags or a paragraph contain the word.
    pub fn says(&self, word: &str) -> bool {
        self.title.contains(word)
            || self.tags.iter().any(|tag| tag.contains(word))
            || self.paragraphs.iter().any(|paragraph| paragraph.contains(word))
    }

    /// So many Chinese characters in a row, from somewhere in it.
    pub fn cut(&self, rng: &mut StdRng, chars: usize) -> Option<String> {
        let from = if once_in(rng, 4) { &self.title } else { self.paragraphs.choose(rng)? };
        let all: Vec<char> = from.chars().collect();
        let start = rng.random_range(0..all.len().checked_sub(chars)? + 1);
        let cut = all.get(start..start + chars)?;
        cut.iter().all(|c| ('\u{4e00}'..='\u{9fa5}').contains(c)).then(|| cut.iter().collect())
    }
}

fn own_paragraph(rng: &mut StdRng) -> String {
    (0..rng.random_range(2..6)).map(|_| sentence(rng)).collect()
}

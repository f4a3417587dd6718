//! Two bodies compared block by block, and inside a changed block word by word.
//!
//! The result is safe HTML: the structure is always the new body's, what went is shown in `<del>`
//! and what came in `<ins>`, both only around words and images.

mod align;
mod blocks;
mod inline;
#[cfg(test)]
mod tests;
mod words;

use align::{Pair, pairs};

/// A block of the compared bodies, as HTML to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// It is in both bodies.
    Same {
        /// The block itself.
        html: String,
    },
    /// Only the new body has it; its words stand in `<ins>`.
    Added {
        /// The block with its words marked.
        html: String,
    },
    /// Only the old body has it; its words stand in `<del>`.
    Removed {
        /// The block with its words marked.
        html: String,
    },
    /// Both have it, with other words or other formatting.
    Changed {
        /// The new block, with `<ins>` and `<del>` where the words differ.
        inline: String,
    },
}

impl Block {
    /// The HTML to show.
    pub fn html(&self) -> &str {
        match self {
            Self::Same { html } | Self::Added { html } | Self::Removed { html } => html,
            Self::Changed { inline } => inline,
        }
    }
}

/// Compares two bodies, Chinese cut into single characters whose changes are then joined.
pub fn diff(old_html: &str, new_html: &str) -> Vec<Block> {
    diff_by(old_html, new_html, &words::characters)
}

/// Compares two bodies with a segmentation of Chinese: `cut` gets a stretch of Han characters and
/// returns its words in order, leaving nothing out.
pub fn diff_by(old_html: &str, new_html: &str, cut: &dyn Fn(&str) -> Vec<String>) -> Vec<Block> {
    // Cleaning costs little and makes the result safe whatever was given.
    let old = blocks::read(&crate::html::clean(old_html).html, cut);
    let new = blocks::read(&crate::html::clean(new_html).html, cut);
    let block = |pair: Pair<'_>| match pair {
        Pair::Same(block) => Block::Same { html: block.html.clone() },
        Pair::Added(block) => Block::Added { html: inline::whole(block, "ins") },
        Pair::Removed(block) => Block::Removed { html: inline::whole(block, "del") },
        Pair::Changed(old, new) => Block::Changed { inline: inline::changed(old, new) },
    };
    pairs(&old, &new).into_iter().map(block).collect()
}

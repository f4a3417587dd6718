//! Last pass: paragraphs around bare words, no empty elements, white space settled.
//!
//! It reads the guard's well-formed output and writes only what it knows by name. Marks such as
//! `strong` are opened when their first word comes and closed at the border of a block, so they
//! are never empty and never hold a paragraph.

mod blocks;

use html5ever::tokenizer::Tag;
use unicode_normalization::char::is_combining_mark;

use crate::html::frames::{Frame, Role, fits, known, role, written};
use crate::html::pieces::Pieces;
use crate::spacing::{Gap, is_blank, is_invisible, is_joiner, takes_joiner};
use crate::tokens::{self, Event, attribute};

/// At the start of a text it would join the `>` of the tag before it into another character.
const OVERLAY: char = '\u{338}';

/// Writes the guard's output as a body.
pub(crate) fn compose(html: &str) -> String {
    let mut composer = Composer::new();
    tokens::read(html, |event| match event {
        Event::Text(text) => composer.words(text),
        Event::Start(tag) => composer.start(tag),
        Event::End(name) => composer.end(name),
    });
    composer.finish(html.len() + 64)
}

/// A mark on words: `strong`, `a`, `sup` …
struct Mark {
    name: &'static str,
    /// The start tag; empty when the mark says nothing.
    tag: String,
    /// The start tag when it is opened a second time: an id stands only once.
    tag_again: String,
    opened: bool,
}

/// What is known of the line being written.
#[derive(Default)]
struct Line {
    /// The last character written, nothing at the start of a line.
    last: Option<char>,
    gap: Gap,
    /// Line breaks asked for since the last word.
    breaks: u8,
}

struct Composer {
    pieces: Pieces,
    frames: Vec<Frame>,
    marks: Vec<Mark>,
    line: Line,
    word: String,
}

impl Composer {
    fn new() -> Self {
        Self {
            pieces: Pieces::default(),
            frames: vec![Frame::new("", Role::Flow, 0)],
            marks: Vec::new(),
            line: Line::default(),
            word: String::new(),
        }
    }

    fn words(&mut self, text: &str) {
        for c in text.chars() {
            if is_blank(c) {
                self.flush();
                if self.line.last.is_some() && self.line.breaks == 0 {
                    self.line.gap = self.line.gap.with(c);
                }
            } else if is_joiner(c) {
                if self.word.chars().next_back().is_some_and(takes_joiner) {
                    self.word.push(c);
                }
            } else if c == OVERLAY {
                if self.word.chars().next_back().is_some_and(|last| !is_combining_mark(last)) {
                    self.word.push(c);
                }
            } else if !is_invisible(c) {
                self.word.push(c);
            }
        }
    }

    /// Writes the word that has been gathered.
    fn flush(&mut self) {
        let Some(first) = self.word.chars().next() else {
            return;
        };
        let word = std::mem::take(&mut self.word);
        if self.make_room(first) {
            self.pieces.text(&word);
            self.line.last = word.chars().next_back();
        }
        self.word = word;
        self.word.clear();
    }

    fn start(&mut self, tag: &Tag) {
        self.flush();
        let Some(name) = known(&tag.name) else { return };
        let class = attribute(tag, "class").unwrap_or_default();
        match (name, role(name, class)) {
            (_, Some(role)) => self.open(name, role, tag),
            ("br", _) if self.line.last.is_some() => {
                self.line.breaks = self.line.breaks.saturating_add(1);
                self.line.gap = Gap::None;
            }
            ("br", _) => {}
            ("img", _) => self.image(tag),
            ("hr" | "source" | "track", _) => self.lonely(name, tag),
            _ => self.mark(name, tag),
        }
    }

    fn end(&mut self, name: &str) {
        self.flush();
        let Some(name) = known(name) else { return };
        if role(name, "").is_some() {
            self.close(name);
        } else if let Some(at) = self.marks.iter().rposition(|mark| mark.name == name) {
            // Well-formed input ends the innermost mark first.
            for mark in self.marks.drain(at..).rev() {
                if mark.opened {
                    self.pieces.end(mark.name);
                }
            }
        }
    }

    fn finish(mut self, capacity: usize) -> String {
        self.flush();
        while self.frames.len() > 1 {
            self.shut();
        }
        self.pieces.into_html(capacity)
    }

    fn mark(&mut self, name: &'static str, tag: &Tag) {
        let says_nothing = self.marks.iter().any(|mark| mark.name == name)
            || (name == "a" && attribute(tag, "href").is_none() && attribute(tag, "id").is_none());
        let mut mark = Mark { name, tag: String::new(), tag_again: String::new(), opened: false };
        if !says_nothing {
            mark.tag = written(name, "", Some(tag), true);
            // Without its id, an anchor that leads nowhere says nothing.
            if name != "a" || attribute(tag, "href").is_some() {
                mark.tag_again = written(name, "", Some(tag), false);
            }
        }
        self.marks.push(mark);
    }

    fn image(&mut self, tag: &Tag) {
        if attribute(tag, "src").is_some() && self.make_room('\u{fffc}') {
            self.pieces.tag(written("img", "", Some(tag), true));
            self.line.last = Some('\u{fffc}');
        }
    }

    /// An element that stands alone: a rule, a source, a track.
    fn lonely(&mut self, name: &'static str, tag: &Tag) {
        self.leave_paragraph();
        let inside = self.container();
        if fits(name, inside) && (name == "hr" || attribute(tag, "src").is_some()) {
            self.pieces.tag(written(name, "", Some(tag), true));
            self.line = Line::default();
        }
    }

    /// The line ends here: marks are closed, white space and breaks at its end are dropped.
    fn leave_line(&mut self) {
        for mark in self.marks.iter_mut().rev().filter(|mark| mark.opened) {
            self.pieces.end(mark.name);
            mark.opened = false;
            mark.tag.clone_from(&mark.tag_again);
        }
        self.line = Line::default();
    }

    /// Makes everything ready for a word or an image; says no where none may stand.
    fn make_room(&mut self, first: char) -> bool {
        match self.container().role {
            Role::Table | Role::Media => return false,
            Role::List => self.begin("li"),
            Role::Flow => self.begin("p"),
            Role::Mixed | Role::Line | Role::Passing => {}
        }
        if self.line.breaks > 1 && self.container().name == "p" {
            self.split();
        } else if self.line.breaks > 0 {
            self.pieces.tag("<br>".to_owned());
        } else if let Some(last) = self.line.last {
            self.pieces.text(self.line.gap.between(last, first));
        }
        self.line.breaks = 0;
        self.line.gap = Gap::None;
        for mark in self.marks.iter_mut().filter(|mark| !mark.opened && !mark.tag.is_empty()) {
            let plain = mark.tag.len() == mark.name.len() + 2;
            if !(plain && self.pieces.reopen(mark.name)) {
                self.pieces.tag(mark.tag.clone());
            }
            mark.opened = true;
        }
        true
    }
}

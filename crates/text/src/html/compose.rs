//! Last pass: paragraphs around bare words, no empty elements, white space settled.
//!
//! It reads the guard's well-formed output and writes only what it knows by name. Marks such as
//! `strong` are opened when their first word comes and closed at the border of a block, so they
//! are never empty and never hold a paragraph.

use html5ever::tokenizer::Tag;

use super::frames::{Frame, Role, fits, known, role, written};
use super::pieces::Pieces;
use crate::spacing::{Gap, is_blank, is_invisible, is_joiner, takes_joiner};
use crate::tokens::{self, Event, attribute};

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
            } else if !is_invisible(c) {
                self.word.push(c);
            }
        }
    }

    /// Writes the word that has been gathered.
    fn flush(&mut self) {
        let Some(first) = self.word.chars().next() else { return };
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
        let (tag, tag_again) = if says_nothing {
            (String::new(), String::new())
        } else {
            (written(name, "", Some(tag), true), written(name, "", Some(tag), false))
        };
        self.marks.push(Mark { name, tag, tag_again, opened: false });
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

    /// The innermost element that is written.
    fn container(&self) -> &Frame {
        let written = self.frames.iter().rev().find(|frame| frame.role != Role::Passing);
        // The root is always there and always written.
        written.unwrap_or(&ROOT)
    }

    /// The alignment that the separating elements around hand down.
    fn inherited(&self) -> String {
        let passing = self.frames.iter().rev().take_while(|frame| frame.role == Role::Passing);
        passing.map(|frame| &frame.class).find(|class| !class.is_empty()).cloned().unwrap_or_default()
    }

    /// Opens a block.
    fn open(&mut self, name: &'static str, role: Role, tag: &Tag) {
        self.leave_paragraph();
        let class = attribute(tag, "class").unwrap_or_default();
        if name == "li" && self.container().automatic && self.container().name == "li" {
            self.shut();
        }
        if role != Role::Passing && name != "li" && self.container().role == Role::List {
            self.begin("li");
        }
        if role == Role::Passing || !fits(name, self.container()) {
            self.separate();
            self.frames.push(Frame::passing(name, class.to_owned()));
            return;
        }
        let class = if matches!(name, "p" | "h2" | "h3" | "h4") && class.is_empty() {
            self.inherited()
        } else {
            class.to_owned()
        };
        self.leave_line();
        let stays_empty = matches!(name, "td" | "th") || attribute(tag, "src").is_some();
        let frame = Frame::new(name, role, self.pieces.position());
        self.pieces.tag(written(name, &class, Some(tag), true));
        self.frames.push(Frame { class, stays_empty, ..frame });
    }

    /// Opens a block that the input forgot.
    fn begin(&mut self, name: &'static str) {
        let class = if name == "p" { self.inherited() } else { String::new() };
        self.leave_line();
        let role = role(name, "").unwrap_or(Role::Mixed);
        let frame = Frame::new(name, role, self.pieces.position());
        self.pieces.tag(written(name, &class, None, true));
        self.frames.push(Frame { class, automatic: true, ..frame });
    }

    /// Ends a block whose end tag came, with the automatic ones inside it.
    fn close(&mut self, name: &'static str) {
        let open = self.frames.iter().rposition(|frame| frame.name == name && !frame.automatic);
        let Some(at) = open.filter(|at| *at > 0) else { return };
        while self.frames.len() > at {
            self.shut();
        }
    }

    /// Ends the innermost frame.
    fn shut(&mut self) {
        let Some(frame) = self.frames.pop() else { return };
        if frame.role == Role::Passing {
            return self.separate();
        }
        self.leave_line();
        if self.pieces.position() == frame.start + 1 && !frame.stays_empty {
            self.pieces.take_back(frame.start);
        } else {
            self.pieces.end(frame.name);
        }
    }

    /// Ends a paragraph because a block begins; one that is still open in the input only passes.
    fn leave_paragraph(&mut self) {
        let at = self.frames.iter().rposition(|frame| frame.role != Role::Passing);
        let Some(at) = at else { return };
        let Some(frame) = self.frames.get(at).filter(|frame| frame.name == "p") else { return };
        let (automatic, class) = (frame.automatic, frame.class.clone());
        let above = self.frames.split_off(at + 1);
        self.shut();
        if !automatic {
            self.frames.push(Frame::passing("p", class));
        }
        self.frames.extend(above);
    }

    /// What a separating element does to the words on both sides of it.
    fn separate(&mut self) {
        match self.container().role {
            Role::Mixed if self.line.last.is_some() => self.line.breaks = self.line.breaks.max(1),
            Role::Line if self.container().name != "p" && self.line.last.is_some() => {
                self.line.gap = self.line.gap.max(Gap::Space);
            }
            Role::Line if self.container().name == "p" => self.leave_paragraph(),
            _ => {}
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

    /// Two breaks in a paragraph make two paragraphs.
    fn split(&mut self) {
        self.leave_line();
        let start = self.pieces.position() + 1;
        let at = self.frames.iter().rposition(|frame| frame.role != Role::Passing);
        let Some(frame) = at.and_then(|at| self.frames.get_mut(at)) else { return };
        self.pieces.end("p");
        frame.start = start;
        self.pieces.tag(written("p", &frame.class, None, true));
    }
}

/// Stands for the outermost element where no frame is left.
static ROOT: Frame = Frame {
    name: "",
    role: Role::Flow,
    start: 0,
    class: String::new(),
    automatic: false,
    stays_empty: false,
};

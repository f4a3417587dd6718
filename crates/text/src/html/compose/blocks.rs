//! The blocks of a body: opened, closed, separated, and taken back when they are empty.

use html5ever::tokenizer::Tag;

use super::Composer;
use crate::html::frames::{Frame, Role, fits, role, written};
use crate::spacing::Gap;
use crate::tokens::attribute;

impl Composer {
    /// The innermost element that is written.
    pub(super) fn container(&self) -> &Frame {
        let written = self.frames.iter().rev().find(|frame| frame.role != Role::Passing);
        // The root is always there and always written.
        written.unwrap_or(&ROOT)
    }

    /// The alignment that the separating elements around hand down.
    pub(super) fn inherited(&self) -> String {
        let passing = self.frames.iter().rev().take_while(|frame| frame.role == Role::Passing);
        passing
            .map(|frame| &frame.class)
            .find(|class| !class.is_empty())
            .cloned()
            .unwrap_or_default()
    }

    /// Opens a block.
    pub(super) fn open(&mut self, name: &'static str, role: Role, tag: &Tag) {
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
    pub(super) fn begin(&mut self, name: &'static str) {
        let class = if name == "p" { self.inherited() } else { String::new() };
        self.leave_line();
        let role = role(name, "").unwrap_or(Role::Mixed);
        let frame = Frame::new(name, role, self.pieces.position());
        self.pieces.tag(written(name, &class, None, true));
        self.frames.push(Frame { class, automatic: true, ..frame });
    }

    /// Ends a block whose end tag came, with the automatic ones inside it.
    pub(super) fn close(&mut self, name: &'static str) {
        let open = self.frames.iter().rposition(|frame| frame.name == name && !frame.automatic);
        let Some(at) = open.filter(|at| *at > 0) else {
            return;
        };
        while self.frames.len() > at {
            self.shut();
        }
    }

    /// Ends the innermost frame.
    pub(super) fn shut(&mut self) {
        let Some(frame) = self.frames.pop() else {
            return;
        };
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
    pub(super) fn leave_paragraph(&mut self) {
        let at = self.frames.iter().rposition(|frame| frame.role != Role::Passing);
        let Some(at) = at else { return };
        let Some(frame) = self.frames.get(at).filter(|frame| frame.name == "p") else {
            return;
        };
        let (automatic, class) = (frame.automatic, frame.class.clone());
        let above = self.frames.split_off(at + 1);
        self.shut();
        if !automatic {
            self.frames.push(Frame::passing("p", class));
        }
        self.frames.extend(above);
    }

    /// What a separating element does to the words on both sides of it.
    pub(super) fn separate(&mut self) {
        match self.container().role {
            Role::Mixed if self.line.last.is_some() => self.line.breaks = self.line.breaks.max(1),
            Role::Line if self.container().name != "p" && self.line.last.is_some() => {
                self.line.gap = self.line.gap.max(Gap::Space);
            }
            Role::Line if self.container().name == "p" => self.leave_paragraph(),
            _ => {}
        }
    }

    /// Two breaks in a paragraph make two paragraphs.
    pub(super) fn split(&mut self) {
        self.leave_line();
        let start = self.pieces.position() + 1;
        let at = self.frames.iter().rposition(|frame| frame.role != Role::Passing);
        let Some(frame) = at.and_then(|at| self.frames.get_mut(at)) else {
            return;
        };
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

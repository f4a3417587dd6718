//! A changed block: the new one's structure, with what went and what came among its words.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::blocks::{BodyBlock, Part};

/// An unchanged stretch of fewer characters between two changes is shown as changed too:
/// a text that jumps after every character cannot be read.
const SHORTEST_CALM: usize = 3;

/// What happens before and at a unit of the new block.
#[derive(Default, Clone)]
struct Fate {
    /// Units of the old block that went here, before this unit.
    gone: String,
    /// This unit is new.
    came: bool,
}

/// The block with all its words marked.
pub(super) fn whole(block: &BodyBlock, tag: &'static str) -> String {
    let fates = vec![Fate { gone: String::new(), came: true }; block.units().len() + 1];
    Writer::new(tag).write(block, fates)
}

/// The new block with its differences from the old one.
pub(super) fn changed(old: &BodyBlock, new: &BodyBlock) -> String {
    let (old_units, new_units) = (old.units(), new.units());
    let ops = capture_diff_slices(Algorithm::Myers, &old_units, &new_units);
    let restless = restless(&ops, &new_units);
    let mut fates = vec![Fate::default(); new_units.len() + 1];
    for (op, restless) in ops.iter().zip(restless) {
        if matches!(op, DiffOp::Equal { .. }) && !restless {
            continue;
        }
        let gone: String = old_units.get(op.old_range()).unwrap_or_default().concat();
        let start = op.new_range().start;
        if let Some(fate) = fates.get_mut(start) {
            fate.gone.push_str(&gone);
        }
        for fate in fates.get_mut(op.new_range()).unwrap_or_default() {
            fate.came = true;
        }
    }
    join(&mut fates);
    Writer::new("ins").write(new, fates)
}

/// Which operations are equal stretches too short to be left calm.
fn restless(ops: &[DiffOp], new_units: &[&str]) -> Vec<bool> {
    let last = ops.len().saturating_sub(1);
    let short = |(place, op): (usize, &DiffOp)| {
        let units = new_units.get(op.new_range()).unwrap_or_default();
        let inner = place > 0 && place < last && matches!(op, DiffOp::Equal { .. });
        let words = units.iter().all(|unit| !unit.starts_with('<') && !is_stop(unit));
        inner
            && words
            && units.iter().map(|unit| unit.chars().count()).sum::<usize>() < SHORTEST_CALM
    };
    ops.iter().enumerate().map(short).collect()
}

/// Punctuation parts changes even when it is short.
fn is_stop(unit: &str) -> bool {
    matches!(unit, "，" | "。" | "；" | "、" | "：" | "！" | "？" | "（" | "）" | "《" | "》")
}

/// Gathers what went along a stretch of new units before its first one: `<del>` then `<ins>`.
fn join(fates: &mut [Fate]) {
    let mut first: Option<usize> = None;
    for at in 0..fates.len() {
        let came_before = at > 0 && fates.get(at - 1).is_some_and(|fate| fate.came);
        if !came_before {
            first = Some(at);
        }
        let target = first.filter(|target| *target < at);
        let Some(gone) = fates.get_mut(at).map(|fate| &mut fate.gone) else {
            continue;
        };
        if target.is_some() && !gone.is_empty() {
            let gone = std::mem::take(gone);
            if let Some(fate) = target.and_then(|target| fates.get_mut(target)) {
                fate.gone.push_str(&gone);
            }
        }
    }
}

struct Writer {
    out: String,
    /// The element that marks new units.
    tag: &'static str,
    marking: bool,
    /// What went, waiting for a place where words may stand.
    gone: String,
    open: Vec<String>,
}

impl Writer {
    fn new(tag: &'static str) -> Self {
        Self { out: String::new(), tag, marking: false, gone: String::new(), open: Vec::new() }
    }

    fn write(mut self, block: &BodyBlock, fates: Vec<Fate>) -> String {
        let mut fates = fates.into_iter();
        for part in &block.parts {
            match part {
                Part::Unit(html) => self.unit(html, fates.next().unwrap_or_default()),
                Part::Start(html, name) => {
                    self.mark(false);
                    self.out.push_str(html);
                    self.open.push(name.clone());
                }
                Part::End(name) => {
                    if self.open.len() == 1 {
                        self.take_gone(fates.next());
                    }
                    self.end(name);
                }
            }
        }
        self.take_gone(fates.next());
        if !self.gone.is_empty() {
            self.out.extend(["<p><del>", &self.gone, "</del></p>"]);
        }
        self.out
    }

    fn take_gone(&mut self, fate: Option<Fate>) {
        if let Some(fate) = fate {
            self.gone.push_str(&fate.gone);
        }
    }

    fn unit(&mut self, html: &str, fate: Fate) {
        self.gone.push_str(&fate.gone);
        let words_stand_here = self.takes_words();
        if !self.gone.is_empty() && words_stand_here {
            self.mark(false);
            self.strike();
        }
        self.mark(fate.came && words_stand_here);
        self.out.push_str(html);
    }

    fn end(&mut self, name: &str) {
        self.mark(false);
        if !self.gone.is_empty() && self.takes_words() {
            self.strike();
        }
        self.open.pop();
        self.out.extend(["</", name, ">"]);
    }

    fn strike(&mut self) {
        let gone = std::mem::take(&mut self.gone);
        self.out.extend(["<del>", &gone, "</del>"]);
    }

    /// Begins or ends the mark around new units.
    fn mark(&mut self, marking: bool) {
        if marking != self.marking {
            self.out.push_str(if marking { "<" } else { "</" });
            self.out.push_str(self.tag);
            self.out.push('>');
            self.marking = marking;
        }
    }

    /// Whether words may stand directly in the innermost open element.
    fn takes_words(&self) -> bool {
        let wordless = |name: &String| {
            matches!(
                name.as_str(),
                "ul" | "ol"
                    | "table"
                    | "thead"
                    | "tbody"
                    | "tfoot"
                    | "tr"
                    | "video"
                    | "audio"
                    | "blockquote"
                    | "section"
            )
        };
        self.open.last().is_some_and(|name| !wordless(name))
    }
}

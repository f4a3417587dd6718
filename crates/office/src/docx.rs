//! DOCX: paragraphs, headings, lists, tables, pictures, links and footnotes; styling is dropped.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::events::BytesStart;

use crate::grid::Grid;
use crate::html::escape;
use crate::marked::{Met, attribute, walk};
use crate::numbering::{Counters, Mark, Numbering};
use crate::package::Package;
use crate::reading::{Block, Picture, Reading, Shape};
use crate::unreadable::Unreadable;
use crate::word_styles::WordStyles;

/// Reads the body and the footnotes.
pub(crate) fn read(bytes: &[u8]) -> Result<Reading, Unreadable> {
    let package = Package::open(bytes)?;
    let xml = package.xml("word/document.xml").ok_or(Unreadable::Broken)?;
    let looks =
        Looks { styles: WordStyles::read(&package)?, numbering: Numbering::read(&package)? };
    let mut body = Story::new(&package, &looks, links(&package, "document")?);
    walk(&xml, |met| body.meet(met))?;
    let (mut blocks, pictures, notes) = (body.blocks, body.pictures, body.notes);
    if !notes.is_empty() {
        blocks.push(all_notes(&package, &looks, &notes)?);
    }
    Ok(Reading { blocks, pictures })
}

/// What the relation ids of a part point to.
fn links(package: &Package, part: &str) -> Result<BTreeMap<String, String>, Unreadable> {
    let mut links = BTreeMap::new();
    let Some(xml) = package.xml(&format!("word/_rels/{part}.xml.rels")) else { return Ok(links) };
    walk(&xml, |met| {
        if let Met::Start(start) = met
            && let (Some(id), Some(to)) = (attribute(start, "Id"), attribute(start, "Target"))
        {
            links.insert(id, to);
        }
        Ok(())
    })?;
    Ok(links)
}

/// What styles and numberings mean.
struct Looks {
    styles: WordStyles,
    numbering: Numbering,
}

/// A note by its kind, `footnote` or `endnote`, and its id.
type NoteId = (&'static str, String);

/// The footnotes and endnotes that the body refers to, in its order.
fn all_notes(package: &Package, looks: &Looks, notes: &[NoteId]) -> Result<Block, Unreadable> {
    let mut texts = notes_of(package, looks, "footnote")?;
    texts.extend(notes_of(package, looks, "endnote")?);
    let mut html = String::from("<section class=\"footnotes\"><ol>");
    let mut all = String::new();
    for (index, note) in notes.iter().enumerate() {
        let words = texts.get(note).map_or("", |words| words.trim());
        let number = index + 1;
        html.extend([format!("<li id=\"fn{number}\">{}</li>", escape(words))]);
        all.push_str(words);
        all.push('\n');
    }
    html.push_str("</ol></section>");
    Ok(Block::new(Shape::Notes, html, all))
}

/// The words of all notes of a kind.
fn notes_of(
    package: &Package,
    looks: &Looks,
    kind: &'static str,
) -> Result<BTreeMap<NoteId, String>, Unreadable> {
    let part = format!("{kind}s");
    let xml = package.xml(&format!("word/{part}.xml")).unwrap_or_default();
    let mut texts: BTreeMap<NoteId, String> = BTreeMap::new();
    let mut story = Story::new(package, looks, links(package, &part)?);
    let mut note = String::new();
    walk(&xml, |met| {
        match &met {
            Met::Start(start) if start.local_name().as_ref() == kind => {
                story.blocks.clear();
                note = attribute(start, "id").unwrap_or_default();
            }
            Met::End(name) if *name == kind => {
                let words: Vec<&str> = story.blocks.iter().map(|block| block.text.trim()).collect();
                texts.insert((kind, std::mem::take(&mut note)), words.join(" "));
            }
            _ => {}
        }
        story.meet(met)
    })?;
    Ok(texts)
}

/// A paragraph on its way.
#[derive(Default)]
struct Paragraph {
    html: String,
    text: String,
    style: String,
    list: Option<(String, String)>,
    align: &'static str,
    outline: Option<usize>,
}

/// What has been read of a part so far.
struct Story<'a> {
    package: &'a Package,
    looks: &'a Looks,
    counters: Counters,
    links: BTreeMap<String, String>,
    blocks: Vec<Block>,
    pictures: Vec<Picture>,
    notes: Vec<NoteId>,
    paragraphs: Vec<Paragraph>,
    grids: Vec<Grid>,
    anchors: Vec<bool>,
    alt: String,
    in_text: usize,
    skipped: usize,
    seen: BTreeSet<NoteId>,
}

impl<'a> Story<'a> {
    fn new(package: &'a Package, looks: &'a Looks, links: BTreeMap<String, String>) -> Self {
        Self {
            package,
            looks,
            counters: Counters::default(),
            links,
            blocks: Vec::new(),
            pictures: Vec::new(),
            notes: Vec::new(),
            paragraphs: Vec::new(),
            grids: Vec::new(),
            anchors: Vec::new(),
            alt: String::new(),
            in_text: 0,
            skipped: 0,
            seen: BTreeSet::new(),
        }
    }

    fn meet(&mut self, met: Met<'_>) -> Result<(), Unreadable> {
        // The fallback of a text box says the same again; what was deleted or moved away is gone.
        match &met {
            Met::Start(start)
                if matches!(start.local_name().as_ref(), "Fallback" | "del" | "moveFrom") =>
            {
                self.skipped += 1;
            }
            Met::End("Fallback" | "del" | "moveFrom") => {
                self.skipped = self.skipped.saturating_sub(1);
            }
            _ => {}
        }
        if self.skipped > 0 {
            return Ok(());
        }
        match met {
            Met::Start(start) => self.begin(start),
            Met::End(name) => self.end(name),
            Met::Text(words) if self.in_text > 0 => {
                self.add(&escape(words), words);
                Ok(())
            }
            Met::Text(_) => Ok(()),
        }
    }

    fn begin(&mut self, start: &BytesStart<'_>) -> Result<(), Unreadable> {
        let value = || attribute(start, "val").unwrap_or_default();
        match start.local_name().as_ref() {
            "p" => self.paragraphs.push(Paragraph::default()),
            "t" => self.in_text += 1,
            // One with a value is a stop of the ruler.
            "tab" if value().is_empty() => self.add(" ", " "),
            "br" | "cr" => self.add("<br>", "\n"),
            "noBreakHyphen" => self.add("-", "-"),
            "hyperlink" => self.link(start),
            "docPr" => self.alt = attribute(start, "descr").unwrap_or_default(),
            "blip" => self.picture(&attribute(start, "embed").unwrap_or_default()),
            "footnoteReference" => self.reference("footnote", start),
            "endnoteReference" => self.reference("endnote", start),
            "tbl" => self.grids.push(Grid::default()),
            "tr" | "tc" | "tblHeader" | "gridSpan" | "vMerge" => {
                if let Some(grid) = self.grids.last_mut() {
                    grid.meet(start.local_name().as_ref(), &value())?;
                }
            }
            name => self.property(name, value()),
        }
        Ok(())
    }

    fn property(&mut self, name: &str, value: String) {
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        match name {
            "pStyle" => paragraph.style = value,
            "outlineLvl" => paragraph.outline = value.parse().ok(),
            "ilvl" => paragraph.list.get_or_insert_default().1 = value,
            "numId" => paragraph.list.get_or_insert_default().0 = value,
            "jc" if value == "center" => paragraph.align = " class=\"align-center\"",
            "jc" if matches!(value.as_str(), "right" | "end") => {
                paragraph.align = " class=\"align-right\"";
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) -> Result<(), Unreadable> {
        match name {
            "t" => self.in_text = self.in_text.saturating_sub(1),
            "hyperlink" if self.anchors.pop() == Some(true) => self.add("</a>", ""),
            "p" => self.close(),
            "tbl" => {
                if let Some(grid) = self.grids.pop() {
                    let (html, text) = grid.finish()?;
                    self.put(Block::new(Shape::Table, html, text));
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn add(&mut self, html: &str, text: &str) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.html.push_str(html);
            paragraph.text.push_str(text);
        }
    }

    fn link(&mut self, start: &BytesStart<'_>) {
        let to = attribute(start, "id").and_then(|id| self.links.get(&id).cloned());
        let web = to
            .filter(|to| ["http://", "https://", "mailto:"].iter().any(|way| to.starts_with(way)));
        self.anchors.push(web.is_some());
        if let Some(to) = web {
            self.add(&format!("<a href=\"{}\">", escape(&to)), "");
        }
    }

    /// A picture that the package itself holds; what lies elsewhere is not fetched.
    fn picture(&mut self, id: &str) {
        let Some(target) = self.links.get(id).cloned() else { return };
        let path =
            target.strip_prefix('/').map_or_else(|| format!("word/{target}"), ToOwned::to_owned);
        let Some(bytes) = self.package.part(&path) else { return };
        let name = path.rsplit('/').next().unwrap_or_default().to_owned();
        let alt = std::mem::take(&mut self.alt);
        let (index, shown) = (self.pictures.len(), escape(&alt));
        self.add(&format!("<img src=\"picture:{index}\" alt=\"{shown}\">"), "");
        self.pictures.push(Picture { name, alt, bytes: bytes.to_vec() });
    }

    fn reference(&mut self, kind: &'static str, start: &BytesStart<'_>) {
        let note = (kind, attribute(start, "id").unwrap_or_default());
        if !self.seen.insert(note.clone()) {
            return;
        }
        self.notes.push(note);
        let number = self.notes.len();
        self.add(
            &format!("<sup id=\"fnref{number}\"><a href=\"#fn{number}\">{number}</a></sup>"),
            "",
        );
    }

    /// A paragraph ends: it becomes a block, or part of a cell.
    fn close(&mut self) {
        let Some(paragraph) = self.paragraphs.pop() else { return };
        if paragraph.html.trim().is_empty() {
            return;
        }
        let Paragraph { html, text, style, list, align, outline } = paragraph;
        let styles = &self.looks.styles;
        let level = outline.or_else(|| styles.heading(&style)).filter(|level| *level < 9);
        let listed = list.or_else(|| styles.list(&style)).filter(|list| list.0 != "0");
        let depth = listed.as_ref().and_then(|list| list.1.parse().ok()).unwrap_or(0).min(8);
        let mark = listed.map_or(Mark::None, |(number, _)| {
            self.counters.next(&self.looks.numbering, &number, depth)
        });
        let (html, text) = match &mark {
            Mark::Words(words) => (escape(words) + &html, words.clone() + &text),
            _ => (html, text),
        };
        let block = match (level, mark) {
            (Some(level), _) => {
                let tag = ["h2", "h3", "h4"].get(level).copied().unwrap_or("h4");
                Block::new(Shape::Heading, format!("<{tag}>{html}</{tag}>"), text)
            }
            (None, Mark::Dot) => Block::item(Shape::Dotted, depth, html, text),
            (None, Mark::Number) => Block::item(Shape::Numbered, depth, html, text),
            (None, _) => Block::new(Shape::Paragraph, format!("<p{align}>{html}</p>"), text),
        };
        self.put(block);
    }

    fn put(&mut self, block: Block) {
        match self.grids.last_mut() {
            Some(grid) => grid.put(&block),
            None => self.blocks.push(block),
        }
    }
}

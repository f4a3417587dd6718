//! What a cleaned body is made of, as far as its checks ask: headings, pictures, films, links, tables.

use html5ever::tokenizer::Tag;

use crate::tokens::{self, Event};

/// The parts of a body, each in order of appearance.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// Headings: their level, 1 to 6, and their words.
    pub headings: Vec<(u8, String)>,
    /// The alternative texts of pictures; nothing where a picture has no such attribute.
    pub pictures: Vec<Option<String>>,
    /// Films: whether each has captions.
    pub films: Vec<bool>,
    /// Links: their addresses and words.
    pub links: Vec<(String, String)>,
    /// Tables.
    pub tables: Vec<Table>,
}

/// A table of a body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Whether it has a caption with words.
    pub has_caption: bool,
    /// Whether a cell is a heading.
    pub has_heads: bool,
    /// How many rows it has.
    pub rows: usize,
}

/// The outline of a cleaned body.
pub fn outline(clean_html: &str) -> Outline {
    let mut reader = Reader::default();
    tokens::read(clean_html, |event| match event {
        Event::Text(text) => reader.text(text),
        Event::Start(tag) => reader.start(tag),
        Event::End(name) => reader.end(name),
    });
    reader.outline
}

#[derive(Default)]
struct Reader {
    outline: Outline,
    in_heading: bool,
    in_link: bool,
    in_caption: bool,
    /// Tables that are open, by their place in the outline.
    open: Vec<usize>,
}

fn attribute(tag: &Tag, name: &str) -> Option<String> {
    tag.attrs.iter().find(|one| &*one.name.local == name).map(|one| one.value.to_string())
}

/// The level of a heading element.
fn level(name: &str) -> Option<u8> {
    name.strip_prefix('h').and_then(|rest| rest.parse().ok()).filter(|n| (1..=6).contains(n))
}

impl Reader {
    fn table(&mut self) -> Option<&mut Table> {
        let at = *self.open.last()?;
        self.outline.tables.get_mut(at)
    }

    fn start(&mut self, tag: &Tag) {
        match &*tag.name {
            "a" => {
                let address = attribute(tag, "href").unwrap_or_default();
                self.outline.links.push((address, String::new()));
                self.in_link = true;
            }
            "img" => {
                let alt = attribute(tag, "alt");
                // A picture is a link's words for whoever can't see it.
                if let (true, Some(words)) = (self.in_link, &alt) {
                    let words = words.clone();
                    self.text(&words);
                }
                self.outline.pictures.push(alt);
            }
            "video" => self.outline.films.push(false),
            "track" => self.track(tag),
            "table" => {
                self.open.push(self.outline.tables.len());
                self.outline.tables.push(Table::default());
            }
            "caption" => self.in_caption = true,
            "tr" => self.table().into_iter().for_each(|table| table.rows += 1),
            "th" => self.table().into_iter().for_each(|table| table.has_heads = true),
            name => {
                if let Some(level) = level(name) {
                    self.outline.headings.push((level, String::new()));
                    self.in_heading = true;
                }
            }
        }
    }

    /// Captions for who hears, or subtitles, which a track is if it says nothing else.
    fn track(&mut self, tag: &Tag) {
        let kind = attribute(tag, "kind");
        let captions = matches!(kind.as_deref(), None | Some("" | "captions" | "subtitles"));
        let named = attribute(tag, "src").is_some_and(|src| !src.trim().is_empty());
        if let (true, Some(film)) = (captions && named, self.outline.films.last_mut()) {
            *film = true;
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "a" => self.in_link = false,
            "caption" => self.in_caption = false,
            "table" => drop(self.open.pop()),
            name if level(name).is_some() => self.in_heading = false,
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.in_heading
            && let Some((_, words)) = self.outline.headings.last_mut()
        {
            words.push_str(text);
        }
        if self.in_link
            && let Some((_, words)) = self.outline.links.last_mut()
        {
            words.push_str(text);
        }
        if self.in_caption && !text.trim().is_empty() {
            self.table().into_iter().for_each(|table| table.has_caption = true);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Table, outline};

    #[test]
    fn a_film_has_captions_or_not() {
        let found = outline(
            "<video src=\"asset:a\"></video><video><track kind=\"captions\" src=\"asset:c\"></video>\
             <video><track kind=\"chapters\" src=\"asset:c\"></video><video><track src=\"asset:d\"></video>",
        );
        assert_eq!(found.films, [false, true, false, true]);
    }

    #[test]
    fn headings_links_pictures_and_tables_are_told() {
        let found = outline(
            "<h2>一、<strong>总则</strong></h2><p><a href=\"/a\">办事<em>指南</em></a>\
             <a href=\"/b\"><img src=\"asset:x\" alt=\"图\"></a><img src=\"asset:y\"></p>\
             <table><caption>表1</caption><tr><th>项</th></tr><tr><td><table><tr><td>1</td></tr>\
             </table></td></tr></table>",
        );
        assert_eq!(found.headings, [(2, "一、总则".to_owned())]);
        let links = [("/a".into(), "办事指南".into()), ("/b".into(), "图".into())];
        assert_eq!(found.links, links);
        assert_eq!(found.pictures, [Some("图".to_owned()), None]);
        let outer = Table { has_caption: true, has_heads: true, rows: 2 };
        let inner = Table { has_caption: false, has_heads: false, rows: 1 };
        assert_eq!(found.tables, [outer, inner]);
    }
}

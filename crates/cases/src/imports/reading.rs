//! A row becomes a case to be, or is refused with every reason. Nothing is made up: what isn't there
//! isn't there.

use std::collections::HashMap;

use office::Unreadable;
use office::rows::{Cell, SheetRow, SheetRows, workbook_rows};
use platform::{Fault, Time};
use structure::{Secret, Tree, UnitId};
use text::publish_date::parse_before;
use text::wording::half_width;
use web::Message;

use super::columns::Field;
use super::mapping::{Mapping, Undated, headings};
use crate::cases::{Holder, content_mark};
use crate::kinds::CaseKind;

pub use office::rows::SheetRows as Sheet;

/// Characters of a body that make a title where the list has none.
const TITLE: usize = 40;

/// A case to be.
#[derive(Clone, Debug)]
pub struct Incoming {
    /// The row it stands in.
    pub row: u32,
    /// Its number in the other system.
    pub number: String,
    /// Tells the same content from another.
    pub content: String,
    /// When it came.
    pub received: Time,
    /// Its title.
    pub title: String,
    /// Its text.
    pub body: String,
    /// Who sent it.
    pub holder: Holder,
    /// What it is about.
    pub theme: &'static str,
    /// Who answers.
    pub unit: UnitId,
    /// Whether it may be published.
    pub public: bool,
    /// The answer, and when it left.
    pub reply: Option<(String, Time)>,
    /// The answer has no date in the list.
    pub undated: bool,
    /// What else stood in the row: heading and words.
    pub kept: Vec<(String, String)>,
}

/// A row that is not read, and why.
#[derive(Clone, Debug)]
pub struct Refused {
    /// Its number.
    pub row: u32,
    /// Every reason.
    pub why: Vec<Message>,
}

/// The sheets of a workbook, read aside.
pub async fn sheets(bytes: bytes::Bytes) -> Result<Result<Vec<SheetRows>, Unreadable>, Fault> {
    tokio::task::spawn_blocking(move || workbook_rows(&bytes))
        .await
        .map_err(|error| Fault::caused("read a workbook", error))
}

/// What rows are read with.
pub struct Reader<'a> {
    mapping: &'a Mapping,
    kind: &'static CaseKind,
    secret: &'a Secret,
    now: Time,
    heads: HashMap<u32, String>,
    units: HashMap<String, UnitId>,
    themes: HashMap<String, &'static str>,
}

impl<'a> Reader<'a> {
    /// A reader of one sheet.
    pub fn new(
        (sheet, mapping): (&SheetRows, &'a Mapping),
        (kind, tree): (&'static CaseKind, &Tree),
        (secret, now): (&'a Secret, Time),
        theme_name: impl Fn(&str) -> String,
    ) -> Self {
        let mut units = HashMap::new();
        for unit in tree.units() {
            for name in [&unit.code, &unit.short_name, &unit.full_name, &unit.name] {
                units.insert(plain(name), unit.id);
            }
        }
        let mut themes = HashMap::new();
        for theme in kind.themes {
            themes.insert(plain(&theme_name(theme)), *theme);
            themes.insert((*theme).to_owned(), *theme);
        }
        let heads = headings(sheet, mapping.head).into_iter().collect();
        Self { mapping, kind, secret, now, heads, units, themes }
    }

    /// Reads a row.
    pub fn read(&self, row: &SheetRow) -> Result<Result<Incoming, Refused>, Fault> {
        let mut read =
            Row { reader: self, typed: row, undated: false, why: Vec::new(), kept: Vec::new() };
        let incoming = read.whole()?;
        let Row { why, .. } = read;
        Ok(match incoming {
            Some(incoming) if why.is_empty() => Ok(incoming),
            _ => Err(Refused { row: row.number, why }),
        })
    }
}

/// For comparing names: half width, no blanks, no capitals.
fn plain(text: &str) -> String {
    let kept = text.chars().map(half_width).filter(|sign| !sign.is_whitespace());
    kept.collect::<String>().to_lowercase()
}

struct Row<'a> {
    reader: &'a Reader<'a>,
    typed: &'a SheetRow,
    undated: bool,
    why: Vec<Message>,
    kept: Vec<(String, String)>,
}

impl Row<'_> {
    fn refuse(&mut self, key: &'static str) {
        self.why.push(Message::new(key));
    }

    fn cell(&mut self, field: Field) -> Option<Cell> {
        let at = self.reader.mapping.column(field)?;
        let cell = self.typed.cells.get(&at)?;
        if let Cell::Broken(words) = cell {
            let head = self.reader.heads.get(&at).cloned().unwrap_or_default();
            let message = Message::new("import-why-broken").with("head", head);
            self.why.push(message.with("words", words.clone()));
            return None;
        }
        Some(cell.clone())
    }

    fn words(&mut self, field: Field) -> String {
        self.cell(field).map(|cell| cell.words()).unwrap_or_default()
    }

    /// A moment as a date of the workbook, or as somebody wrote it.
    fn moment(&mut self, field: Field, wrong: &'static str) -> Option<Time> {
        let cell = self.cell(field)?;
        let end = self.reader.now.plus_days(1).local().naive_local();
        let read = match &cell {
            Cell::Moment(moment) => Some(*moment),
            // Eight digits are a date as somebody wrote it, fewer the days since the workbook's first.
            Cell::Number(number, moment) => parse_before(&number.to_string(), end)
                .or_else(|| moment.filter(|_| *number > 20_000.0)),
            Cell::Text(text) => parse_before(text, end),
            Cell::Broken(_) => None,
        };
        let floor = parse_before("1990-01-01", end);
        let read = read.filter(|moment| *moment < end && Some(*moment) >= floor);
        if read.is_none() {
            self.why.push(Message::new(wrong).with("words", cell.words()));
        }
        read.map(Time::from_local)
    }

    fn whole(&mut self) -> Result<Option<Incoming>, Fault> {
        let received = self.received();
        let (title, body) = self.letter();
        let holder = Holder {
            name: self.words(Field::Name),
            phone: self.words(Field::Phone).chars().map(half_width).collect(),
            email: self.words(Field::Email).chars().map(half_width).collect(),
            address: self.words(Field::Address),
            verified: Vec::new(),
        };
        let reply = self.reply(received);
        let (theme, unit, public) = (self.theme(), self.unit(), self.public());
        for at in self.reader.mapping.kept() {
            let Some(cell) = self.typed.cells.get(&at) else { continue };
            let head = self.reader.heads.get(&at).cloned().unwrap_or_default();
            self.kept.push((head, cell.words()));
        }
        let (Some(received), Some(unit)) = (received, unit) else { return Ok(None) };
        let told = |reply: &Option<(String, Time)>| {
            reply
                .as_ref()
                .map(|(words, at)| format!("{words}\u{1f}{}", at.second()))
                .unwrap_or_default()
        };
        let content = [
            &received.second(),
            &title,
            &body,
            &holder.name,
            &holder.phone,
            &holder.email,
            &holder.address,
            &theme.to_owned(),
            &unit.to_string(),
            &told(&reply),
        ]
        .map(String::as_str)
        .join("\u{1f}");
        let content = content_mark(self.reader.secret, &content)?;
        let Some(number) = self.number(&content) else { return Ok(None) };
        let (kept, undated) = (std::mem::take(&mut self.kept), self.undated);
        let row = self.typed.number;
        Ok(Some(Incoming {
            row,
            number,
            content,
            received,
            title,
            body,
            holder,
            theme,
            unit,
            public,
            reply,
            undated,
            kept,
        }))
    }

    fn received(&mut self) -> Option<Time> {
        let broken = self.why.len();
        let received = self.moment(Field::Received, "import-why-received");
        if received.is_none() && self.why.len() == broken {
            self.refuse("import-why-no-received");
        }
        received
    }

    /// Title and text; a letter without a title is called by its beginning.
    fn letter(&mut self) -> (String, String) {
        let (title, body) = (self.words(Field::Title), self.words(Field::Body));
        if title.is_empty() && body.is_empty() {
            self.refuse("import-why-no-words");
        }
        let beginning =
            || body.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(TITLE).collect();
        let title = if title.is_empty() { beginning() } else { title };
        (title, body)
    }

    fn reply(&mut self, received: Option<Time>) -> Option<(String, Time)> {
        let words = self.words(Field::Reply);
        let broken = self.why.len();
        if words.is_empty() {
            // A date without an answer is kept, not believed.
            let date = self.words(Field::Replied);
            if !date.is_empty() {
                self.keep(Field::Replied, date);
            }
            return None;
        }
        let replied = self.moment(Field::Replied, "import-why-replied");
        let (replied, received) = match (replied, received) {
            (Some(replied), Some(received)) => (replied, received),
            (None, Some(received)) if self.why.len() == broken => {
                if self.reader.mapping.undated == Undated::Refused {
                    self.refuse("import-why-no-replied");
                    return None;
                }
                self.undated = true;
                (received, received)
            }
            _ => return None,
        };
        if replied.day() < received.day() {
            let message = Message::new("import-why-order").with("came", received.date());
            self.why.push(message.with("left", replied.date()));
            return None;
        }
        // A date alone is its midnight, which may lie before the letter's hour.
        Some((words, replied.max(received)))
    }

    fn keep(&mut self, field: Field, words: String) {
        let at = self.reader.mapping.column(field);
        let head = at.and_then(|at| self.reader.heads.get(&at)).cloned().unwrap_or_default();
        self.kept.push((head, words));
    }

    fn theme(&mut self) -> &'static str {
        let themes = self.reader.kind.themes;
        let rest = themes.iter().find(|theme| **theme == "other").or(themes.last()).copied();
        let words = self.words(Field::Theme);
        if let Some(theme) = self.reader.themes.get(&plain(&words)) {
            return theme;
        }
        if !words.is_empty() {
            self.keep(Field::Theme, words);
        }
        rest.unwrap_or_default()
    }

    fn unit(&mut self) -> Option<UnitId> {
        let words = self.words(Field::Unit);
        if let Some(unit) = self.reader.units.get(&plain(&words)) {
            return Some(*unit);
        }
        match (self.reader.mapping.unit, words.is_empty()) {
            (Some(unit), true) => Some(unit),
            (Some(unit), false) => {
                self.keep(Field::Unit, words);
                Some(unit)
            }
            (None, true) => {
                self.refuse("import-why-no-unit");
                None
            }
            (None, false) => {
                self.why.push(Message::new("import-why-unit").with("words", words));
                None
            }
        }
    }

    fn public(&mut self) -> bool {
        let words = plain(&self.words(Field::Public));
        matches!(words.as_str(), "是" | "公开" | "同意公开" | "1" | "yes" | "y" | "true" | "√")
    }

    /// Its number; without a column of numbers the row's own content.
    fn number(&mut self, content: &str) -> Option<String> {
        if self.reader.mapping.column(Field::Number).is_none() {
            return Some(format!("content-{content}"));
        }
        let broken = self.why.len();
        let words = self.words(Field::Number);
        let number: String =
            words.chars().map(half_width).filter(|sign| !sign.is_whitespace()).collect();
        if number.is_empty() && self.why.len() == broken {
            self.refuse("import-why-no-number");
        }
        (!number.is_empty()).then_some(number)
    }
}

//! The fields of the index and how a record becomes an index document.

use tantivy::TantivyDocument;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, Schema, SchemaBuilder, TextFieldIndexing,
    TextOptions,
};
use tantivy::tokenizer::{RAW_TOKENIZER_NAME, TokenizerManager};

use crate::error::Result;
use crate::fold::{fold, fold_chars};
use crate::grams::{PairTokenizer, SingleTokenizer};
use crate::record::{Record, Stored};
use crate::sounds::sounds;
use crate::units::compact;
use crate::words::{WordTokenizer, cut_meaning};

/// Raised when the meaning of a field changes; an index of another version is rebuilt.
pub(crate) const VERSION: u32 = 1;

/// Names longer than this are not offered while typing.
const LONGEST_NAME: usize = 12;
/// Dictionary words are indexed so far into a record; pairs find the rest.
const LEAD: usize = 400;

/// The fields of the index.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fields {
    pub id: Field,
    pub published: Field,
    pub year: Field,
    pub sites: Field,
    pub units: Field,
    pub columns: Field,
    pub kind: Field,
    pub validity: Field,
    /// Pairs of neighbouring units of everything that can be read.
    pub pairs: Field,
    /// The same of the title, and every unit of it alone.
    pub title: Field,
    /// The distinct Han characters of everything.
    pub singles: Field,
    /// The dictionary words of the lead: what a record begins with, it is about.
    pub words: Field,
    /// Document numbers without brackets and marks.
    pub number: Field,
    /// Words of titles, and tags: what can be suggested.
    pub name: Field,
    /// `sound NUL name` of every name.
    pub sound: Field,
    /// The kept record.
    pub stored: Field,
}

fn text(
    builder: &mut SchemaBuilder,
    name: &str,
    tokenizer: &str,
    detail: IndexRecordOption,
) -> Field {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(tokenizer)
        .set_index_option(detail)
        .set_fieldnorms(detail != IndexRecordOption::Basic);
    builder.add_text_field(name, TextOptions::default().set_indexing_options(indexing))
}

/// The schema and its fields.
pub(crate) fn schema() -> (Schema, Fields) {
    use IndexRecordOption::{Basic, WithFreqs, WithFreqsAndPositions as Positions};
    let mut new = Schema::builder();
    let label = || TextOptions::default().set_fast(RAW_TOKENIZER_NAME);
    let fields = Fields {
        id: new.add_i64_field("id", INDEXED | FAST),
        published: new.add_i64_field("published", FAST),
        year: new.add_i64_field("year", FAST),
        sites: new.add_i64_field("sites", FAST),
        units: new.add_i64_field("units", FAST),
        columns: new.add_i64_field("columns", FAST),
        kind: new.add_text_field("kind", label()),
        validity: new.add_text_field("validity", label()),
        pairs: text(&mut new, "pairs", "pair", Positions),
        title: text(&mut new, "title", "title", Positions),
        singles: text(&mut new, "singles", "single", Basic),
        words: text(&mut new, "words", "word", WithFreqs),
        number: text(&mut new, "number", RAW_TOKENIZER_NAME, Basic),
        name: text(&mut new, "name", RAW_TOKENIZER_NAME, Basic),
        sound: text(&mut new, "sound", RAW_TOKENIZER_NAME, Basic),
        stored: new.add_bytes_field("stored", STORED),
    };
    (new.build(), fields)
}

/// The tokenizers the schema names.
pub(crate) fn tokenizers() -> TokenizerManager {
    let manager = TokenizerManager::default();
    manager.register("pair", PairTokenizer::default());
    manager.register("title", PairTokenizer { singles: true });
    manager.register("single", SingleTokenizer);
    manager.register("word", WordTokenizer);
    manager
}

/// The index document of a record.
pub(crate) fn document(
    fields: &Fields,
    record: Record,
    kept_chars: usize,
) -> Result<TantivyDocument> {
    let mut document = TantivyDocument::default();
    document.add_i64(fields.id, record.id);
    document.add_i64(fields.published, record.published_at);
    document.add_i64(fields.year, i64::from(record.year));
    for (field, ids) in [
        (fields.sites, &record.site_ids),
        (fields.units, &record.unit_ids),
        (fields.columns, &record.column_ids),
    ] {
        for id in distinct(ids) {
            document.add_i64(field, id);
        }
    }
    document.add_text(fields.kind, &record.kind);
    if let Some(validity) = &record.validity {
        document.add_text(fields.validity, validity);
    }
    let everything = everything(&record);
    let (lead_end, _) = everything.char_indices().nth(LEAD).unwrap_or((everything.len(), ' '));
    document.add_text(fields.words, everything.get(..lead_end).unwrap_or_default());
    for field in [fields.pairs, fields.singles] {
        document.add_text(field, &everything);
    }
    document.add_text(fields.title, &record.title);
    for number in &record.numbers {
        document.add_text(fields.number, compact(&fold_chars(number)));
    }
    for name in names(&record) {
        for sound in sounds(&name) {
            document.add_text(fields.sound, format!("{sound}\0{name}"));
        }
        document.add_text(fields.name, name);
    }
    let stored = serde_json::to_vec(&Stored::keep(record, kept_chars))?;
    document.add_bytes(fields.stored, &stored);
    Ok(document)
}

/// All that can be read in a record, its parts apart.
fn everything(record: &Record) -> String {
    let parts = std::iter::once(&record.title)
        .chain(&record.numbers)
        .chain(&record.tags)
        .chain(&record.attachment_names)
        .chain([&record.summary, &record.body]);
    let mut all = String::with_capacity(record.body.len() + 512);
    for part in parts.filter(|part| !part.is_empty()) {
        all.push_str(part);
        all.push('\n');
    }
    all
}

fn distinct(ids: &[i64]) -> Vec<i64> {
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// The names in a record: its tags, the words of its title, and neighbouring words together.
fn names(record: &Record) -> Vec<String> {
    let mut names: Vec<String> = record.tags.iter().map(|tag| fold(tag)).collect();
    let title = fold(&record.title);
    let mut previous = "";
    for (word, meaningful) in cut_meaning(&title) {
        if meaningful && !previous.is_empty() {
            names.push(format!("{previous}{word}"));
        }
        if meaningful {
            names.push(word.to_owned());
        }
        previous = if meaningful { word } else { "" };
    }
    names.retain(|name| (2..=LONGEST_NAME).contains(&name.chars().count()));
    names.sort_unstable();
    names.dedup();
    names
}

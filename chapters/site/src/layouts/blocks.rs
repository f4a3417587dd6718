//! The blocks of a layout, filled with what is public now.

use documents::kinds::rows::Row;
use documents::live;
use platform::Fault;
use serde::Serialize;
use serde_json::{Value, json};
use structure::ColumnId;
use structure::columns::Column;
use structure::visitor::Visitor;
use web::Tag;

use super::front_blocks;
use super::lines::Figure;
use crate::lists::{items, list_tag};

/// Items of a block for which no number is given.
const USUAL: i64 = 6;

/// A block as the theme's templates want it; what a kind doesn't have is empty.
#[derive(Debug, Default, Serialize)]
pub struct Block {
    /// Its kind: `list`, `headlines` ….
    pub kind: String,
    /// Its heading; may be empty.
    pub title: String,
    /// Where its heading leads.
    pub url: Option<String>,
    /// Lines of text.
    pub words: Vec<String>,
    /// Where figures come from, and of which day.
    pub source: String,
    /// Documents.
    pub items: Vec<Value>,
    /// Entrances, topics, sites.
    pub links: Vec<Value>,
    /// Key figures.
    pub(super) figures: Vec<Figure>,
    /// Days to come.
    pub dates: Vec<Value>,
    /// The document above the headlines.
    pub lead: Option<Value>,
    /// The mailbox and its numbers.
    pub mailbox: Option<Value>,
}

/// A block and the tags of what it shows; nothing when it has nothing to show.
pub(super) type Filled = (Option<Block>, Vec<Tag>);

/// Every block of a layout in its order, and the tags of what they show.
pub async fn blocks_of(visitor: &Visitor, rows: &[Row]) -> Result<(Vec<Block>, Vec<Tag>), Fault> {
    let (mut blocks, mut tags) = (Vec::new(), Vec::new());
    for row in rows {
        let (block, shown) = block(visitor, &Asked::of(visitor, row)).await?;
        blocks.extend(block);
        tags.extend(shown);
    }
    Ok((blocks, tags))
}

/// What a row asks for.
pub(super) struct Asked<'a> {
    pub kind: &'a str,
    pub title: &'a str,
    pub column: Option<&'a Column>,
    pub count: Option<i64>,
    pub source: &'a str,
    words: &'a str,
}

impl<'a> Asked<'a> {
    fn of(visitor: &'a Visitor, row: &'a Row) -> Self {
        let part = |name: &str| row.get(name).map_or("", String::as_str);
        let column = part("column").parse().ok();
        Self {
            kind: part("kind"),
            title: part("title"),
            column: column.and_then(|id| visitor.tree.column(ColumnId(id))),
            count: part("count").parse().ok(),
            source: part("source"),
            words: part("words"),
        }
    }

    /// The lines of its text.
    pub(super) fn lines(&self) -> impl Iterator<Item = &'a str> {
        self.words.lines().map(str::trim).filter(|line| !line.is_empty())
    }

    /// A block with its heading and nothing in it yet.
    pub(super) fn block(&self, visitor: &Visitor) -> Block {
        let name = self.column.map_or("", |column| column.name.as_str());
        let title = if self.title.is_empty() { name } else { self.title };
        Block {
            kind: self.kind.to_owned(),
            title: title.to_owned(),
            url: self.column.map(|column| visitor.column_url(column)),
            ..Block::default()
        }
    }
}

async fn block(visitor: &Visitor, asked: &Asked<'_>) -> Result<Filled, Fault> {
    match asked.kind {
        "text" => Ok((Some(Block { url: None, ..with_words(visitor, asked) }), Vec::new())),
        "links" => Ok((entrances(visitor, asked), Vec::new())),
        "headlines" => front_blocks::headlines(visitor, asked).await,
        "topics" => front_blocks::topics(visitor, asked).await,
        "mailbox" => front_blocks::mailbox(visitor, asked).await,
        "services" => Ok((front_blocks::services(visitor, asked), Vec::new())),
        "figures" => Ok((front_blocks::figures(visitor, asked), Vec::new())),
        "calendar" => Ok(front_blocks::calendar(visitor, asked)),
        "sites" => Ok((Some(front_blocks::sites(visitor, asked)), Vec::new())),
        _ => documents_of(visitor, asked).await,
    }
}

fn with_words(visitor: &Visitor, asked: &Asked<'_>) -> Block {
    Block { words: asked.lines().map(str::to_owned).collect(), ..asked.block(visitor) }
}

fn entrances(visitor: &Visitor, asked: &Asked<'_>) -> Option<Block> {
    let links = below(visitor, asked.column?);
    Some(Block { links, ..with_words(visitor, asked) })
}

/// The columns below one as links, with what they are for.
pub(super) fn below(visitor: &Visitor, column: &Column) -> Vec<Value> {
    let children = visitor.tree.children(column.site_id, Some(column.id)).into_iter();
    let link = |child: &Column| json!({ "name": child.name, "url": visitor.column_url(child), "description": child.description });
    children.map(link).collect()
}

/// The newest documents of a column and of those below it.
async fn documents_of(visitor: &Visitor, asked: &Asked<'_>) -> Result<Filled, Fault> {
    let Some(column) = asked.column else { return Ok((None, Vec::new())) };
    let ids: Vec<ColumnId> = visitor.tree.subtree(column.id).into_iter().map(ColumnId).collect();
    let tags = ids.iter().map(|id| list_tag(*id)).collect();
    let count = if asked.kind == "lead" { 1 } else { asked.count.unwrap_or(USUAL) };
    let pictures = asked.kind == "pictures";
    // Among pictures only what has one; looked for a little further back.
    let looked = if pictures { count * 4 } else { count };
    let mut newest = live::newest_in(&visitor.app.db, ids, looked).await?;
    newest.retain(|one| !pictures || one.card.picture.is_some());
    newest.truncate(usize::try_from(count).unwrap_or(0));
    let block = Block { items: items(visitor, &newest), ..with_words(visitor, asked) };
    Ok((Some(block), tags))
}

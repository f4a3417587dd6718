//! From a content to what was found in it.

use checks::{Checker, Hit, Paper, Place, in_order};
use platform::Fault;
use structure::{App, ColumnId};

use super::file_words::{FileWords, Words};
use super::{links, own};
use crate::context::Context;
use crate::documents::Document;
use crate::documents::console::summary_of;
use crate::kinds::KindDeclaration;
use crate::revisions::Content;

/// What is looked at.
pub struct Subject<'a> {
    /// The document, once there is one.
    pub document: Option<&'a Document>,
    /// Its home column.
    pub column_id: ColumnId,
    /// Its kind.
    pub kind: &'static KindDeclaration,
    /// The content.
    pub content: &'a Content,
}

/// Everything found in a content, heaviest first.
///
/// # Errors
/// A fault of the database or the file store.
pub async fn look(
    app: &App,
    ctx: &Context,
    checker: &Checker,
    subject: &Subject<'_>,
) -> Result<Vec<Hit>, Fault> {
    let paper = paper(app, subject).await?;
    let mut hits = links::find(app, ctx, subject, &paper.outline.links).await?;
    hits.extend(own::find(ctx, subject).await?);
    let mut found = checker.check(&paper);
    found.extend(checker.weigh(hits));
    Ok(in_order(found))
}

async fn paper(app: &App, subject: &Subject<'_>) -> Result<Paper, Fault> {
    let content = subject.content;
    let mut paper = Paper::of(&content.title, &content.body_html);
    // A summary that was made from the text says nothing new.
    if content.summary != summary_of(&content.body_html) {
        paper.add(Place::Summary, &content.summary);
    }
    for field in subject.kind.fields {
        if let Some(value) = content.field(field.name) {
            paper.add(Place::Field(field.name.to_owned()), &field.kind.words(value));
        }
    }
    for (name, value) in [("source", &content.source), ("author_name", &content.author_name)] {
        paper.add(Place::Field(name.to_owned()), value);
    }
    for file in &content.attachments {
        let stem = file.name.rsplit_once('.').map_or(file.name.as_str(), |(stem, _)| stem);
        paper.add(Place::FileName(file.name.clone()), stem);
        match FileWords::of(app, file).await? {
            Words::Read(words) => paper.add(Place::File(file.name.clone()), &words),
            Words::Unreadable => paper.unread.push(file.name.clone()),
            Words::None => {}
        }
    }
    Ok(paper)
}

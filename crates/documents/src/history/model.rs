//! What a history shows: acts, versions that matter, and runs of small saves folded into one line.

use platform::Time;

use crate::revisions::Attachment;

/// Something that happened, before it is put in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happening<T> {
    /// When.
    pub at: Time,
    /// Whether it is only one save among many.
    pub small: bool,
    /// What it was.
    pub what: T,
}

/// A line of the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line<T> {
    /// Something of its own.
    One(T),
    /// Small saves in a row, newest first.
    Saves(Vec<T>),
}

/// Newest first, with small saves in a row folded. One small save alone stands for itself.
pub fn folded<T>(mut all: Vec<Happening<T>>) -> Vec<Line<T>> {
    all.sort_by_key(|one| std::cmp::Reverse(one.at));
    let mut lines: Vec<Line<T>> = Vec::new();
    for one in all {
        match lines.last_mut() {
            Some(Line::Saves(run)) if one.small => run.push(one.what),
            _ if one.small => lines.push(Line::Saves(vec![one.what])),
            _ => lines.push(Line::One(one.what)),
        }
    }
    lines
}

/// What happened to a file between two revisions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileChange<'a> {
    /// It is new.
    Added(&'a Attachment),
    /// It is gone.
    Removed(&'a Attachment),
    /// Another file under the same name.
    Replaced(&'a Attachment, &'a Attachment),
    /// The same file under another name, or described otherwise.
    Renamed(&'a Attachment, &'a Attachment),
}

/// What happened to the files between two revisions.
pub fn file_changes<'a>(old: &'a [Attachment], new: &'a [Attachment]) -> Vec<FileChange<'a>> {
    let mut changes = Vec::new();
    let same_bytes = |one: &Attachment, other: &Attachment| one.digest == other.digest;
    let is_in = |list: &[Attachment], file: &Attachment| list.iter().any(|it| same_bytes(it, file));
    for file in new {
        if let Some(before) = old.iter().find(|before| same_bytes(before, file)) {
            if (&before.name, &before.alt) != (&file.name, &file.alt) {
                changes.push(FileChange::Renamed(before, file));
            }
            continue;
        }
        // Another file took the place of one that is gone.
        let gone = old.iter().find(|before| before.name == file.name && !is_in(new, before));
        changes.push(match gone {
            Some(before) => FileChange::Replaced(before, file),
            None => FileChange::Added(file),
        });
    }
    for file in old.iter().filter(|file| !is_in(new, file)) {
        let replaced = changes.iter().any(|change| match change {
            FileChange::Replaced(before, _) => before.name == file.name,
            _ => false,
        });
        if !replaced {
            changes.push(FileChange::Removed(file));
        }
    }
    changes
}

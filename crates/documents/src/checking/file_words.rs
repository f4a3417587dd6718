//! The words inside files, kept in memory by digest: a clerk who types is checked again every second,
//! and a file's words never change.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use parking_lot::Mutex;
use platform::{Fault, FaultContext};
use structure::App;

use crate::revisions::Attachment;

/// Bytes of words kept.
const KEPT: usize = 64 << 20;
/// How long a file may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// What is known of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Words {
    /// Its words.
    Read(Arc<str>),
    /// It should hold words, but they can't be read.
    Unreadable,
    /// Its kind holds no words.
    None,
}

/// Words of files by digest, the oldest forgotten first.
#[derive(Default)]
pub struct FileWords(Mutex<VecDeque<(String, Words)>>);

impl FileWords {
    fn get(&self, digest: &str) -> Option<Words> {
        self.0.lock().iter().find(|(known, _)| known == digest).map(|(_, words)| words.clone())
    }

    fn keep(&self, digest: &str, words: Words) {
        let size = |words: &Words| if let Words::Read(text) = words { text.len() } else { 64 };
        let mut known = self.0.lock();
        known.push_back((digest.to_owned(), words));
        let mut held: usize = known.iter().map(|(_, words)| size(words)).sum();
        while held > KEPT && known.len() > 1 {
            held -= known.pop_front().map_or(0, |(_, words)| size(&words));
        }
    }

    /// The words of an attachment.
    pub(super) async fn of(app: &App, file: &Attachment) -> Result<Words, Fault> {
        let known = app.registers.get::<Self>()?;
        if let Some(words) = known.get(&file.digest) {
            return Ok(words);
        }
        let words = read(app, file).await?;
        known.keep(&file.digest, words.clone());
        Ok(words)
    }
}

async fn read(app: &App, file: &Attachment) -> Result<Words, Fault> {
    let digest = files::Digest::parse(&file.digest).doing("read an attachment's digest")?;
    let Some(bytes) = app.files.get(&digest).await? else {
        return Ok(Words::Unreadable);
    };
    let extension = file.extension.clone();
    let is_scan = extension == "pdf";
    let work = tokio::task::spawn_blocking(move || office::plain_text(&bytes, &extension));
    let Ok(done) = tokio::time::timeout(PATIENCE, work).await else {
        return Ok(Words::Unreadable);
    };
    Ok(match done.doing("read the words of a file")? {
        Ok(Some(text)) if text.trim().is_empty() && is_scan => Words::Unreadable,
        Ok(Some(text)) => Words::Read(text.into()),
        Ok(None) => Words::None,
        Err(_) => Words::Unreadable,
    })
}

//! Taking an upload in: piece by piece into a waiting place, then judged, then kept or thrown away.

use std::error::Error;

use bytes::Bytes;
use futures::{Stream, StreamExt};
use platform::Fault;
use uuid::Uuid;

use crate::digest::{Digest, Summing};
use crate::file_name::clean_file_name;
use crate::kind::{Accepted, UploadRefusal, examine};
use crate::look::is_container;
use crate::store::{FileStore, INCOMING, fault};

/// Pieces are gathered to this size before they are sent on; remote storage asks for at least 5 MB.
const PIECE: usize = 8 << 20;

/// The beginning of an upload, enough to know most formats.
const HEAD: u64 = 64 << 10;

/// Uploads up to this size are read whole to be judged.
const JUDGED_WHOLE: u64 = 32 << 20;

/// An upload that was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// The name of the object.
    pub digest: Digest,
    /// Its size in bytes.
    pub size: u64,
    /// What it is.
    pub accepted: Accepted,
    /// The file's name, made harmless.
    pub file_name: String,
}

/// Why an upload was not kept.
#[derive(Debug, thiserror::Error)]
pub enum UploadError {
    /// It may not be kept.
    #[error(transparent)]
    Refused(#[from] UploadRefusal),
    /// It broke off on the sender's side.
    #[error("the upload broke off")]
    Interrupted(#[source] Box<dyn Error + Send + Sync>),
    /// We failed.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// A whole upload that waits for judgement.
struct Waiting {
    path: String,
    digest: Digest,
    size: u64,
}

impl FileStore {
    /// Keeps a content that comes in pieces, up to a limit in bytes, without judging it.
    pub async fn put_stream<S, E>(
        &self,
        pieces: S,
        limit: u64,
    ) -> Result<(Digest, u64), UploadError>
    where
        S: Stream<Item = Result<Bytes, E>> + Send,
        E: Into<Box<dyn Error + Send + Sync>>,
    {
        let waiting = self.take_in(pieces, limit).await?;
        self.keep(&waiting.path, &waiting.digest, waiting.size).await?;
        Ok((waiting.digest, waiting.size))
    }

    /// Takes an upload in: what is refused never becomes an object.
    pub async fn receive<S, E>(
        &self,
        file_name: &str,
        pieces: S,
        limit: u64,
    ) -> Result<Received, UploadError>
    where
        S: Stream<Item = Result<Bytes, E>> + Send,
        E: Into<Box<dyn Error + Send + Sync>>,
    {
        let file_name = clean_file_name(file_name);
        let Waiting { path, digest, size } = self.take_in(pieces, limit).await?;
        match self.judge(&path, size, &file_name).await {
            Ok(accepted) => {
                self.keep(&path, &digest, size).await?;
                Ok(Received { digest, size, accepted, file_name })
            }
            Err(error) => {
                self.throw_away(&path).await;
                Err(error)
            }
        }
    }

    async fn judge(&self, path: &str, size: u64, name: &str) -> Result<Accepted, UploadError> {
        let doing = |error| fault("read an upload", error);
        let head = self.operator.read_with(path).range(0..size.min(HEAD)).await.map_err(doing)?;
        let mut content = head.to_bytes();
        // Of a long film the head tells all; what a container holds stands at its end.
        if size > HEAD && (size <= JUDGED_WHOLE || is_container(&content)) {
            content = self.operator.read(path).await.map_err(doing)?.to_bytes();
        }
        let name = name.to_owned();
        let judged = tokio::task::spawn_blocking(move || examine(&name, &content, u64::MAX)).await;
        Ok(judged.map_err(|error| Fault::caused("judge an upload", error))??)
    }

    async fn take_in<S, E>(&self, pieces: S, limit: u64) -> Result<Waiting, UploadError>
    where
        S: Stream<Item = Result<Bytes, E>> + Send,
        E: Into<Box<dyn Error + Send + Sync>>,
    {
        let path = format!("{INCOMING}{}", Uuid::new_v4().simple());
        match self.write_down(&path, pieces, limit).await {
            Ok((digest, size)) => Ok(Waiting { path, digest, size }),
            Err(error) => {
                self.throw_away(&path).await;
                Err(error)
            }
        }
    }

    async fn write_down<S, E>(
        &self,
        path: &str,
        pieces: S,
        limit: u64,
    ) -> Result<(Digest, u64), UploadError>
    where
        S: Stream<Item = Result<Bytes, E>> + Send,
        E: Into<Box<dyn Error + Send + Sync>>,
    {
        let doing = |error| fault("write an upload", error);
        let mut pieces = std::pin::pin!(pieces);
        let mut writer = self.operator.writer_with(path).chunk(PIECE).await.map_err(doing)?;
        let (mut summing, mut size) = (Summing::default(), 0_u64);
        let outcome = loop {
            match pieces.next().await {
                None if size == 0 => break Err(UploadRefusal::Empty.into()),
                None => break Ok(()),
                Some(Err(error)) => break Err(UploadError::Interrupted(error.into())),
                Some(Ok(piece)) => {
                    size += piece.len() as u64;
                    if size > limit {
                        break Err(UploadRefusal::TooLarge { limit }.into());
                    }
                    summing.add(&piece);
                    writer.write(piece).await.map_err(doing)?;
                }
            }
        };
        if let Err(error) = outcome {
            // What cannot be aborted is found by `remove_leftovers`.
            let _ = writer.abort().await;
            return Err(error);
        }
        writer.close().await.map_err(doing)?;
        Ok((summing.finish(), size))
    }

    /// Throws a waiting upload away; if that fails, `remove_leftovers` finds it.
    async fn throw_away(&self, path: &str) {
        let _ = self.operator.delete(path).await;
    }
}

//! The store: objects put in, read and checked, listed and removed.

mod open;
#[cfg(test)]
mod tests;

use std::ops::Range;
use std::path::PathBuf;

use bytes::Bytes;
use futures::{Stream, StreamExt, TryStreamExt};
use opendal::{ErrorKind, Operator};
use platform::{Fault, FaultContext};

use crate::digest::Digest;

/// Contents larger than this are hashed away from the threads that serve requests.
const HASHED_IN_PLACE: usize = 1 << 20;

/// Where objects lie inside the store.
const OBJECTS: &str = "objects/";

/// Where uploads lie until they are whole and accepted.
pub(crate) const INCOMING: &str = "incoming/";

/// Content-addressed objects in one place. Cloning it is cheap.
#[derive(Debug, Clone)]
pub struct FileStore {
    pub(crate) operator: Operator,
    /// The folder, where there is one: its entries must be flushed after a write.
    folder: Option<PathBuf>,
}

/// The path of an object inside the store: 256 folders keep each of them short.
fn path(digest: &Digest) -> String {
    let hex = digest.as_str();
    format!("{OBJECTS}{}/{hex}", hex.get(..2).unwrap_or_default())
}

/// A storage error as our fault; passing when the storage says that it may go away, and when remote
/// storage could not be reached however often it was tried (then every error is called persistent).
pub(crate) fn fault(doing: impl Into<String>, error: opendal::Error) -> Fault {
    let unreached = matches!(error.kind(), ErrorKind::Unexpected | ErrorKind::RateLimited);
    let passing = error.is_temporary() || (error.is_persistent() && unreached);
    let fault = Fault::caused(doing, error);
    if passing { fault.passing() } else { fault }
}

/// A missing object is an answer, not a fault.
fn if_found<T>(
    result: opendal::Result<T>,
    doing: &str,
    digest: &Digest,
) -> Result<Option<T>, Fault> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(fault(format!("{doing} object {digest}"), error)),
    }
}

impl FileStore {
    /// Whether the store can be reached and listed; for the health page.
    pub async fn check(&self) -> Result<(), Fault> {
        self.operator.check().await.map_err(|error| fault("reach the file store", error))
    }

    /// Keeps a content and returns its digest. When this returns, the object outlives a power cut.
    pub async fn put(&self, content: impl Into<Bytes>) -> Result<Digest, Fault> {
        let content = content.into();
        let digest = digest_of(content.clone()).await?;
        if self.size(&digest).await? != Some(content.len() as u64) {
            let written = self.operator.write(&path(&digest), content).await;
            written.map_err(|error| fault(format!("write object {digest}"), error))?;
        }
        self.flush_folders(&digest).await?;
        Ok(digest)
    }

    /// The content of an object. One that no longer has its digest is a fault that names it.
    pub async fn get(&self, digest: &Digest) -> Result<Option<Bytes>, Fault> {
        let read = self.operator.read(&path(digest)).await;
        let Some(content) = if_found(read, "read", digest)? else {
            return Ok(None);
        };
        let content = content.to_bytes();
        let found = digest_of(content.clone()).await?;
        if found == *digest {
            Ok(Some(content))
        } else {
            Err(Fault::new(format!("object {digest} is damaged: its content has digest {found}")))
        }
    }

    /// A part of an object's content, cut at its end. A part cannot be checked against the digest.
    pub async fn read_range(
        &self,
        digest: &Digest,
        range: Range<u64>,
    ) -> Result<Option<Bytes>, Fault> {
        let Some(size) = self.size(digest).await? else {
            return Ok(None);
        };
        let range = range.start.min(size)..range.end.min(size);
        if range.is_empty() {
            return Ok(Some(Bytes::new()));
        }
        let read = self.operator.read_with(&path(digest)).range(range).await;
        Ok(if_found(read, "read", digest)?.map(|content| content.to_bytes()))
    }

    /// The content of an object, or a part of it, piece by piece: for files too large to hold.
    pub async fn stream(
        &self,
        digest: &Digest,
        range: Range<u64>,
    ) -> Result<impl Stream<Item = Result<Bytes, std::io::Error>> + Send + Unpin + use<>, Fault>
    {
        let doing = || format!("read object {digest}");
        let reader = self.operator.reader_with(&path(digest)).chunk(256 * 1024).await;
        let reader = reader.map_err(|error| fault(doing(), error))?;
        reader.into_bytes_stream(range).await.map_err(|error| fault(doing(), error))
    }

    /// Whether there is such an object.
    pub async fn exists(&self, digest: &Digest) -> Result<bool, Fault> {
        Ok(self.size(digest).await?.is_some())
    }

    /// The size of an object in bytes.
    pub async fn size(&self, digest: &Digest) -> Result<Option<u64>, Fault> {
        let stat = self.operator.stat(&path(digest)).await;
        Ok(if_found(stat, "look for", digest)?.map(|metadata| metadata.content_length()))
    }

    /// Removes an object; removing what is not there changes nothing.
    pub async fn remove(&self, digest: &Digest) -> Result<(), Fault> {
        let removed = self.operator.delete(&path(digest)).await;
        removed.map_err(|error| fault(format!("remove object {digest}"), error))
    }

    /// The digests of all objects, in no order.
    pub async fn list(&self) -> Result<Vec<Digest>, Fault> {
        let doing = |error| fault("list the objects", error);
        let lister = self.operator.lister_with(OBJECTS).recursive(true).await.map_err(doing)?;
        let digests = lister.try_filter_map(async |entry| Ok(entry.name().parse::<Digest>().ok()));
        digests.try_collect().await.map_err(doing)
    }

    /// Removes uploads that were broken off before a moment, given in seconds since 1970, and
    /// returns how many.
    pub async fn remove_leftovers(&self, before: i64) -> Result<usize, Fault> {
        let doing = |error| fault("remove leftovers of uploads", error);
        let lister = self.operator.lister_with(INCOMING).recursive(true).await.map_err(doing)?;
        let mut lister = std::pin::pin!(lister);
        let mut removed = 0;
        while let Some(entry) = lister.next().await {
            let entry = entry.map_err(doing)?;
            if entry.metadata().is_dir() {
                continue;
            }
            let metadata = self.operator.stat(entry.path()).await.map_err(doing)?;
            let modified = metadata.last_modified().map(|time| time.into_inner().as_second());
            if modified.is_some_and(|modified| modified < before) {
                self.operator.delete(entry.path()).await.map_err(doing)?;
                removed += 1;
            }
        }
        Ok(removed)
    }

    /// Gives a whole and accepted upload its place under its digest.
    pub(crate) async fn keep(
        &self,
        incoming: &str,
        digest: &Digest,
        size: u64,
    ) -> Result<(), Fault> {
        let place = path(digest);
        let capability = self.operator.info().capability();
        let moved = if self.size(digest).await? == Some(size) {
            self.operator.delete(incoming).await
        } else if capability.rename {
            self.operator.rename(incoming, &place).await
        } else if capability.copy {
            let copied = self.operator.copy(incoming, &place).await.map(drop);
            copied.and(self.operator.delete(incoming).await)
        } else {
            self.carry(incoming, &place).await
        };
        moved.map_err(|error| fault(format!("keep upload {digest}"), error))?;
        self.flush_folders(digest).await
    }

    /// Moves an object where the storage cannot: through our memory.
    async fn carry(&self, from: &str, to: &str) -> opendal::Result<()> {
        let content = self.operator.read(from).await?;
        self.operator.write(to, content).await?;
        self.operator.delete(from).await
    }

    /// Flushes the folders an object lies in: the file itself was flushed when it was written, but
    /// its name is lost in a power cut until the folder is.
    async fn flush_folders(&self, digest: &Digest) -> Result<(), Fault> {
        let Some(folder) = self.folder.as_ref().filter(|_| cfg!(unix)) else {
            return Ok(());
        };
        let object = folder.join(path(digest));
        for folder in object.ancestors().skip(1).take(2) {
            let opened = tokio::fs::File::open(folder).await;
            let opened = opened.doing(format!("open folder {}", folder.display()))?;
            opened.sync_all().await.doing(format!("flush folder {}", folder.display()))?;
        }
        Ok(())
    }
}

/// The digest of a content; a large one is hashed on a thread for such work.
async fn digest_of(content: Bytes) -> Result<Digest, Fault> {
    if content.len() <= HASHED_IN_PLACE {
        return Ok(Digest::of(&content));
    }
    tokio::task::spawn_blocking(move || Digest::of(&content)).await.doing("hash a content")
}

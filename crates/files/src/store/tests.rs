//! The same rules for every kind of store.

use bytes::Bytes;
use futures::{StreamExt, TryStreamExt, stream};

use super::{FileStore, path};
use crate::{Digest, FileSettings, UploadError, UploadRefusal};

type Pieces = Vec<Result<Bytes, std::io::Error>>;

fn pieces(parts: &[&'static [u8]]) -> Pieces {
    parts.iter().map(|part| Ok(Bytes::from_static(part))).collect()
}

/// Both kinds of store that need no server, and the folder that must outlive the test.
fn stores() -> (Vec<FileStore>, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let settings = FileSettings::Folder { path: folder.path().join("files") };
    let stores = vec![FileStore::in_memory().unwrap(), FileStore::open(&settings).unwrap()];
    (stores, folder)
}

#[tokio::test]
async fn what_is_put_is_got_and_kept_once() {
    let (stores, _folder) = stores();
    for store in stores {
        store.check().await.unwrap();
        let digest = store.put("未央".as_bytes()).await.unwrap();
        assert_eq!(digest, Digest::of("未央".as_bytes()));
        assert_eq!(store.put("未央".as_bytes()).await.unwrap(), digest);
        assert_eq!(store.get(&digest).await.unwrap().unwrap(), "未央".as_bytes());
        assert_eq!(store.size(&digest).await.unwrap(), Some(6));
        assert_eq!(store.list().await.unwrap(), [digest]);
        assert_eq!(store.read_range(&digest, 3..99).await.unwrap().unwrap(), "央".as_bytes());
        assert_eq!(store.read_range(&digest, 9..99).await.unwrap().unwrap(), "");
        let streamed: Vec<Bytes> =
            store.stream(&digest, 0..6).await.unwrap().try_collect().await.unwrap();
        assert_eq!(streamed.concat(), "未央".as_bytes());
        store.remove(&digest).await.unwrap();
        store.remove(&digest).await.unwrap();
        assert!(!store.exists(&digest).await.unwrap());
        assert_eq!(store.get(&digest).await.unwrap(), None);
        assert_eq!(store.read_range(&digest, 0..1).await.unwrap(), None);
    }
}

#[tokio::test]
async fn damage_is_found_and_named() {
    let (stores, _folder) = stores();
    for store in stores {
        let digest = store.put("content").await.unwrap();
        store.operator.write(&path(&digest), "c0ntent").await.unwrap();
        let fault = store.get(&digest).await.unwrap_err();
        assert!(fault.to_string().contains(digest.as_str()), "{fault}");
        // An object cut short by a broken disk is healed by the next upload of the same file.
        store.operator.write(&path(&digest), "con").await.unwrap();
        store.put("content").await.unwrap();
        assert_eq!(store.get(&digest).await.unwrap().unwrap(), "content");
    }
}

#[tokio::test]
async fn uploads_come_in_pieces_up_to_the_limit() {
    let (stores, _folder) = stores();
    for store in stores {
        let parts = pieces(&[b"%PDF-1.7\n", b"body"]);
        let received = store.receive("a/通知.pdf", stream::iter(parts), 13).await.unwrap();
        assert_eq!((received.size, received.file_name.as_str()), (13, "通知.pdf"));
        assert_eq!(received.digest, Digest::of(b"%PDF-1.7\nbody"));
        let again = store.put_stream(stream::iter(pieces(&[b"%PDF-1.7\nbody"])), 13).await.unwrap();
        assert_eq!(again, (received.digest, 13));

        let refused = |result: Result<_, UploadError>| match result {
            Err(UploadError::Refused(refusal)) => refusal,
            other => panic!("{other:?}"),
        };
        let large =
            store.receive("a.pdf", stream::iter(pieces(&[b"%PDF-", b"123456789"])), 13).await;
        assert_eq!(refused(large), UploadRefusal::TooLarge { limit: 13 });
        let empty = store.receive("a.pdf", stream::iter(pieces(&[b""])), 13).await;
        assert_eq!(refused(empty), UploadRefusal::Empty);
        let page = store.receive("a.pdf", stream::iter(pieces(&[b"<html>"])), 13).await;
        assert!(matches!(refused(page), UploadRefusal::Forbidden { .. }));
        let broken = vec![Ok(Bytes::from_static(b"%PDF-")), Err(std::io::Error::other("gone"))];
        let broken = store.receive("a.pdf", stream::iter(broken), 13).await;
        assert!(matches!(broken, Err(UploadError::Interrupted(_))));

        assert_eq!(store.list().await.unwrap(), [received.digest]);
        // Nothing that was refused is left lying about.
        assert_eq!(store.remove_leftovers(i64::MAX).await.unwrap(), 0);
    }
}

#[tokio::test]
async fn uploads_broken_off_are_cleared_away_when_they_are_old() {
    let (stores, _folder) = stores();
    // Memory knows no times, and forgets everything anyway.
    for store in stores.into_iter().skip(1) {
        store.operator.write("incoming/0123", "half").await.unwrap();
        assert_eq!(store.remove_leftovers(0).await.unwrap(), 0);
        assert_eq!(store.remove_leftovers(i64::MAX).await.unwrap(), 1);
        assert_eq!(store.remove_leftovers(i64::MAX).await.unwrap(), 0);
    }
}

#[tokio::test]
async fn many_may_put_the_same_at_once() {
    let (stores, _folder) = stores();
    for store in stores {
        let puts = stream::iter(0..32).map(|_| store.put(vec![7_u8; 100_000])).buffer_unordered(16);
        let digests: Vec<Digest> = puts.try_collect().await.unwrap();
        assert!(digests.iter().all(|digest| *digest == Digest::of(&vec![7; 100_000])));
        assert!(store.get(&digests[0]).await.unwrap().is_some());
    }
}

#[tokio::test]
async fn a_large_container_is_judged_by_its_end() {
    use std::io::Write;
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for name in ["表.bin", "setup.exe"] {
        writer.start_file(name, stored).unwrap();
        writer.write_all(&vec![0; 100_000]).unwrap();
    }
    let archive = Bytes::from(writer.finish().unwrap().into_inner());
    let (stores, _folder) = stores();
    for store in stores {
        let pieces = stream::iter([Ok::<_, std::io::Error>(archive.clone())]);
        let refused = store.receive("附件.zip", pieces, 1 << 20).await;
        let refusal = UploadRefusal::Forbidden { extension: "zip".to_owned() };
        assert!(matches!(refused, Err(UploadError::Refused(found)) if found == refusal));
    }
}

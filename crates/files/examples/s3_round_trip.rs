//! Puts, reads and removes objects on a real S3 server, one large enough for several parts.
//!
//! See the README beside this crate for a server on this machine.

use bytes::Bytes;
use files::{Digest, FileSettings, FileStore};
use futures::stream;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let endpoint = arguments.next().unwrap_or_else(|| "http://127.0.0.1:5555".to_owned());
    let bucket = arguments.next().unwrap_or_else(|| "weiyang".to_owned());
    let settings = FileSettings::S3 {
        endpoint,
        region: "us-east-1".to_owned(),
        bucket,
        access_key: "trial".to_owned(),
        secret_key: "trial".to_owned(),
        path_style: true,
        root: "portal/files".to_owned(),
    };
    let store = FileStore::open(&settings)?;
    store.check().await?;

    let small = store.put("未央区人民政府").await?;
    assert_eq!(store.put("未央区人民政府").await?, small);
    assert_eq!(store.get(&small).await?.as_deref(), Some("未央区人民政府".as_bytes()));
    assert_eq!(store.read_range(&small, 0..6).await?.as_deref(), Some("未央".as_bytes()));

    // 20 MB in pieces of 1 MB: three parts on the wire, then a copy to its place.
    let piece = |number: u8| Ok::<_, std::io::Error>(Bytes::from(vec![number; 1 << 20]));
    let (large, size) = store.put_stream(stream::iter((0..20).map(piece)), 64 << 20).await?;
    assert_eq!(store.size(&large).await?, Some(size));
    let content = store.get(&large).await?.unwrap_or_default();
    assert_eq!(Digest::of(&content), large);

    let page = stream::iter([Ok::<_, std::io::Error>(Bytes::from_static(b"<html>"))]);
    let refused = store.receive("a.pdf", page, 1 << 20).await;
    println!("refused: {}", refused.err().map(|error| error.to_string()).unwrap_or_default());

    let mut listed = store.list().await?;
    listed.sort_unstable();
    println!("objects: {listed:?}");
    for digest in listed {
        store.remove(&digest).await?;
    }
    assert!(store.get(&small).await?.is_none() && store.list().await?.is_empty());
    assert_eq!(store.remove_leftovers(i64::MAX).await?, 0);
    println!("the round trip succeeded");
    Ok(())
}

//! Tests of the listener over TLS: both versions of HTTP, stalled handshakes, a change of certificates.

use std::net::SocketAddr;

use reqwest::{Certificate, Client, Version};
use rustls::pki_types::ServerName;
use rustls::{ClientConfig, ProtocolVersion, RootCertStore};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use super::tests::{app, quick};
use super::*;
use crate::tls::TlsFiles;
use crate::tls::testing::Authority;

struct Secure {
    authority: Authority,
    folder: tempfile::TempDir,
    address: SocketAddr,
    tls: Arc<Tls>,
}

async fn start(limits: ListenerLimits) -> Secure {
    let (authority, folder) = (Authority::new(), tempfile::tempdir().unwrap());
    let files: TlsFiles = authority.write(folder.path(), 2048);
    let tls = Arc::new(Tls::load("public", files, platform::Clock::default()).unwrap());
    let listener = Listener::bind(([127, 0, 0, 1], 0).into(), limits).await.unwrap();
    let listener = listener.over(tls.clone());
    assert!(listener.url().unwrap().starts_with("https://127.0.0.1:"));
    let address = listener.address().unwrap();
    tokio::spawn(listener.serve(app(), CancellationToken::new()));
    Secure { authority, folder, address, tls }
}

impl Secure {
    fn client(&self) -> reqwest::ClientBuilder {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let root = Certificate::from_der(&self.authority.root).unwrap();
        Client::builder().tls_certs_only([root]).resolve("localhost", self.address)
    }

    fn url(&self, path: &str) -> String {
        format!("https://localhost:{}{path}", self.address.port())
    }

    async fn connect(
        &self,
        versions: &[&'static rustls::SupportedProtocolVersion],
    ) -> TlsStream<TcpStream> {
        let mut roots = RootCertStore::empty();
        roots.add(self.authority.root.clone()).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_protocol_versions(versions)
            .unwrap()
            .with_root_certificates(roots)
            .with_no_client_auth();
        let stream = TcpStream::connect(self.address).await.unwrap();
        let name = ServerName::try_from("localhost").unwrap();
        TlsConnector::from(Arc::new(config)).connect(name, stream).await.unwrap()
    }
}

fn shown(stream: &TlsStream<TcpStream>) -> Vec<u8> {
    stream.get_ref().1.peer_certificates().unwrap()[0].to_vec()
}

async fn ask(stream: &mut TlsStream<TcpStream>) -> String {
    stream.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").await.unwrap();
    let mut answer = vec![0; 4096];
    let count = stream.read(&mut answer).await.unwrap();
    String::from_utf8_lossy(&answer[..count]).into_owned()
}

#[tokio::test]
async fn both_versions_of_http_are_spoken_and_the_scheme_and_host_are_known() {
    let secure = start(quick()).await;
    for (client, version) in [
        (secure.client().build().unwrap(), Version::HTTP_2),
        (secure.client().http1_only().build().unwrap(), Version::HTTP_11),
    ] {
        let answer = client.get(secure.url("/scheme")).send().await.unwrap();
        assert_eq!(answer.version(), version);
        let host = format!("Https localhost:{}", secure.address.port());
        assert_eq!(answer.text().await.unwrap(), host);
    }
}

#[tokio::test]
async fn both_versions_of_tls_are_spoken() {
    let secure = start(quick()).await;
    for (offered, spoken) in [
        (&rustls::version::TLS12, ProtocolVersion::TLSv1_2),
        (&rustls::version::TLS13, ProtocolVersion::TLSv1_3),
    ] {
        let mut stream = secure.connect(&[offered]).await;
        assert_eq!(stream.get_ref().1.protocol_version(), Some(spoken));
        assert!(ask(&mut stream).await.ends_with("hello"));
    }
}

#[tokio::test]
async fn a_handshake_that_never_ends_is_cut_and_frees_its_place() {
    let secure = start(ListenerLimits { per_household: 1, ..quick() }).await;
    let began = tokio::time::Instant::now();
    let mut silent = TcpStream::connect(secure.address).await.unwrap();
    // The first bytes of a ClientHello that says it goes on.
    silent.write_all(&[22, 3, 1, 2, 0, 1, 0, 1, 252, 3, 3]).await.unwrap();
    // It counts: its household has no second place.
    let mut second = TcpStream::connect(secure.address).await.unwrap();
    assert_eq!(second.read(&mut [0; 16]).await.unwrap_or_default(), 0);
    silent.read_to_end(&mut Vec::new()).await.ok();
    let elapsed = began.elapsed();
    assert!(
        elapsed > Duration::from_millis(150) && elapsed < Duration::from_secs(1),
        "{elapsed:?}"
    );
    // The visitor sees the end a moment before the place is free.
    let client = secure.client().build().unwrap();
    let mut answer = client.get(secure.url("/")).send().await;
    for _ in 0..50 {
        if answer.is_ok() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
        answer = client.get(secure.url("/")).send().await;
    }
    assert_eq!(answer.unwrap().text().await.unwrap(), "hello");
}

#[tokio::test]
async fn a_slow_head_after_the_handshake_is_cut_too() {
    let secure = start(quick()).await;
    let mut stream = secure.connect(&[&rustls::version::TLS13]).await;
    let began = tokio::time::Instant::now();
    stream.write_all(b"GET / HT").await.unwrap();
    stream.read_to_end(&mut Vec::new()).await.ok();
    assert!(began.elapsed() < Duration::from_secs(1));
}

#[tokio::test]
async fn plain_http_is_no_handshake() {
    let secure = start(quick()).await;
    let mut stream = TcpStream::connect(secure.address).await.unwrap();
    stream.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.ok();
    assert!(!answer.starts_with(b"HTTP"), "{answer:?}");
}

#[tokio::test]
async fn a_new_certificate_is_for_new_connections_and_old_ones_go_on() {
    let secure = start(quick()).await;
    let versions = [&rustls::version::TLS13];
    let mut old = secure.connect(&versions).await;
    let first = shown(&old);
    assert!(ask(&mut old).await.ends_with("hello"));
    secure.authority.write(secure.folder.path(), 2049);
    assert_eq!(secure.tls.look(), crate::tls::Look::Switched);
    let mut new = secure.connect(&versions).await;
    assert_ne!(shown(&new), first);
    assert!(ask(&mut new).await.ends_with("hello"));
    assert!(ask(&mut old).await.ends_with("hello"), "the old connection goes on");
    // A broken file changes nothing.
    std::fs::write(secure.folder.path().join("chain.pem"), "nothing").unwrap();
    assert!(matches!(secure.tls.look(), crate::tls::Look::Refused(_)));
    let mut third = secure.connect(&versions).await;
    assert_eq!(shown(&third), shown(&new));
    assert!(ask(&mut third).await.ends_with("hello"));
}

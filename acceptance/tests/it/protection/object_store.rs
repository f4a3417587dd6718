//! Articles 33 to 35: two nodes over one database and one object store that speaks S3, whose server
//! stops and comes back.

use std::net::SocketAddr;
use std::time::Duration;

use acceptance::{Ground, Store, binary};
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use s3s::auth::SimpleAuth;
use s3s::service::S3ServiceBuilder;
use tokio::net::TcpListener;
use tokio::process::Command;
use tokio::task::JoinHandle;

use super::backups::{is_there, write};
use crate::interaction::letters::{acknowledged, filled};

const BUCKET: &str = "weiyang";
const KEY: &str = "AKWEIYANG";
const SECRET: &str = "not-a-real-secret";

/// A server that checks signatures and keeps objects in a folder.
struct ObjectStore {
    folder: tempfile::TempDir,
    address: SocketAddr,
    serving: JoinHandle<()>,
}

impl ObjectStore {
    async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join(BUCKET)).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let serving = serve(listener, folder.path());
        Self { folder, address, serving }
    }

    /// As settings of a node.
    fn settings(&self) -> Vec<(&'static str, String)> {
        vec![
            ("WEIYANG_FILES__STORE", "s3".to_owned()),
            ("WEIYANG_FILES__ENDPOINT", format!("http://{}", self.address)),
            ("WEIYANG_FILES__BUCKET", BUCKET.to_owned()),
            ("WEIYANG_FILES__ACCESS_KEY", KEY.to_owned()),
            ("WEIYANG_FILES__SECRET_KEY", SECRET.to_owned()),
            ("WEIYANG_ALERTS__EVERY_SECONDS", "1".to_owned()),
        ]
    }

    /// How many objects it has.
    fn objects(&self) -> usize {
        let (mut waiting, mut found) = (vec![self.folder.path().join(BUCKET)], 0);
        while let Some(folder) = waiting.pop() {
            for item in std::fs::read_dir(folder).unwrap() {
                let path = item.unwrap().path();
                if path.is_dir() {
                    waiting.push(path);
                } else {
                    found += usize::from(path.to_string_lossy().contains("/objects/"));
                }
            }
        }
        found
    }

    /// The server is away, with all its connections.
    async fn stop(&mut self) {
        self.serving.abort();
        let _ = (&mut self.serving).await;
    }

    async fn start_again(&mut self) {
        let listener = TcpListener::bind(self.address).await.unwrap();
        self.serving = serve(listener, self.folder.path());
    }
}

fn serve(listener: TcpListener, folder: &std::path::Path) -> JoinHandle<()> {
    let mut service = S3ServiceBuilder::new(s3s_fs::FileSystem::new(folder).unwrap());
    service.set_auth(SimpleAuth::from_single(KEY, SECRET));
    let service = service.build();
    tokio::spawn(async move {
        let mut connections = tokio::task::JoinSet::new();
        while let Ok((socket, _)) = listener.accept().await {
            let service = service.clone();
            connections.spawn(async move {
                let builder = Builder::new(TokioExecutor::new());
                let _ = builder.serve_connection(TokioIo::new(socket), service).await;
            });
        }
    })
}

fn borrowed<'a>(settings: &'a [(&'static str, String)]) -> Vec<(&'a str, &'a str)> {
    settings.iter().map(|(name, value)| (*name, value.as_str())).collect()
}

#[tokio::test]
async fn article_33_two_nodes_share_one_object_store_and_say_when_it_is_away() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let Some(ground) = Ground::new(Store::Postgres).await else { return };
    let database = ground.database.clone();
    let mut store = ObjectStore::start().await;
    let settings = store.settings();
    let first = ground.start(&borrowed(&settings)).await;
    let folder = tempfile::tempdir().unwrap();
    let secret = first.folder.path().join("secret.key");
    std::fs::copy(secret, folder.path().join("secret.key")).unwrap();
    let beside = Ground { store: Store::Postgres, folder, database };
    let second = beside.start(&borrowed(&settings)).await;
    assert!(store.objects() > 10, "the demo's files lie in the store");
    assert!(!first.folder.path().join("files/objects").exists());

    // What one node takes in, the other gives out; what one publishes, the other shows.
    let letter = write(&first, "两个节点一个存储", "附件在对象存储里").await;
    is_there(&second, &letter, "两个节点一个存储", "附件在对象存储里").await;
    let (_, path) = first.publish(crate::TZGG, "notices", "对象存储公告", "<p>正文。</p>").await;
    let mut shown = String::new();
    for _ in 0..100 {
        shown = second.visitor().get(&path).await.text;
        if shown.contains("对象存储公告") {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert!(shown.contains("对象存储公告"), "the second node does not follow");

    // A backup takes the objects out of the store.
    let shelf = tempfile::tempdir().unwrap();
    let mut backup = Command::new(binary());
    backup.arg("backup").arg(shelf.path()).arg("--data").arg(first.folder.path());
    backup.arg("--database").arg(first.database.as_deref().unwrap()).envs(settings.clone());
    let said = backup.output().await.unwrap();
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    assert!(!String::from_utf8_lossy(&said.stdout).contains("MISSING"));

    // Away: a letter with a file comes back whole, somebody is told, pages stand.
    store.stop().await;
    let visitor = first.visitor();
    let form = filled(&visitor, "存储不在时的来信").await.file("files", "照片.txt", "一张");
    let refused = visitor.send(form).await;
    assert_eq!(refused.status, 503, "{}", first.log());
    assert!(refused.text.contains("存储不在时的来信"), "what was typed is gone");
    assert_eq!(first.visitor().get("/").await.status, 200);
    let operator = first.staff("xitong.guanli").await;
    let mut told = String::new();
    for _ in 0..300 {
        told = operator.open("/operations").await.words();
        if told.contains("连不上文件存储") {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert!(told.contains("连不上文件存储"), "{told}");

    // Back: the same form goes through.
    store.start_again().await;
    let again = refused.form("/mailbox/new").file("files", "照片.txt", "一张");
    let letter = acknowledged(&visitor.send(again).await);
    is_there(&second, &letter, "存储不在时的来信", "一张").await;
}

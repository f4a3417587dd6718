//! The demo's data, made once for each kind of database and copied for every district: filling a new
//! district takes most of the time of a story that wants one of its own.

use std::path::Path;
use std::sync::atomic::Ordering;

use tokio::process::Command;
use tokio::sync::OnceCell;

use crate::district::{NUMBER, Store};
use crate::server::Server;

/// Data that a district can be started on.
pub struct Made {
    pub folder: tempfile::TempDir,
    pub database: Option<String>,
}

static MADE: [OnceCell<Made>; 2] = [OnceCell::const_new(), OnceCell::const_new()];

/// A copy of the demo's data; `cluster` is where its database is to stand.
pub async fn made(store: Store, cluster: Option<String>) -> Made {
    let first = MADE[store as usize].get_or_init(|| make(cluster.clone())).await;
    let folder = tempfile::tempdir().unwrap();
    copy(first.folder.path(), folder.path()).await;
    let database = match (cluster, &first.database) {
        (Some(cluster), Some(from)) => Some(new_database(&cluster, from.rsplit_once('/')).await),
        _ => None,
    };
    Made { folder, database }
}

/// Starts the demo on nothing and stops it when it is filled.
async fn make(cluster: Option<String>) -> Made {
    let folder = tempfile::tempdir().unwrap();
    let database = match cluster {
        Some(cluster) => Some(new_database(&cluster, None).await),
        None => None,
    };
    let server = Server::start(folder.path(), database.as_deref(), &[]).await;
    server.stop().await;
    std::fs::remove_file(folder.path().join("log")).unwrap();
    Made { folder, database }
}

async fn copy(from: &Path, to: &Path) {
    let copied = Command::new("cp").arg("-a").arg(from.join(".")).arg(to).status().await.unwrap();
    assert!(copied.success());
}

/// A new database in the cluster, empty or as the named one is.
async fn new_database(cluster: &str, from: Option<(&str, &str)>) -> String {
    let name = format!("a_{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
    let from = from.map(|(_, from)| format!(" TEMPLATE {from}")).unwrap_or_default();
    let made = Command::new("psql")
        .args([cluster, "-q", "-c", &format!("CREATE DATABASE {name}{from}")])
        .status()
        .await
        .unwrap();
    assert!(made.success());
    format!("{}/{name}", cluster.rsplit_once('/').unwrap().0)
}

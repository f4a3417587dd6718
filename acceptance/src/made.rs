//! The demo's data, made once for each kind of database and copied for every district: filling a new
//! district takes most of the time of a story that wants one of its own.

use std::path::Path;
use std::sync::atomic::Ordering;

use tokio::process::Command;
use tokio::sync::OnceCell;

use crate::district::{NUMBER, Store, cluster_of};
use crate::ground::Ground;
use crate::server::Server;

static MADE: [OnceCell<Ground>; 2] = [OnceCell::const_new(), OnceCell::const_new()];

/// Ground with a copy of the demo's data; `None` if the machine doesn't offer this database.
pub async fn made(store: Store) -> Option<Ground> {
    let cluster = cluster_of(store)?;
    let first = MADE[store as usize].get_or_init(|| make(store)).await;
    let folder = tempfile::tempdir().unwrap();
    copy(first.folder.path(), folder.path()).await;
    let from = first.database.as_ref().and_then(|url| url.rsplit_once('/'));
    let database = match (cluster, from) {
        (Some(cluster), Some((_, from))) => Some(new_database(&cluster, Some(from)).await),
        _ => None,
    };
    Some(Ground { store, folder, database })
}

/// Starts the demo on nothing and stops it when it is filled.
async fn make(store: Store) -> Ground {
    let ground = Ground::new(store).await.unwrap();
    let server = Server::start(ground.folder.path(), ground.database.as_deref(), &[]).await;
    server.stop().await;
    std::fs::remove_file(ground.folder.path().join("log")).unwrap();
    ground
}

async fn copy(from: &Path, to: &Path) {
    let copied = Command::new("cp").arg("-a").arg(from.join(".")).arg(to).status().await.unwrap();
    assert!(copied.success());
}

/// A new database in the cluster, empty or as the one of this name is.
pub(crate) async fn new_database(cluster: &str, from: Option<&str>) -> String {
    let name = format!("a_{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
    let from = from.map(|from| format!(" TEMPLATE {from}")).unwrap_or_default();
    let made = Command::new("psql")
        .args([cluster, "-q", "-c", &format!("CREATE DATABASE {name}{from}")])
        .status()
        .await
        .unwrap();
    assert!(made.success());
    format!("{}/{name}", cluster.rsplit_once('/').unwrap().0)
}

//! Empty ground for a district: a folder, and a database where one is needed.

use std::process::Output;

use tokio::process::Command;

use crate::district::{District, Store, binary, cluster_of};
use crate::made::new_database;

/// A place where no district stands yet.
pub struct Ground {
    pub store: Store,
    pub folder: tempfile::TempDir,
    pub database: Option<String>,
}

impl Ground {
    /// New ground; `None` if the machine doesn't offer this database.
    pub async fn new(store: Store) -> Option<Self> {
        let database = match cluster_of(store)? {
            Some(cluster) => Some(new_database(&cluster, None).await),
            None => None,
        };
        Some(Self { store, folder: tempfile::tempdir().unwrap(), database })
    }

    /// Runs a command of the binary here.
    pub async fn command(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(binary());
        command.args(arguments).arg("--data").arg(self.folder.path());
        if let Some(database) = &self.database {
            command.args(["--database", database]);
        }
        command.output().await.unwrap()
    }

    /// Starts what stands here, or founds a district.
    pub async fn start(self, settings: &[(&str, &str)]) -> District {
        District::on(self, settings).await
    }
}

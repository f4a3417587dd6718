//! A PostgreSQL server in a folder of ours, on whatever disk that is.

use std::path::{Path, PathBuf};

use measuring::process::free_port;
use measuring::trouble::Outcome;

use crate::postgres::{binaries, script, script_at_the_end};

/// The server. It ends with this value.
pub struct Single {
    folder: PathBuf,
    binaries: PathBuf,
    port: u16,
}

const MAKE: &str = "[ \"$(id -u)\" != 0 ] || chown postgres \"$D\"; chmod 755 \"$D\"; cd /; \
    pg initdb -D $D/data -U weiyang --auth=trust --encoding=UTF8 --locale=C.UTF-8 >/dev/null; ";
/// The log lies elsewhere: it is the data that has no room.
const START: &str = "cd /; pg pg_ctl -D $D/data -s -w -l $L -o \"-p $P -c listen_addresses=127.0.0.1 \
    -c unix_socket_directories=/tmp -c max_connections=100 -c max_wal_size=64MB \
    -c min_wal_size=32MB\" start";
const RUNS: &str = "cd /; pg pg_ctl -D $D/data status >/dev/null";
const STOP: &str = "cd /; pg pg_ctl -D $D/data -s -m immediate stop";

impl Single {
    /// Makes a cluster and starts it.
    pub async fn start(folder: &Path) -> Outcome<Self> {
        let server =
            Self { folder: folder.to_owned(), binaries: binaries().await?, port: free_port()? };
        script("make a cluster", &format!("{MAKE}{START}"), &server.places()).await?;
        Ok(server)
    }

    /// The address of one of its databases.
    pub fn address(&self, database: &str) -> String {
        format!("postgres://weiyang@127.0.0.1:{}/{database}", self.port)
    }

    /// Starts it again if it has ended. Whether it had.
    pub async fn raise(&self) -> Outcome<bool> {
        if script("see whether it runs", RUNS, &self.places()).await.is_ok() {
            return Ok(false);
        }
        script("start it again", START, &self.places()).await?;
        Ok(true)
    }

    /// Ends it.
    pub async fn stop(self) -> Outcome {
        script("stop it", STOP, &self.places()).await
    }

    fn places(&self) -> [(&'static str, String); 4] {
        [
            ("B", self.binaries.display().to_string()),
            ("D", self.folder.display().to_string()),
            ("L", format!("/tmp/weiyang-single.{}.log", self.port)),
            ("P", self.port.to_string()),
        ]
    }
}

impl Drop for Single {
    fn drop(&mut self) {
        script_at_the_end(&format!("{STOP} 2>/dev/null; rm -f $L"), &self.places());
    }
}

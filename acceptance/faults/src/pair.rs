//! A PostgreSQL primary with a synchronous standby, both ours and both thrown away.

use std::path::{Path, PathBuf};

use measuring::process::free_port;
use measuring::trouble::{Doing, Outcome};
use tempfile::TempDir;

use crate::postgres::{binaries, script, script_at_the_end};

/// The two. They end with this value.
pub struct Pair {
    folder: TempDir,
    binaries: PathBuf,
    /// Port of the primary.
    pub primary: u16,
    /// Port of the standby.
    pub standby: u16,
}

const START: &str = "[ \"$(id -u)\" != 0 ] || chown postgres \"$D\"; chmod 755 \"$D\"; cd /; \
    pg initdb -D $D/primary -U weiyang --auth=trust --encoding=UTF8 --locale=C.UTF-8 >/dev/null; \
    O=\"-c listen_addresses=127.0.0.1 -c unix_socket_directories=$D -c max_connections=200\"; \
    pg pg_ctl -D $D/primary -s -w -l $D/primary.log -o \"-p $P $O\" start; \
    pg pg_basebackup -h 127.0.0.1 -p $P -U weiyang -D $D/standby -R -X stream; \
    pg pg_ctl -D $D/standby -s -w -l $D/standby.log -o \"-p $S $O\" start; \
    q() { psql -h 127.0.0.1 -p $P -U weiyang postgres -qAtc \"$1\"; }; \
    q \"ALTER SYSTEM SET synchronous_standby_names = '*'\"; q 'SELECT pg_reload_conf()' >/dev/null; \
    for i in $(seq 100); do \
    [ \"$(q 'SELECT sync_state FROM pg_stat_replication')\" = sync ] && exit 0; sleep 0.1; done; \
    echo 'the standby does not follow' >&2; exit 1";

impl Pair {
    /// Starts both; every commit waits for the standby from then on.
    pub async fn start() -> Outcome<Self> {
        let folder = tempfile::Builder::new().prefix("weiyang-pair.").tempdir();
        let pair = Self {
            folder: folder.doing("make a temporary folder")?,
            binaries: binaries().await?,
            primary: free_port()?,
            standby: free_port()?,
        };
        pair.script("start a primary and its standby", START).await?;
        Ok(pair)
    }

    /// The primary's machine is gone, in the middle of whatever it did.
    pub async fn lose_primary(&self) -> Outcome {
        let lose = "kill -9 $(head -1 $D/primary/postmaster.pid) \
            $(pgrep -P $(head -1 $D/primary/postmaster.pid)) 2>/dev/null || true";
        self.script("lose the primary", lose).await
    }

    /// The standby becomes the primary.
    pub async fn promote(&self) -> Outcome {
        self.script("promote the standby", "cd /; pg pg_ctl -D $D/standby -s -w promote").await
    }

    async fn script(&self, what: &str, text: &str) -> Outcome {
        script(what, text, &self.places()).await
    }

    fn places(&self) -> [(&'static str, String); 4] {
        let shown = |path: &Path| path.display().to_string();
        [
            ("B", shown(&self.binaries)),
            ("D", shown(self.folder.path())),
            ("P", self.primary.to_string()),
            ("S", self.standby.to_string()),
        ]
    }
}

impl Drop for Pair {
    fn drop(&mut self) {
        let stop = "cd /; for one in primary standby; do \
            pg pg_ctl -D $D/$one -s -m immediate stop 2>/dev/null || true; done";
        script_at_the_end(stop, &self.places());
    }
}

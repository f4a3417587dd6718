//! PostgreSQL's own programs, run by small scripts.

use std::path::PathBuf;

use measuring::process::{printed, run};
use measuring::trouble::Outcome;
use tokio::process::Command;

/// What every script begins with. PostgreSQL's server refuses root; Debian brings the account.
const BEGIN: &str = "as=(); if [ \"$(id -u)\" = 0 ]; then as=(runuser -u postgres --); fi; \
    pg() { local name=$1; shift; \"${as[@]}\" \"$B/$name\" \"$@\"; }; ";

/// Where the server's programs lie.
pub async fn binaries() -> Outcome<PathBuf> {
    let mut listed = Command::new("sh");
    listed.args(["-c", "ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1"]);
    let found = printed(&run(&mut listed, "find PostgreSQL's server").await?);
    Ok(PathBuf::from(found.trim()))
}

/// Runs a script that may say `pg PROGRAM …`; `B` in its places is where the programs lie.
pub async fn script(what: &str, text: &str, places: &[(&str, String)]) -> Outcome {
    let mut command = Command::new("bash");
    command.args(["-euo", "pipefail", "-c", &format!("{BEGIN}{text}")]);
    command.envs(places.iter().map(|(name, value)| (*name, value)));
    run(&mut command, what).await.map(drop)
}

/// The same where nobody could do anything about a failure.
pub fn script_at_the_end(text: &str, places: &[(&str, String)]) {
    let mut command = std::process::Command::new("bash");
    command.args(["-c", &format!("{BEGIN}{text}")]);
    command.envs(places.iter().map(|(name, value)| (*name, value)));
    let _ = command.output();
}

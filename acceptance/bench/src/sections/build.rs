//! From an edit of a chapter to an answered page, as a developer waits for it.

use std::path::{Path, PathBuf};
use std::time::Instant;

use tokio::process::Command;

use crate::ground::Ground;
use crate::numbers::median;
use crate::portal::Place;
use crate::process::{printed, run};
use crate::table::{Table, number, text};
use crate::trouble::{Doing, Outcome};

/// What is edited, seen from the project's root.
const EDITED: [&str; 2] = ["chapters/site/src/lib.rs", "crates/documents/src/lib.rs"];
/// Edits of each.
const ROUNDS: usize = 3;

/// Touches, builds, starts, opens a page.
pub async fn measure(ground: &mut Ground) -> Outcome<Table> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let root = root.canonicalize().doing("find the project's root")?;
    let binary = cargo(&root).await?;
    let folder = ground.folder.join("edited");
    let place = Place { binary, folder, database: None };
    place.start("/").await?.stop().await?;
    let mut table = Table::new(
        "From an edit to the running program (development build)",
        &["edited", "build s", "start s", "together s"],
    );
    for file in EDITED {
        let (mut builds, mut starts, mut sums) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            let mut touch = Command::new("touch");
            run(touch.arg(root.join(file)), "touch a file").await?;
            let begin = Instant::now();
            cargo(&root).await?;
            let built = begin.elapsed().as_secs_f64();
            let portal = place.start("/").await?;
            let answered = begin.elapsed().as_secs_f64();
            portal.stop().await?;
            builds.push(built);
            starts.push(answered - built);
            sums.push(answered);
        }
        table.row([
            text(file),
            number(median(&builds), 1),
            number(median(&starts), 1),
            number(median(&sums), 1),
        ]);
    }
    table.note(format!(
        "medians of {ROUNDS}; the file's time is new, its text is not: an edit of a function's body \
         costs a little more code generation"
    ));
    Ok(table)
}

/// Builds the program and says where it lies.
async fn cargo(root: &Path) -> Outcome<PathBuf> {
    let mut cargo = Command::new("cargo");
    cargo.args(["build", "--quiet", "-p", "weiyang", "--message-format=json"]).current_dir(root);
    let output = run(&mut cargo, "cargo build -p weiyang").await?;
    let messages = printed(&output);
    let mut executables = messages.lines().filter_map(|line| {
        let message: serde_json::Value = serde_json::from_str(line).ok()?;
        message.get("executable")?.as_str().map(PathBuf::from)
    });
    executables.next_back().doing("find the built program")
}

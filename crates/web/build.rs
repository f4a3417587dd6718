//! In a release the templates, messages and assets are embedded; Cargo must know when they change.
//! In a debug build they are read from disk, so nothing is watched and nothing is rebuilt.

use std::path::Path;

/// Folders that `rust-embed` puts into a release binary.
const EMBEDDED: [&str; 5] = [
    "../../locales",
    "../../themes/default",
    "../../console/templates",
    "../../console/assets",
    "../../console/dist",
];

#[expect(clippy::disallowed_methods, reason = "a build script has no settings but Cargo's")]
fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("PROFILE").is_ok_and(|profile| profile == "release") {
        for folder in EMBEDDED.iter().filter(|folder| Path::new(folder).exists()) {
            println!("cargo::rerun-if-changed={folder}");
        }
    }
}

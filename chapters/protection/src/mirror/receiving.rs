//! A mirror that somebody finds: what others did to it while nobody watched, by its own manifest.

use std::path::Path;

use platform::{Fault, FaultContext};

use super::alarms::raise;
use super::guarding::{Deviations, Seen, keep_evidence, look};
use super::keys::PublicKeys;
use super::manifest::{MANIFEST, Manifest, SIGNATURES, files_below};
use super::unfinished;
use super::writing::Mirror;

impl Mirror {
    /// What others did to the mirror while nobody watched, by its own signed manifest, and puts it aside;
    /// to be asked before everything is written. `None` where all is well or nothing is known: there is
    /// no mirror yet, or whoever wrote it last was stopped before signing.
    pub async fn receive(&mut self) -> Result<Option<Deviations>, Fault> {
        let site = self.site()?;
        if unfinished::is_there(&self.dir) {
            tracing::warn!("the mirror was left unfinished; what others did to it can't be told");
            return Ok(None);
        }
        let (dir, keys) = (self.dir.clone(), self.keys.public());
        let compared = tokio::task::spawn_blocking(move || compare(&dir, &site, &keys));
        let found = compared.await.doing("look at the mirror")??;
        if found.count() == 0 {
            return Ok(None);
        }
        keep_evidence(self, &found)?;
        raise(&self.walker.app, &found).await?;
        Ok(Some(found))
    }
}

/// A mirror's files beside what its manifest says.
fn compare(dir: &Path, site: &Path, keys: &PublicKeys) -> Result<Deviations, Fault> {
    let mut found = Deviations::default();
    let there = files_below(site)?;
    let Some(manifest) = Manifest::read(dir, keys)? else {
        // Nobody has written here before, or the manifest is somebody else's.
        for name in [MANIFEST, SIGNATURES] {
            let list =
                if dir.join(name).exists() { &mut found.altered } else { &mut found.missing };
            list.push(name.to_owned());
        }
        return Ok(if found.altered.is_empty() && there.is_empty() {
            Deviations::default()
        } else {
            found
        });
    };
    let mut look = look(site, &manifest.files, Seen::default())?;
    look.suspects.sort_unstable();
    for file in look.suspects {
        let list = match (manifest.files.contains_key(&file), there.contains(&file)) {
            (true, true) => &mut found.altered,
            (true, false) => &mut found.missing,
            (false, _) => &mut found.added,
        };
        list.push(file);
    }
    Ok(found)
}

//! A file system of its own, so small that it can be filled. Needs the right to mount.

use std::io::Write;
use std::path::{Path, PathBuf};

use measuring::process::run;
use measuring::trouble::{Doing, Outcome};
use tokio::process::Command;

/// The file system.
pub struct SmallDisk {
    folder: PathBuf,
}

impl SmallDisk {
    /// Mounts one of so many mebibytes.
    pub async fn mount(folder: &Path, mebibytes: u32) -> Outcome<Self> {
        std::fs::create_dir_all(folder).doing("make a folder to mount on")?;
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &format!("size={mebibytes}m"), "tmpfs"]).arg(folder);
        run(&mut mount, "mount a small file system").await?;
        Ok(Self { folder: folder.to_owned() })
    }

    /// Gives it more room, as an operator does before anything else when letters have filled it.
    pub async fn grow(&self, mebibytes: u32) -> Outcome {
        let mut mount = Command::new("mount");
        mount.args(["-o", &format!("remount,size={mebibytes}m")]).arg(&self.folder);
        run(&mut mount, "give a small file system more room").await.map(drop)
    }

    /// Unmounts it.
    pub async fn unmount(self) -> Outcome {
        run(Command::new("umount").arg("-l").arg(&self.folder), "unmount it").await.map(drop)
    }

    /// Writes until nothing fits any more.
    pub fn fill(&self) {
        let Ok(mut file) = std::fs::File::create(self.filler()) else { return };
        for size in [1 << 20, 1 << 12, 1] {
            let piece = vec![0; size];
            while file.write_all(&piece).is_ok() {}
        }
    }

    /// Makes room again.
    pub fn empty(&self) -> Outcome {
        std::fs::remove_file(self.filler()).doing("make room")
    }

    fn filler(&self) -> PathBuf {
        self.folder.join("filler")
    }
}

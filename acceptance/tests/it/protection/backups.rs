//! Articles 33, 34: a backup made while people work, checked, put back on either database.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Output;

use acceptance::{District, Ground, Store, binary, on_both_alone};

use crate::interaction::letters::{Letter, acknowledged, filled, look_up};

/// What a command printed.
fn printed(output: &Output) -> String {
    let (out, err) =
        (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    format!("{out}{err}")
}

pub(super) async fn write(district: &District, title: &str, note: &str) -> Letter {
    let visitor = district.visitor();
    let form = filled(&visitor, title).await.file("files", "现场记录.txt", note);
    acknowledged(&visitor.send(form).await)
}

/// The letter is there, with its attachment, and the office can read who wrote it.
pub(super) async fn is_there(district: &District, letter: &Letter, title: &str, note: &str) {
    let visitor = district.visitor();
    let answer = look_up(&visitor, &letter.receipt, &letter.secret).await;
    let mine = visitor.open(&answer.location().unwrap_or_else(|| panic!("{title} is lost"))).await;
    assert!(mine.words().contains(title), "{}", mine.words());
    let links = mine.attributes(".letter-files a", "href");
    assert_eq!(visitor.open(&links[0]).await.text, note);
    let handler = district.staff("cggj.banli").await;
    let case = handler.open(&format!("/cases/{}", letter.receipt)).await;
    assert!(case.text.contains("程**") && case.text.contains("139****1234"), "{}", case.words());
}

/// Changes one byte in the middle of the first file that fits.
fn damage(folder: &Path, fits: &dyn Fn(&Path) -> bool) -> std::path::PathBuf {
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if fits(&path) {
                let mut bytes = std::fs::read(&path).unwrap();
                let middle = bytes.len() / 2;
                bytes[middle] ^= 1;
                std::fs::write(&path, bytes).unwrap();
                return path;
            }
        }
    }
    panic!("no such file");
}

/// Whoever restores, root too, shows nobody else who wrote.
fn comes_back_for_one_account_alone(shelf: &str, key: &str) {
    let outside = tempfile::tempdir().unwrap();
    let fresh = outside.path().join("srv/weiyang");
    let mut command = std::process::Command::new(binary());
    command.args(["restore", shelf, "--key", key, "--data"]).arg(&fresh);
    let back = command.output().unwrap();
    assert!(back.status.success(), "{}", printed(&back));
    let mode = std::fs::metadata(&fresh).unwrap().permissions().mode();
    assert_eq!(mode & 0o077, 0, "{mode:o}");
}

#[test]
fn article_33_a_backup_made_while_people_work_is_put_back_on_either_database() {
    on_both_alone(async |district| {
        let outside = tempfile::tempdir().unwrap();
        let (shelf, key) = (outside.path().join("shelf"), outside.path().join("key"));
        let (shelf, key) = (shelf.to_str().unwrap(), key.to_str().unwrap());
        let drawn = tokio::process::Command::new(acceptance::binary())
            .args(["backup-key", key])
            .output()
            .await
            .unwrap();
        assert!(drawn.status.success(), "{}", printed(&drawn));

        let (first, second) = (district.unique("路灯不亮"), district.unique("井盖松动"));
        let one = write(&district, &first, "第一份记录").await;
        let made = district.command(&["backup", shelf, "--key", key]).await;
        assert!(made.status.success(), "{}", printed(&made));
        // The next one copies only what is new; names are seconds.
        tokio::time::sleep(std::time::Duration::from_millis(1_100)).await;
        let two = write(&district, &second, "第二份记录").await;
        let made = district.command(&["backup", shelf, "--key", key]).await;
        assert!(printed(&made).contains(", 1 of them new"), "{}", printed(&made));
        let after = district.unique("此后来信");
        write(&district, &after, "不在备份里").await;

        // Nothing readable lies there, and the key reads it all.
        let seen = readable(Path::new(shelf), &["第二份记录", "程望舒", &second]);
        assert_eq!(seen, None, "an encrypted backup shows what it holds");
        let checked = district.command(&["verify", shelf, "--key", key]).await;
        assert!(checked.status.success(), "{}", printed(&checked));

        comes_back_for_one_account_alone(shelf, key);

        // It comes back whole on both databases, whichever it was made on.
        for store in [Store::Sqlite, Store::Postgres] {
            let Some(ground) = Ground::new(store).await else { continue };
            let without = ground.command(&["restore", shelf]).await;
            assert!(!without.status.success() && printed(&without).contains("--key"));
            let back = ground.command(&["restore", shelf, "--key", key]).await;
            assert!(back.status.success(), "{store:?}: {}", printed(&back));
            assert!(printed(&back).contains("every row is as it was written"));
            let again = ground.command(&["restore", shelf, "--key", key]).await;
            assert!(!again.status.success() && printed(&again).contains("empty place"));
            let restored = ground.start(&[]).await;
            is_there(&restored, &one, &first, "第一份记录").await;
            is_there(&restored, &two, &second, "第二份记录").await;
            let office = restored.staff("cggj.banli").await;
            let list = office.open(&format!("/cases?pile=all&query={after}")).await;
            assert!(list.texts("tbody tr").is_empty(), "{}", list.words());
            write(&restored, &restored.unique("恢复之后"), "照常收信").await;
            let verified = restored.command(&["audit", "verify"]).await;
            assert!(verified.status.success(), "{}", printed(&verified));
            restored.assert_no_fault();
        }

        // One altered byte is found, and nothing is restored from it.
        let hurt = damage(Path::new(shelf), &|path| path.to_string_lossy().contains("/objects/"));
        let checked = district.command(&["verify", shelf]).await;
        let name = hurt.file_name().unwrap().to_string_lossy().into_owned();
        assert!(!checked.status.success() && printed(&checked).contains(&name));
        let ground = Ground::new(Store::Sqlite).await.unwrap();
        let back = ground.command(&["restore", shelf, "--key", key]).await;
        assert!(!back.status.success() && printed(&back).contains("nothing was restored"));
        assert!(!ground.folder.path().join("weiyang.db").exists());
        district.assert_no_fault();
    });
}

#[test]
fn article_33_uploads_that_were_broken_off_are_swept_away_at_night() {
    on_both_alone(async |district| {
        let incoming = district.folder.path().join("files/incoming");
        std::fs::create_dir_all(&incoming).unwrap();
        let old = incoming.join("old");
        std::fs::write(&old, "half").unwrap();
        let before = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_700_000_000);
        let file = std::fs::File::options().write(true).open(&old).unwrap();
        file.set_modified(before).unwrap();
        district.pass_seconds(86_400).await;
        assert!(!old.exists(), "what was broken off days ago is still there");
        district.assert_no_fault();
    });
}

/// The first of the words that stands readable in any file.
fn readable(folder: &Path, words: &[&str]) -> Option<String> {
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned();
            if let Some(word) = words.iter().find(|word| text.contains(**word)) {
                return Some((*word).to_owned());
            }
        }
    }
    None
}

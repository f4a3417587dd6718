//! Articles 33, 34: the site as signed files that follow the journal and heal.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use acceptance::{District, Ground, Store, binary, on_both_alone};
use tokio::process::{Child, Command};

/// The file of the main site's page.
fn file(folder: &Path, path: &str) -> PathBuf {
    folder.join("site/www.weiyang.gov.cn").join(path.trim_matches('/')).join("index.html")
}

/// Starts the watcher.
fn watcher(district: &District, folder: &Path) -> Child {
    let mut command = Command::new(binary());
    command.args(["mirror", "--watch", "--data"]).arg(district.folder.path());
    if let Some(database) = &district.database {
        command.args(["--database", database]);
    }
    command.arg(folder).stdout(Stdio::null()).stderr(Stdio::null()).kill_on_drop(true);
    command.spawn().unwrap()
}

/// Waits until something holds, for a minute at most.
async fn within_a_minute(what: &str, holds: impl Fn() -> bool) {
    for _ in 0..600 {
        if holds() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("not within a minute: {what}");
}

fn text(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_default()
}

/// All mirrored pages.
fn pages(folder: &Path) -> Vec<String> {
    let (mut waiting, mut pages) = (vec![folder.join("site")], Vec::new());
    while let Some(folder) = waiting.pop() {
        for item in std::fs::read_dir(folder).unwrap() {
            let path = item.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|ending| ending == "html") {
                pages.push(text(&path));
            }
        }
    }
    pages
}

async fn verified(district: &District, folder: &str) -> (bool, String) {
    let proof = district.command(&["mirror", "verify", folder]).await;
    (proof.status.success(), String::from_utf8_lossy(&proof.stdout).into_owned())
}

#[test]
fn article_34_the_mirror_is_whole_signed_and_every_alteration_is_named() {
    on_both_alone(async |district| {
        let outside = tempfile::tempdir().unwrap();
        let folder = outside.path().to_str().unwrap();
        let made = district.command(&["mirror", folder]).await;
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));

        // Every page that the site map names is there, word for word as visitors get it.
        let visitor = district.visitor();
        let map = visitor.open("/site-map").await;
        let links = map.attributes("main a[href^='/']", "href");
        assert!(links.len() > 20, "{links:?}");
        for link in links.iter().filter(|link| !link.contains(['?', '#', '.'])) {
            let page = visitor.open(link).await;
            let kept = text(&file(outside.path(), link));
            assert!(!kept.is_empty(), "{link} is not mirrored");
            let over = page.text.contains("/leaving?to=");
            assert!(over || kept.len() == page.text.len(), "{link} differs");
        }
        // Nothing answers behind a mirror: what leads out leads there without a page between.
        let pages = pages(outside.path());
        assert!(pages.iter().any(|page| page.contains("rel=\"external nofollow\"")));
        assert!(!pages.iter().any(|page| page.contains("/leaving?to=")));
        assert!(outside.path().join("site/www.weiyang.gov.cn/sitemap.xml").exists());
        assert!(!outside.path().join("site/www.weiyang.gov.cn/search").exists());

        // Nothing to do is nothing done.
        let again = district.command(&["mirror", folder]).await;
        let said = String::from_utf8_lossy(&again.stdout).into_owned();
        assert!(said.contains(", 0 changed, 0 removed"), "{said}");
        assert!(!said.contains("ALTERED"), "{said}");

        let (good, said) = verified(&district, folder).await;
        assert!(good, "{said}");
        let home = file(outside.path(), "/");
        std::fs::write(&home, text(&home).replace("未央", "末央")).unwrap();
        std::fs::write(outside.path().join("site/www.weiyang.gov.cn/shell.php"), "x").unwrap();
        std::fs::remove_file(outside.path().join("site/www.weiyang.gov.cn/robots.txt")).unwrap();
        let (good, said) = verified(&district, folder).await;
        assert!(!good);
        for wrong in ["index.html was altered", "shell.php was added", "robots.txt is missing"] {
            assert!(said.contains(wrong), "{wrong}: {said}");
        }

        // What was done while nobody watched is told and kept before it is overwritten.
        let again = district.command(&["mirror", folder]).await;
        assert!(again.status.success());
        let told = String::from_utf8_lossy(&again.stdout).into_owned();
        assert!(told.contains("ALTERED FROM OUTSIDE: 1 altered, 1 added, 1 missing"), "{told}");
        let auditor = district.staff("shenji.guanli").await;
        let journal = auditor.open("/journal?verb=mirror.repaired").await.words();
        assert!(journal.contains("修复静态镜像"), "{journal}");
        let kept =
            std::fs::read_dir(outside.path().join("evidence")).unwrap().flatten().next().unwrap();
        assert!(text(&kept.path().join("www.weiyang.gov.cn/index.html")).contains("末央"));

        // A manifest made to fit has no signature.
        let manifest = outside.path().join("manifest.json");
        std::fs::write(&manifest, text(&manifest).replace("\"size\":", "\"size\": ")).unwrap();
        let (good, said) = verified(&district, folder).await;
        assert!(!good && said.contains("signature does not fit"), "{said}");
        let again = district.command(&["mirror", folder]).await;
        let told = String::from_utf8_lossy(&again.stdout).into_owned();
        assert!(told.contains("ALTERED FROM OUTSIDE"), "{told}");
        assert!(verified(&district, folder).await.0);
        district.assert_no_fault();
    });
}

#[test]
fn article_33_the_mirror_follows_publications_and_heals_within_a_minute() {
    on_both_alone(async |district| {
        let outside = tempfile::tempdir().unwrap();
        let folder = outside.path();
        let mut watcher = watcher(&district, folder);
        within_a_minute("first writing", || folder.join("manifest.signatures.json").exists()).await;

        // What is published is there, what is withdrawn is not.
        let title = district.unique("镜像测试公告");
        let body = "<p>镜像跟着流水走。</p>";
        let (paper, path) = district.publish(crate::TZGG, "notices", &title, body).await;
        let page = file(folder, &path);
        within_a_minute("the new page", || text(&page).contains(&title)).await;

        // Altered, added and removed files are put right, and somebody is told.
        let home = file(folder, "/");
        std::fs::write(&home, "<h1>hacked</h1>").unwrap();
        let shell = folder.join("site/www.weiyang.gov.cn/shell.php");
        std::fs::write(&shell, "<?php").unwrap();
        std::fs::remove_file(&page).unwrap();
        within_a_minute("healing", || {
            !text(&home).contains("hacked") && !shell.exists() && text(&page).contains(&title)
        })
        .await;
        let shown = district.visitor().open("/").await.text.len();
        within_a_minute("the home page as visitors get it", || text(&home).len() == shown).await;
        // One look of the watcher may come between the three.
        let security = district.staff("anquan.guanli").await;
        let mut said = String::new();
        for _ in 0..300 {
            said = security.open("/notices").await.words();
            if said.contains("个文件被外力改动") {
                break;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        assert!(
            said.contains("个文件被外力改动"),
            "the security administrator was not told: {said}"
        );
        let auditor = district.staff("shenji.guanli").await;
        let journal = auditor.open("/journal?verb=mirror.repaired").await.words();
        assert!(journal.contains("修复静态镜像"), "{journal}");
        within_a_minute("a good manifest", || folder.join("evidence").exists()).await;
        let (good, said) = verified(&district, folder.to_str().unwrap()).await;
        assert!(good, "{said}");

        // A page that readers are shut out of is opened again.
        use std::os::unix::fs::PermissionsExt;
        let mode = || std::fs::metadata(&home).map(|about| about.permissions().mode() & 0o777);
        let open = mode().unwrap();
        std::fs::set_permissions(&home, std::fs::Permissions::from_mode(0o000)).unwrap();
        within_a_minute("opening it", || mode().is_ok_and(|mode| mode == open)).await;

        // The list of files and its signature are guarded like the files.
        std::fs::write(folder.join("manifest.json"), "{}").unwrap();
        std::fs::remove_file(folder.join("manifest.signatures.json")).unwrap();
        within_a_minute("a manifest again", || {
            text(&folder.join("manifest.json")).len() > 100
                && folder.join("manifest.signatures.json").exists()
        })
        .await;
        let (good, said) = verified(&district, folder.to_str().unwrap()).await;
        assert!(good, "{said}");

        // What is withdrawn is taken off the mirror as well.
        let publisher = district.staff("qzfb.fabu").await;
        let form = publisher.open(&format!("/documents/{}/withdrawals/new", paper.key)).await;
        let form = form.form_with("public_sees").set("public_sees", "gone");
        publisher.submit(form.set("reason", "内容过时")).await;
        within_a_minute("taking it off", || !page.exists() && !text(&home).contains(&title)).await;
        watcher.kill().await.unwrap();
        district.assert_no_fault();
    });
}

/// Ends a watcher as systemd does; it must end well and soon, whatever it is doing.
async fn told_to_stop(mut watcher: Child) {
    let id = watcher.id().unwrap().to_string();
    assert!(Command::new("kill").args(["-TERM", &id]).status().await.unwrap().success());
    let ended = tokio::time::timeout(Duration::from_secs(20), watcher.wait()).await;
    assert!(ended.expect("it goes on writing").unwrap().success());
}

/// At a machine's start the mirror may come first, or the portal may be down: it must find its indexes free.
#[tokio::test]
async fn article_33_a_mirror_that_came_first_leaves_the_portal_its_indexes_and_stops_when_told() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let Some(ground) = Ground::new(Store::Sqlite).await else { return };
    let district = ground.start(&[]).await;
    district.server.stop().await;
    let (first, second) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let early = watcher(&district, first.path());
    let signed = first.path().join("manifest.signatures.json");
    within_a_minute("writing without a portal", || signed.exists()).await;
    let district = district.again().await;
    assert!(district.visitor().open("/search?q=%E5%85%AC%E5%91%8A").await.words().contains("公告"));
    told_to_stop(early).await;

    let writing = watcher(&district, second.path());
    within_a_minute("beginning to write", || second.path().join("site").exists()).await;
    told_to_stop(writing).await;

    let third = tempfile::tempdir().unwrap();
    let mut writing = watcher(&district, third.path());
    within_a_minute("beginning to write", || third.path().join("site").exists()).await;
    writing.kill().await.unwrap();
    assert!(!third.path().join("manifest.signatures.json").exists(), "it was done already");
    // The next one goes on, and takes what was left for nobody's attack.
    let again = district.command(&["mirror", third.path().to_str().unwrap()]).await;
    let said = String::from_utf8_lossy(&again.stdout).into_owned();
    assert!(again.status.success() && !said.contains("ALTERED"), "{said}");
    district.assert_no_fault();
}

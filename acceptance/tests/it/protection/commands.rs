//! Articles 33, 34: commands find the portal that is there, and make none up.

use std::process::Stdio;

use acceptance::{binary, on_both};
use tokio::process::Command;

/// A backup of nothing that calls itself good is noticed on the day it is needed.
#[tokio::test]
async fn article_33_a_folder_that_was_mistyped_is_no_portal() {
    let outside = tempfile::tempdir().unwrap();
    let typo = outside.path().join("typo");
    let shelf = outside.path().join("shelf");
    let (typo_name, shelf_name) = (typo.to_str().unwrap(), shelf.to_str().unwrap());
    for arguments in [
        vec!["backup", shelf_name],
        vec!["audit", "verify"],
        vec!["mirror", shelf_name],
        vec!["mirror", "keys"],
        vec!["inspect"],
    ] {
        let mut command = Command::new(binary());
        let said = command.args(&arguments).args(["--data", typo_name]).stdin(Stdio::null());
        let said = said.output().await.unwrap();
        let words = String::from_utf8_lossy(&said.stderr).into_owned();
        assert!(!said.status.success(), "{arguments:?}");
        assert!(words.contains("find a portal in") && words.contains("--data"), "{words}");
        assert!(!typo.exists() && !shelf.exists(), "{arguments:?} made something");
    }
}

/// Old nodes run beside a new version's nightly backup: only a server migrates.
#[test]
fn article_33_a_command_brings_no_database_up_to_date() {
    on_both(async |district| {
        let done = district.command(&["audit", "verify"]).await;
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    });
    let outside = tempfile::tempdir().unwrap();
    // A portal of whose database nothing is there yet.
    std::fs::write(outside.path().join("secret.key"), "00".repeat(32)).unwrap();
    let mut command = std::process::Command::new(binary());
    let said = command.args(["audit", "verify", "--data"]).arg(outside.path()).output().unwrap();
    let words = String::from_utf8_lossy(&said.stderr).into_owned();
    assert!(!said.status.success() && words.contains("weiyang serve"), "{words}");
}

/// Said at once, and in words that help.
#[tokio::test]
async fn article_33_a_database_of_another_make_is_refused_at_once() {
    let outside = tempfile::tempdir().unwrap();
    let mut command = Command::new(binary());
    command.args(["serve", "--database", "mysql://root@db.internal/weiyang", "--data"]);
    let said = command.arg(outside.path()).stdin(Stdio::null()).output();
    let said = tokio::time::timeout(std::time::Duration::from_secs(20), said).await;
    let said = said.expect("it waits for a database that it can't use").unwrap();
    let words = String::from_utf8_lossy(&said.stderr).into_owned();
    assert!(!said.status.success() && words.contains("postgres://user:password@host"), "{words}");
    assert!(!words.contains("root@"), "an address may hold a password: {words}");
    assert_eq!(said.status.code(), Some(UNUSABLE_SETTINGS));
}

/// The units start nothing again that ends so.
const UNUSABLE_SETTINGS: i32 = 78;

#[tokio::test]
async fn article_33_settings_that_can_not_be_used_end_the_service_for_good() {
    let outside = tempfile::tempdir().unwrap();
    let (file, data) = (outside.path().join("weiyang.toml"), outside.path().join("data"));
    for (written, named) in [
        (Some("[public]\nadress = \"127.0.0.1:0\"\n"), "adress"),
        (Some("[public\n"), "weiyang.toml"),
        (Some("[public]\nbase_url = \"www.weiyang.gov.cn\"\n"), "[public] base_url"),
        (Some("[public]\ntrusted_proxies = [\"10.0.0.0/8x\"]\n"), "trusted_proxies"),
        (Some("[availability]\naddress = \"nods\"\n"), "[availability] address"),
        (Some("[uploads]\nclamd = \"/run/clamd.ctl\"\n"), "[uploads] clamd"),
        (Some("[mail]\nhost = \"mail.test\"\nfrom = \"the portal\"\n"), "[mail]"),
        (Some("[webhook]\nurl = \"http://oa.test/\"\nsecret = \"x\"\n"), "[webhook]"),
        (None, "not found"),
    ] {
        let _ = std::fs::remove_file(&file);
        if let Some(written) = written {
            std::fs::write(&file, written).unwrap();
        }
        let mut command = Command::new(binary());
        command.args(["serve", "--settings"]).arg(&file).arg("--data").arg(&data);
        let said = command.stdin(Stdio::null()).output().await.unwrap();
        let words = String::from_utf8_lossy(&said.stderr).into_owned();
        assert_eq!(said.status.code(), Some(UNUSABLE_SETTINGS), "{words}");
        assert!(words.contains(named), "{words}");
        assert!(!data.exists(), "it began to write");
    }
    let mut command = Command::new(binary());
    command.args(["serve", "--public", "127.0.0.1", "--console", "127.0.0.1:0", "--data"]);
    let said = command.arg(&data).stdin(Stdio::null()).output().await.unwrap();
    assert_eq!(said.status.code(), Some(UNUSABLE_SETTINGS), "an address without a port");
    for unit in ["weiyang.service", "weiyang-mirror.service"] {
        let unit = std::fs::read_to_string(format!("../packaging/{unit}")).unwrap();
        assert!(unit.contains(&format!("RestartPreventExitStatus={UNUSABLE_SETTINGS}\n")));
    }
}

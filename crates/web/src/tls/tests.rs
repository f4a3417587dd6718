//! Tests of certificates: what is taken, what is refused, what is told.

use std::sync::Arc;

use metrics_exporter_prometheus::PrometheusBuilder;

use super::testing::Authority;
use super::*;

fn load(files: &TlsFiles) -> Tls {
    Tls::load("public", files.clone(), Clock::default()).unwrap()
}

#[test]
fn a_certificate_says_until_when_it_is_valid() {
    let folder = tempfile::tempdir().unwrap();
    let files = Authority::new().write(folder.path(), 2049);
    let state = load(&files).state();
    assert_eq!(state.not_after, Time::parse_local("2049-12-31T08:00").unwrap());
    assert_eq!((state.listener, state.file, state.refused), ("public", files.certificate, None));
}

#[test]
fn new_files_are_taken_once() {
    let folder = tempfile::tempdir().unwrap();
    let authority = Authority::new();
    let tls = load(&authority.write(folder.path(), 2048));
    assert_eq!(tls.look(), Look::Same);
    authority.write(folder.path(), 2049);
    assert_eq!(tls.look(), Look::Switched);
    assert_eq!(tls.state().not_after.year(), 2049);
    assert_eq!(tls.look(), Look::Same);
}

#[test]
fn what_is_no_good_is_refused_and_the_old_one_stays() {
    let (folder, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let authority = Authority::new();
    let files = authority.write(folder.path(), 2048);
    let (chain, key) =
        (std::fs::read(&files.certificate).unwrap(), std::fs::read(&files.key).unwrap());
    let tls = load(&files);
    let refused = |damage: &dyn Fn(), why: &str| {
        damage();
        assert!(matches!(tls.look(), Look::Refused(said) if said.contains(why)), "{why}");
        assert!(tls.state().refused.unwrap().contains(why));
        assert_eq!(tls.look(), Look::Same, "said once only");
        assert_eq!(tls.state().not_after.year(), 2048);
        std::fs::write(&files.certificate, &chain).unwrap();
        std::fs::write(&files.key, &key).unwrap();
        assert_eq!(tls.look(), Look::Same);
        assert_eq!(tls.state().refused, None, "the old files are back");
    };
    refused(&|| std::fs::write(&files.certificate, "").unwrap(), "no certificate in");
    refused(&|| std::fs::write(&files.key, "").unwrap(), "find a private key");
    refused(
        &|| std::fs::write(&files.certificate, &chain[..chain.len() / 2]).unwrap(),
        "chain.pem",
    );
    refused(&|| std::fs::remove_file(&files.key).unwrap(), "key.pem");
    let foreign = || {
        let other = authority.write(elsewhere.path(), 2049);
        std::fs::copy(other.key, &files.key).unwrap();
    };
    refused(&foreign, "use ");
    refused(&|| drop(authority.write(folder.path(), 2021)), "expired");
}

#[test]
fn an_expired_certificate_is_served_at_the_start_and_nothing_without_one() {
    let folder = tempfile::tempdir().unwrap();
    let files = Authority::new().write(folder.path(), 2021);
    assert_eq!(load(&files).state().not_after.year(), 2021);
    std::fs::remove_file(&files.certificate).unwrap();
    assert!(Tls::load("public", files, Clock::default()).is_err());
}

#[test]
fn the_time_that_is_left_and_refusals_are_in_the_metrics() {
    let recorder = PrometheusBuilder::new().build_recorder();
    metrics::with_local_recorder(&recorder, || {
        let folder = tempfile::tempdir().unwrap();
        let files = Authority::new().write(folder.path(), 2049);
        let tls = load(&files);
        std::fs::write(&files.key, "").unwrap();
        tls.look();
    });
    let text = recorder.handle().render();
    let left = text.lines().find_map(|line| {
        line.strip_prefix("tls_certificate_expires_seconds{listener=\"public\"} ")
    });
    let left: f64 = left.unwrap().parse().unwrap();
    assert!(left > 20.0 * 365.0 * 86_400.0, "{left}");
    let refused = r#"tls_certificate_reloads_total{listener="public",outcome="refused"} 1"#;
    assert!(text.contains(refused), "{text}");
}

#[tokio::test]
async fn a_told_change_is_seen_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let authority = Authority::new();
    let tls = Arc::new(load(&authority.write(folder.path(), 2048)));
    let (certificates, told) = (Certificates::default(), Arc::new(tokio::sync::Notify::new()));
    certificates.add(tls.clone());
    tokio::spawn(certificates.clone().keep(told.clone()));
    authority.write(folder.path(), 2049);
    told.notify_one();
    for _ in 0..100 {
        if certificates.states()[0].not_after.year() == 2049 {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("the new certificate is not in use");
}

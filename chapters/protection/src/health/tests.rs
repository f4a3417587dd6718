//! When a node is ready, and what the watchers read.

use axum::body::Body;
use http::{Request, StatusCode};
use metrics_exporter_prometheus::PrometheusBuilder;
use structure::PagesFollower;
use tower::ServiceExt;

use super::model::{Condition, NotReady};
use super::{health_router, metrics_page, probe_router};
use crate::testing::{Node, Page, databases, read};

async fn get(router: axum::Router, path: &str) -> Page {
    let request = Request::get(path).body(Body::empty()).unwrap();
    read(router.oneshot(request).await.unwrap()).await
}

#[test]
fn a_node_is_ready_only_if_all_is_well() {
    let well = Condition { draining: false, database: true, lag: Some(1_000) };
    assert_eq!(well.ready(), Ok(()));
    assert_eq!(Condition { lag: Some(1_001), ..well }.ready(), Err(NotReady::Behind));
    assert_eq!(Condition { lag: None, ..well }.ready(), Err(NotReady::Starting));
    assert_eq!(Condition { database: false, ..well }.ready(), Err(NotReady::Database));
    assert_eq!(Condition { draining: true, ..well }.ready(), Err(NotReady::Draining));
}

#[tokio::test]
async fn probes_and_metrics_answer() {
    for test in databases().await {
        let node = Node::of(&test.db).await;
        let probes = probe_router(node.app.clone());
        assert_eq!(get(probes.clone(), "/healthz").await.status, StatusCode::OK);
        assert_eq!(get(probes.clone(), "/readyz").await.body, "not ready: starting\n");
        node.app.followers.start(&test.db, PagesFollower::new(node.app.clone(), 0));
        assert_eq!(get(probes.clone(), "/readyz").await.status, StatusCode::OK);
        assert_eq!(get(probes, "/metrics").await.status, StatusCode::NOT_FOUND);

        let recorder = PrometheusBuilder::new().build_recorder();
        let router = health_router(node.app.clone(), recorder.handle());
        assert_eq!(get(router, "/metrics").await.status, StatusCode::OK);
    }
}

#[test]
fn figures_of_the_moment_are_in_the_metrics() {
    let recorder = PrometheusBuilder::new().build_recorder();
    let handle = recorder.handle();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    metrics::with_local_recorder(&recorder, || {
        runtime.block_on(async {
            let test = databases().await.remove(0);
            let node = Node::of(&test.db).await;
            metrics_page::take_figures(&node.app).await;
        });
    });
    let text = handle.render();
    for line in [
        "database_up 1",
        "ready 0",
        "jobs{state=\"failed\"} 0",
        "page_cache_pages 0",
        "journal_head 0",
        "search_records 0",
    ] {
        assert!(text.contains(line), "{line} in {text}");
    }
}

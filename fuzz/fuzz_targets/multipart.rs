//! Forms with files: any body is read within its limits or refused.
#![no_main]

use std::sync::LazyLock;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{FromRequest, Request};
use tokio::runtime::{Builder, Runtime};
use web::{BodyLimits, Upload};

static RUNTIME: LazyLock<Runtime> =
    LazyLock::new(|| Builder::new_current_thread().enable_time().build().expect("a runtime"));

libfuzzer_sys::fuzz_target!(|body: &[u8]| {
    let limits = BodyLimits {
        upload: 4_096,
        files: 3,
        time: Duration::from_secs(5),
        ..BodyLimits::default()
    };
    let request = Request::post("/")
        .header("content-type", "multipart/form-data; boundary=x")
        .extension(limits)
        .body(Body::from(body.to_vec()))
        .expect("a request");
    let Ok(upload) = RUNTIME.block_on(Upload::from_request(request, &())) else { return };
    assert!(upload.files.len() <= 3);
    for file in &upload.files {
        assert!(file.bytes.len() <= 4_096);
        assert!(file.name.chars().count() <= 120);
        assert!(!file.name.contains(['/', '\\', '\0', '\n']) && !file.name.starts_with('.'));
    }
});

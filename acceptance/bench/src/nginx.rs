//! nginx serving the same bytes from a folder of ours, set up to be fast.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use reqwest::header::{self, HeaderMap, HeaderName};
use tokio::process::Child;

use crate::portal::{Certificate, easily_convinced};
use crate::process::{free_port, roomy, stop};
use crate::trouble::{Doing, Outcome, trouble};

/// A running nginx. It dies with this value.
pub struct Nginx {
    /// The page's address.
    pub url: String,
    child: Child,
}

impl Nginx {
    /// Serves a page, plain and compressed, from below `folder`, with the same headers as ours; over TLS if
    /// it is given a certificate.
    pub async fn start(
        folder: &Path,
        (plain, gzip): (&[u8], &[u8]),
        headers: &HeaderMap,
        certificate: Option<&Certificate>,
    ) -> Outcome<Self> {
        let site = folder.join("site");
        std::fs::create_dir_all(&site).doing("make nginx's folder")?;
        std::fs::write(site.join("page.html"), plain).doing("write nginx's page")?;
        std::fs::write(site.join("page.html.gz"), gzip).doing("write nginx's page")?;
        let port = free_port()?;
        let config = folder.join("nginx.conf");
        std::fs::write(&config, configuration(folder, port, headers, certificate))
            .doing("write nginx's settings")?;
        let log = std::fs::File::create(folder.join("nginx.log")).doing("open nginx's log")?;
        let mut command = roomy("nginx");
        command
            .arg("-p")
            .arg(folder)
            .arg("-e")
            .arg(folder.join("error.log"))
            .arg("-c")
            .arg(&config);
        command.stdout(Stdio::null()).stderr(log);
        let child = command.spawn().doing("start nginx")?;
        let scheme = if certificate.is_some() { "https" } else { "http" };
        let url = format!("{scheme}://127.0.0.1:{port}/page.html");
        let client = easily_convinced()?;
        for _ in 0..50 {
            if client.get(&url).send().await.is_ok_and(|answer| answer.status().is_success()) {
                return Ok(Self { url, child });
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        let said = std::fs::read_to_string(folder.join("nginx.log")).unwrap_or_default();
        trouble(format!("nginx does not answer: {said}"))
    }

    /// Stops it.
    pub async fn stop(self) -> Outcome {
        stop(self.child).await
    }
}

/// Headers that nginx writes by itself.
const OWN: [HeaderName; 8] = [
    header::DATE,
    header::SERVER,
    header::CONNECTION,
    header::CONTENT_TYPE,
    header::CONTENT_LENGTH,
    header::CONTENT_ENCODING,
    header::ETAG,
    header::LAST_MODIFIED,
];

/// Our headers as nginx is told to add them: security headers are bytes too.
fn added(headers: &HeaderMap) -> String {
    let mut lines = String::new();
    for (name, value) in headers.iter().filter(|(name, _)| !OWN.contains(name)) {
        if let Ok(value) = value.to_str() {
            let value = value.replace('"', "\\\"");
            lines.extend(["    add_header ", name.as_str(), " \"", &value, "\";\n"]);
        }
    }
    lines
}

fn configuration(
    folder: &Path,
    port: u16,
    headers: &HeaderMap,
    certificate: Option<&Certificate>,
) -> String {
    let headers = added(headers);
    let (ssl, tls) = certificate.map_or_else(Default::default, |own| {
        let (chain, key) = (own.chain.display(), own.key.display());
        (" ssl", format!("    ssl_certificate {chain};\n    ssl_certificate_key {key};\n"))
    });
    let folder = folder.display();
    // Root's worker would become `nobody`, who may not read a temporary folder.
    format!(
        "daemon off;
user root;
worker_processes auto;
worker_rlimit_nofile 20000;
pid {folder}/nginx.pid;
error_log {folder}/error.log crit;
events {{ worker_connections 8192; multi_accept on; }}
http {{
  access_log off;
  server_tokens off;
  sendfile on;
  tcp_nopush on;
  tcp_nodelay on;
  keepalive_timeout 65;
  keepalive_requests 100000000;
  open_file_cache max=1000 inactive=60s;
  open_file_cache_valid 60s;
  types {{ text/html html; }}
  charset utf-8;
  gzip_static on;
  client_body_temp_path {folder}/tmp-body;
  proxy_temp_path {folder}/tmp-proxy;
  fastcgi_temp_path {folder}/tmp-fastcgi;
  uwsgi_temp_path {folder}/tmp-uwsgi;
  scgi_temp_path {folder}/tmp-scgi;
  server {{
    listen 127.0.0.1:{port}{ssl} backlog=4096;
    root {folder}/site;
{tls}{headers}  }}
}}
"
    )
}

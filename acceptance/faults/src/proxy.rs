//! nginx before several nodes, as `docs/operations.md` shows it.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use measuring::process::{roomy, stop};
use measuring::trouble::{Doing, Outcome, trouble};
use tokio::net::TcpStream;
use tokio::process::Child;

/// A running proxy. It dies with this value.
pub struct Proxy {
    child: Child,
}

impl Proxy {
    /// Listens on a port and passes on to nodes by their ports.
    pub async fn start(folder: &Path, port: u16, nodes: &[u16]) -> Outcome<Self> {
        std::fs::create_dir_all(folder).doing("make nginx's folder")?;
        let config = folder.join("nginx.conf");
        std::fs::write(&config, settings(folder, port, nodes)).doing("write nginx's settings")?;
        let mut command = roomy("nginx");
        command.arg("-p").arg(folder).arg("-e").arg(folder.join("error.log"));
        command.arg("-c").arg(&config).stdout(Stdio::null()).stderr(Stdio::null());
        let child = command.spawn().doing("start nginx (apt-get install nginx-light)")?;
        for _ in 0..50 {
            if TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
                return Ok(Self { child });
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        let said = std::fs::read_to_string(folder.join("error.log")).unwrap_or_default();
        trouble(format!("nginx does not answer: {said}"))
    }

    /// Stops it.
    pub async fn stop(self) -> Outcome {
        stop(self.child).await
    }
}

fn settings(folder: &Path, port: u16, nodes: &[u16]) -> String {
    let folder = folder.display();
    let server = |node: &u16| format!("server 127.0.0.1:{node} max_fails=1 fail_timeout=2s; ");
    let servers: String = nodes.iter().map(server).collect();
    let places: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|name| format!("{name}_temp_path {folder}/{name}; "))
        .concat();
    format!(
        "daemon off; user root; worker_processes 1; pid {folder}/nginx.pid;\n\
         events {{ worker_connections 1024; }}\n\
         http {{ access_log off; {places}client_max_body_size 64m;\n\
         upstream nodes {{ {servers}}}\n\
         server {{ listen 127.0.0.1:{port}; location / {{ proxy_pass http://nodes;\n\
         proxy_http_version 1.1; proxy_set_header Connection \"\"; proxy_connect_timeout 2s;\n\
         proxy_set_header Host $http_host;\n\
         proxy_set_header X-Forwarded-For $http_x_forwarded_for; }} }} }}\n"
    )
}

//! Load by `wrk`.

use std::time::Duration;

use crate::process::{printed, roomy, run};
use crate::trouble::{Doing, Outcome};

/// One load.
#[derive(Clone, Copy, Debug)]
pub struct Load {
    /// Connections at once.
    pub connections: usize,
    /// How long.
    pub seconds: u64,
    /// Whether gzip is accepted.
    pub gzip: bool,
    /// The view's cookie; empty for the plain page.
    pub view: &'static str,
    /// Whether every request has a connection of its own.
    pub closing: bool,
}

/// What a load showed.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Shown {
    /// Requests a second.
    pub rate: f64,
    /// Median latency in milliseconds.
    pub p50: f64,
    /// Latency that 99 of 100 do not exceed, in milliseconds.
    pub p99: f64,
    /// Answers that were not 2xx or 3xx, and socket errors.
    pub bad: u64,
}

/// Threads of the load: fewer than the machine's cores, the server needs some.
const THREADS: usize = 2;

/// Loads an address.
pub async fn load(url: &str, load: Load) -> Outcome<Shown> {
    let mut command = roomy("wrk");
    command
        .args(["--latency", "--timeout", "10s"])
        .arg(format!("-t{THREADS}"))
        .arg(format!("-c{}", load.connections))
        .arg(format!("-d{}s", load.seconds));
    if load.gzip {
        command.args(["-H", "Accept-Encoding: gzip"]);
    }
    if load.closing {
        command.args(["-H", "Connection: close"]);
    }
    if !load.view.is_empty() {
        command.args(["-H", &format!("Cookie: view={}", load.view)]);
    }
    command.arg(url);
    let limit = Duration::from_secs(load.seconds + 30);
    let output = tokio::time::timeout(limit, run(&mut command, "load with wrk")).await;
    let text = printed(&output.doing("wait for wrk")??);
    read(&text).doing(format!("read what wrk printed:\n{text}"))
}

fn read(text: &str) -> Option<Shown> {
    let after = |name: &str| {
        let mut lines = text.lines().map(str::trim);
        lines.find_map(|line| line.strip_prefix(name)).map(str::trim)
    };
    let errors = after("Socket errors:").map_or(0, |rest| {
        let counts = rest.split(|c: char| !c.is_ascii_digit());
        counts.filter_map(|count| count.parse::<u64>().ok()).sum()
    });
    let refused = after("Non-2xx or 3xx responses:").map_or(Some(0), |count| count.parse().ok())?;
    Some(Shown {
        rate: after("Requests/sec:")?.parse().ok()?,
        p50: milliseconds(after("50%")?)?,
        p99: milliseconds(after("99%")?)?,
        bad: errors + refused,
    })
}

fn milliseconds(text: &str) -> Option<f64> {
    let (digits, factor) = match text {
        text if text.ends_with("us") => (text.trim_end_matches("us"), 0.001),
        text if text.ends_with("ms") => (text.trim_end_matches("ms"), 1.0),
        text if text.ends_with('s') => (text.trim_end_matches('s'), 1000.0),
        text => (text.trim_end_matches('m'), 60_000.0),
    };
    Some(digits.parse::<f64>().ok()? * factor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_wrk_prints_is_read() {
        let text = "Running 8s test @ http://127.0.0.1:1/\n  2 threads and 64 connections\n\
            Latency Distribution\n     50%  812.00us\n     75%    1.10ms\n     90%    1.80ms\n     99%    1.02s\n\
            600000 requests in 8.00s, 3.1GB read\n  Socket errors: connect 0, read 2, write 0, timeout 1\n\
            Non-2xx or 3xx responses: 4\nRequests/sec:  75123.45\nTransfer/sec: 1.0GB\n";
        let shown = read(text).unwrap();
        assert!((shown.rate - 75_123.45).abs() < 1e-9);
        assert!((shown.p50 - 0.812).abs() < 1e-9);
        assert!((shown.p99 - 1020.0).abs() < 1e-9);
        assert_eq!(shown.bad, 7);
    }
}

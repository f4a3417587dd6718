//! What the program is told from outside while it runs: to stop, to look at its certificates.

use std::io::IsTerminal;
use std::sync::Arc;
use std::time::Duration;

use sd_notify::NotifyState;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

/// What is under way when the door is closed has so long.
const LONGEST_STOP: Duration = Duration::from_secs(30);

/// Ends the program in order when it is told to. Between the end of readiness and the closing of the door
/// it lingers, so that a balancer that asks now and then sends nobody here any more.
pub async fn stop_on_signal(stop: CancellationToken, linger: Duration) {
    tokio::select! {
        () = told_to_stop() => {}
        () = stop.cancelled() => {}
    }
    protection::begin_drain();
    tell_systemd(NotifyState::Stopping);
    if !linger.is_zero() && !stop.is_cancelled() {
        tracing::info!(seconds = linger.as_secs(), "stopping: not ready any more, still answering");
        let longer = (linger + LONGEST_STOP).as_micros();
        tell_systemd(NotifyState::ExtendTimeoutUsec(u32::try_from(longer).unwrap_or(u32::MAX)));
        // Whoever says it twice doesn't want to wait.
        let _ = tokio::time::timeout(linger, told_to_stop()).await;
    }
    tracing::info!("stopping: no new connections, finishing what is under way");
    stop.cancel();
    // A second signal, or too long a wait, ends it at once.
    let _ = tokio::time::timeout(LONGEST_STOP, told_to_stop()).await;
    std::process::exit(1);
}

/// `SIGHUP` tells a service that its certificates have changed. At a terminal it means that the
/// terminal has gone, and the program goes too.
pub async fn reload_on_signal(changed: Arc<Notify>, stop: CancellationToken) {
    let at_terminal = std::io::stdin().is_terminal();
    let Ok(mut hangups) = signal(SignalKind::hangup()) else {
        return;
    };
    while hangups.recv().await.is_some() {
        if at_terminal {
            stop.cancel();
            return;
        }
        tracing::info!("looking at the certificates");
        changed.notify_one();
    }
}

/// Says something to systemd, if it has started us and wants to know.
pub fn tell_systemd(state: NotifyState<'_>) {
    if let Err(error) = sd_notify::notify(&[state]) {
        tracing::warn!(error = error.to_string(), "systemd was not told");
    }
}

async fn told_to_stop() {
    tokio::select! {
        () = told(SignalKind::interrupt()) => {}
        () = told(SignalKind::terminate()) => {}
    }
}

async fn told(kind: SignalKind) {
    match signal(kind) {
        Ok(mut signal) => {
            signal.recv().await;
        }
        Err(_) => std::future::pending().await,
    }
}

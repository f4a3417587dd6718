//! All certificates of this node, looked at together.

use std::sync::Arc;
use std::time::Duration;

use parking_lot::RwLock;
use tokio::sync::Notify;

use super::{CertificateState, Tls};

/// How often files are looked at when nobody says that they have changed.
const EVERY: Duration = Duration::from_mins(1);

/// The certificates of this node's listeners. Cloning shares them; empty where TLS ends elsewhere.
#[derive(Clone, Debug, Default)]
pub struct Certificates(Arc<RwLock<Vec<Arc<Tls>>>>);

impl Certificates {
    /// One more listener has TLS.
    pub fn add(&self, tls: Arc<Tls>) {
        self.0.write().push(tls);
    }

    /// What is in use, in the order in which listeners were opened.
    pub fn states(&self) -> Vec<CertificateState> {
        self.0.read().iter().map(|tls| tls.state()).collect()
    }

    /// Looks at all files, each minute and whenever `now` is told. Never ends.
    pub async fn keep(self, now: Arc<Notify>) {
        loop {
            // Missing a told change would leave it for a minute; `Notify` keeps one until asked.
            let _ = tokio::time::timeout(EVERY, now.notified()).await;
            let all = self.0.read().clone();
            let looked = tokio::task::spawn_blocking(move || {
                for tls in all {
                    tls.look();
                }
            });
            if let Err(error) = looked.await {
                tracing::error!(error = error.to_string(), "certificates were not looked at");
            }
        }
    }
}

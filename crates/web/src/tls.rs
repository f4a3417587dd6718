//! TLS of a listener: the certificate in use, and the change to a new one without a gap. Connections
//! keep what they began with; a new file that is no good is refused and the old certificate stays.

mod certificate;
mod certificates;

use std::path::PathBuf;

use parking_lot::{Mutex, RwLock};
use platform::{Clock, Fault, Time};
use tokio_rustls::TlsAcceptor;

use self::certificate::{Certificate, Contents};
pub use self::certificates::Certificates;

/// Two PEM files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TlsFiles {
    /// The certificate, then those between it and the authority's root.
    pub certificate: PathBuf,
    /// Its private key.
    pub key: PathBuf,
}

/// What a watcher or a screen wants to know of a listener's certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificateState {
    /// `public`, `console`.
    pub listener: &'static str,
    /// The file it was read from.
    pub file: PathBuf,
    /// From when it is valid.
    pub not_before: Time,
    /// Until when it is valid.
    pub not_after: Time,
    /// Why the files as they are now were refused; none while what lies there is in use.
    pub refused: Option<String>,
}

/// What became of a look at the files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Look {
    /// Nothing has changed since the last look.
    Same,
    /// New connections get the new certificate.
    Switched,
    /// The new files are no good, for this reason; the old certificate stays.
    Refused(String),
}

/// TLS of one listener.
pub struct Tls {
    listener: &'static str,
    files: TlsFiles,
    clock: Clock,
    current: RwLock<Certificate>,
    /// Why the files were refused at the last look. Locked for a whole look, so that there is one at
    /// a time.
    refused: Mutex<Option<String>>,
}

impl std::fmt::Debug for Tls {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut shown = f.debug_struct("Tls");
        shown.field("listener", &self.listener).field("files", &self.files).finish_non_exhaustive()
    }
}

impl Tls {
    /// Reads the files for the first time. An expired certificate is taken with a warning: a portal
    /// that browsers warn of is more than none.
    pub fn load(listener: &'static str, files: TlsFiles, clock: Clock) -> Result<Self, Fault> {
        let certificate = Contents::read(&files)?.certificate(&files)?;
        if let Err(why) = certificate.must_be_valid(clock.now()) {
            tracing::warn!(listener, cause = why.chain(), "browsers will refuse the certificate");
        }
        let current = RwLock::new(certificate);
        let tls = Self { listener, files, clock, current, refused: Mutex::default() };
        tls.record_metrics();
        Ok(tls)
    }

    /// What a new connection begins with.
    pub fn acceptor(&self) -> TlsAcceptor {
        self.current.read().acceptor.clone()
    }

    /// Looks at the files and takes what is new in them. Reads files, so it may take a moment.
    pub fn look(&self) -> Look {
        let mut refused = self.refused.lock();
        let look = match self.found() {
            Ok(found) => {
                *refused = None;
                found.map_or(Look::Same, |certificate| {
                    *self.current.write() = certificate;
                    Look::Switched
                })
            }
            Err(fault) => {
                let why = fault.chain();
                // It stays so from look to look: one line in the log is enough.
                let known = refused.replace(why.clone()).is_some_and(|known| known == why);
                if known { Look::Same } else { Look::Refused(why) }
            }
        };
        drop(refused);
        self.tell(&look);
        self.record_metrics();
        look
    }

    /// What lies in the files; none if it is in use already.
    fn found(&self) -> Result<Option<Certificate>, Fault> {
        let contents = Contents::read(&self.files)?;
        if contents.digest() == self.current.read().digest {
            return Ok(None);
        }
        let certificate = contents.certificate(&self.files)?;
        certificate.must_be_valid(self.clock.now())?;
        Ok(Some(certificate))
    }

    fn tell(&self, look: &Look) {
        let listener = self.listener;
        let outcome = match look {
            Look::Same => return,
            Look::Switched => {
                let until = self.current.read().not_after;
                tracing::info!(listener, until = until.to_string(), "a new certificate is in use");
                "switched"
            }
            Look::Refused(why) => {
                tracing::warn!(
                    listener,
                    cause = why.as_str(),
                    "new certificate refused, the old one stays"
                );
                "refused"
            }
        };
        let labels = [("listener", listener), ("outcome", outcome)];
        metrics::counter!("tls_certificate_reloads_total", &labels).increment(1);
    }

    /// What is in use.
    pub fn state(&self) -> CertificateState {
        let (not_before, not_after) = {
            let current = self.current.read();
            (current.not_before, current.not_after)
        };
        CertificateState {
            listener: self.listener,
            file: self.files.certificate.clone(),
            not_before,
            not_after,
            refused: self.refused.lock().clone(),
        }
    }

    /// Puts the time that is left into the gauge.
    #[expect(clippy::cast_precision_loss, reason = "gauges are floating point")]
    pub fn record_metrics(&self) {
        let left = self.current.read().not_after.seconds_since(self.clock.now());
        metrics::gauge!("tls_certificate_expires_seconds", "listener" => self.listener)
            .set(left as f64);
    }
}

#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;

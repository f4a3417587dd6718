//! Reading a certificate and its key, and what must be true of them before anybody sees them.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use platform::{Fault, FaultContext, Time};
use rustls::ServerConfig;
use rustls::crypto::ring::{Ticketer, default_provider};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use sha2::{Digest, Sha256};
use tokio_rustls::TlsAcceptor;
use x509_cert::Certificate as Parsed;
use x509_cert::der::Decode;

use super::TlsFiles;

/// What the two files hold.
pub(super) struct Contents {
    certificate: Vec<u8>,
    key: Vec<u8>,
}

impl Contents {
    pub fn read(files: &TlsFiles) -> Result<Self, Fault> {
        let read = |path: &Path| std::fs::read(path).doing(format!("read {}", path.display()));
        Ok(Self { certificate: read(&files.certificate)?, key: read(&files.key)? })
    }

    /// By this they are known again.
    pub fn digest(&self) -> [u8; 32] {
        let first = Sha256::digest(&self.certificate);
        Sha256::new().chain_update(first).chain_update(&self.key).finalize().into()
    }

    /// Understands them. The key must be the certificate's.
    pub fn certificate(&self, files: &TlsFiles) -> Result<Certificate, Fault> {
        let (certificate_file, key_file) = (files.certificate.display(), files.key.display());
        let chain =
            CertificateDer::pem_slice_iter(&self.certificate).collect::<Result<Vec<_>, _>>();
        let chain = chain.doing(format!("read certificates in {certificate_file}"))?;
        let first = chain.first().doing(format!("no certificate in {certificate_file}"))?;
        let parsed = Parsed::from_der(first).doing(format!("understand {certificate_file}"))?;
        let validity = parsed.tbs_certificate().validity();
        let not_before = moment(validity.not_before.to_unix_duration());
        let not_after = moment(validity.not_after.to_unix_duration());
        let key = PrivateKeyDer::from_pem_slice(&self.key)
            .doing(format!("find a private key without a password in {key_file}"))?;
        let config = config(chain, key).doing(format!("use {certificate_file} with {key_file}"))?;
        let acceptor = TlsAcceptor::from(Arc::new(config));
        Ok(Certificate { acceptor, not_before, not_after, digest: self.digest() })
    }
}

/// A certificate that can be used.
pub(super) struct Certificate {
    pub acceptor: TlsAcceptor,
    pub not_before: Time,
    pub not_after: Time,
    /// Of the files it came from.
    pub digest: [u8; 32],
}

impl Certificate {
    /// Browsers refuse it before and after.
    pub fn must_be_valid(&self, now: Time) -> Result<(), Fault> {
        if now < self.not_before {
            return Err(Fault::new(format!(
                "the certificate is not valid before {}",
                self.not_before
            )));
        }
        if now > self.not_after {
            return Err(Fault::new(format!("the certificate has expired on {}", self.not_after)));
        }
        Ok(())
    }
}

fn moment(since_1970: Duration) -> Time {
    Time(i64::try_from(since_1970.as_micros()).unwrap_or(i64::MAX))
}

/// TLS 1.2 and 1.3 with HTTP/2 and HTTP/1.1. Tickets are sealed with keys of this configuration only:
/// nobody comes back to an old certificate by a ticket.
fn config(
    chain: Vec<CertificateDer<'static>>,
    key: PrivateKeyDer<'static>,
) -> Result<ServerConfig, rustls::Error> {
    let provider = Arc::new(default_provider());
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(chain, key)?;
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    config.ticketer = Ticketer::new()?;
    Ok(config)
}

//! Opening the store that the settings name.

use std::path::Path;
use std::time::Duration;

use opendal::layers::{RetryEvent, RetryLayer, TimeoutLayer};
use opendal::{HttpTransporter, Operator, services};
use opendal_http_transport_reqwest::ReqwestTransport;
use platform::{Fault, FaultContext};
use reqwest::redirect::Policy;

use super::{FileStore, INCOMING};
use crate::settings::FileSettings;

/// How long an answer of remote storage may take, and a piece of content.
const PATIENCE: Duration = Duration::from_secs(15);

/// How often a request that failed for a passing reason is tried again.
const RETRIES: usize = 3;

impl FileStore {
    /// Opens the store that the settings name. A folder is made if it is missing; remote storage
    /// is first contacted by [`FileStore::check`] or the first use.
    pub fn open(settings: &FileSettings) -> Result<Self, Fault> {
        match settings {
            FileSettings::Folder { path } => Self::in_folder(path),
            FileSettings::S3 { .. } => Self::in_bucket(settings),
        }
    }

    /// A store in memory, for tests and trials.
    pub fn in_memory() -> Result<Self, Fault> {
        let operator =
            Operator::new(services::Memory::default()).doing("open a store in memory")?;
        Ok(Self { operator, folder: None })
    }

    fn in_folder(path: &Path) -> Result<Self, Fault> {
        let doing = || format!("open the file folder {}", path.display());
        // Uploads lie on the same file system as the objects, so that renaming is atomic.
        let incoming = path.join(INCOMING);
        std::fs::create_dir_all(&incoming).doing(doing())?;
        let folder = path.canonicalize().doing(doing())?;
        let (Some(root), Some(incoming)) = (folder.to_str(), incoming.to_str()) else {
            return Err(Fault::new(format!("{}: its name is not UTF-8", doing())));
        };
        let builder = services::Fs::default().root(root).atomic_write_dir(incoming);
        let operator = Operator::new(builder).doing(doing())?;
        Ok(Self { operator, folder: Some(folder) })
    }

    fn in_bucket(settings: &FileSettings) -> Result<Self, Fault> {
        let FileSettings::S3 { endpoint, region, bucket, access_key, secret_key, path_style, root } =
            settings
        else {
            return Err(Fault::new("open remote storage without its settings"));
        };
        // The HTTP client needs a process-wide provider; another one already there is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        // The store of the settings is asked, and nobody it would send us to.
        let client = reqwest::Client::builder().redirect(Policy::none()).build();
        let client = client.doing("prepare a client for remote storage")?;
        HttpTransporter::install_default(ReqwestTransport::new(client));
        let mut builder = services::S3::default()
            .endpoint(endpoint)
            .region(region)
            .bucket(bucket)
            .access_key_id(access_key)
            .secret_access_key(secret_key)
            .root(&format!("/{}", root.trim_matches('/')))
            // Only what the settings say: no environment, no files, no cloud metadata address.
            .disable_config_load()
            .disable_ec2_metadata();
        if !path_style {
            builder = builder.enable_virtual_host_style();
        }
        let operator = Operator::new(builder)
            .doing(format!("open bucket {bucket} at {endpoint}"))?
            .layer(TimeoutLayer::new().with_timeout(PATIENCE).with_io_timeout(PATIENCE))
            .layer(
                RetryLayer::new().with_max_times(RETRIES).with_jitter().with_notify(tried_again),
            );
        Ok(Self { operator, folder: None })
    }
}

/// One line in the log for each try; the layer's own words run over a screen, backtrace and all.
fn tried_again(event: RetryEvent<'_>) {
    let cause = event.err.to_string();
    tracing::warn!(attempt = event.attempt, cause, "the file store is asked again");
}

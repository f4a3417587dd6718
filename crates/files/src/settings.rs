//! Where files are kept, as the settings file says it.

use std::fmt;
use std::path::PathBuf;

use serde::Deserialize;

/// Section `[files]` of the settings.
///
/// ```toml
/// [files]
/// store = "folder"
/// path = "data/files"
/// ```
///
/// or
///
/// ```toml
/// [files]
/// store = "s3"
/// endpoint = "https://oss.example.gov.cn"
/// bucket = "portal"
/// access_key = "…"
/// secret_key = "…"
/// ```
#[derive(Clone, Deserialize, PartialEq, Eq)]
#[serde(tag = "store", rename_all = "snake_case", deny_unknown_fields)]
pub enum FileSettings {
    /// A folder of this machine, or one that all nodes share.
    Folder {
        /// The folder; it is made if it is missing.
        path: PathBuf,
    },
    /// Storage that speaks the S3 protocol.
    S3 {
        /// Address of the service, with its scheme.
        endpoint: String,
        /// Region used in signatures.
        #[serde(default = "usual_region")]
        region: String,
        /// The bucket; it must exist.
        bucket: String,
        /// Key under which we are known.
        access_key: String,
        /// Secret that belongs to the key.
        secret_key: String,
        /// The bucket stands in the path (most private clouds), not in the host name.
        #[serde(default = "yes")]
        path_style: bool,
        /// A folder within the bucket.
        #[serde(default)]
        root: String,
    },
}

impl Default for FileSettings {
    fn default() -> Self {
        Self::Folder { path: PathBuf::from("data/files") }
    }
}

fn usual_region() -> String {
    "us-east-1".to_owned()
}

fn yes() -> bool {
    true
}

/// Shows everything but the keys.
impl fmt::Debug for FileSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder { path } => f.debug_struct("Folder").field("path", path).finish(),
            Self::S3 { endpoint, region, bucket, path_style, root, .. } => f
                .debug_struct("S3")
                .field("endpoint", endpoint)
                .field("region", region)
                .field("bucket", bucket)
                .field("path_style", path_style)
                .field("root", root)
                .finish_non_exhaustive(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::FileSettings;

    #[test]
    fn settings_are_read_and_keys_are_not_shown() {
        let folder: FileSettings = toml::from_str("store = \"folder\"\npath = \"/srv/f\"").unwrap();
        assert_eq!(folder, FileSettings::Folder { path: "/srv/f".into() });
        let s3: FileSettings = toml::from_str(
            "store = \"s3\"\nendpoint = \"http://127.0.0.1:9000\"\nbucket = \"b\"\n\
             access_key = \"AKEY\"\nsecret_key = \"HUSH\"",
        )
        .unwrap();
        assert!(
            matches!(&s3, FileSettings::S3 { path_style: true, region, .. } if region == "us-east-1")
        );
        let shown = format!("{s3:?}");
        assert!(shown.contains("127.0.0.1") && !shown.contains("HUSH") && !shown.contains("AKEY"));
        assert!(toml::from_str::<FileSettings>("store = \"folder\"\npath = \"a\"\nx = 1").is_err());
    }
}

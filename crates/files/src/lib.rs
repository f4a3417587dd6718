//! Files: content-addressed objects in a folder or in S3-compatible storage, and the rules of what
//! may be uploaded.
//!
//! An object's name is the digest of its content, so it never changes, is kept once however often
//! it is uploaded, and damage is noticed when it is read.

mod digest;
mod file_name;
mod kind;
mod look;
mod scan;
mod settings;
mod size;
mod store;
mod upload;

pub use digest::{Digest, InvalidDigest};
pub use file_name::clean_file_name;
pub use kind::{Accepted, UploadRefusal, examine};
pub use scan::{Scanner, Verdict};
pub use settings::FileSettings;
pub use size::human_size;
pub use store::FileStore;
pub use upload::{Received, UploadError};

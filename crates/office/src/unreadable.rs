//! Why a file could not be read.

/// Why a file could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// It asks for a password.
    #[error("the file is encrypted")]
    Encrypted,
    /// It is cut off, damaged, or not what its extension says.
    #[error("the file is broken or not what its extension says")]
    Broken,
    /// It is, or unpacks to, more than is read.
    #[error("the file is too large to be read")]
    TooLarge,
}

impl Unreadable {
    /// What a library complains about in a file makes the file broken; the words don't matter.
    pub(crate) fn broken<E: std::error::Error>(_complaint: E) -> Self {
        Self::Broken
    }
}

//! Chapter 6 监督: the portal inspects itself by the norms it is inspected by.

pub mod inspection;

//! Chapter 6: the portal inspects itself.

mod inspection;

//! Notices 通知公告: what people must know or may take part in (article 16).

mod kind;

pub use kind::NOTICE;

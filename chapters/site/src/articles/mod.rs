//! Articles 新闻动态: what happened (article 16).

mod kind;

pub use kind::ARTICLE;
